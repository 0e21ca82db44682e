import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Service, startProcess, waitFor } from "./process.ts";

type Options = {
  rpcUrl: string;
  chainId: number;
  databaseUrl: string;
  /** The indexer's own, whose tables are served. */
  schema: string;
  port: number;
  deploymentsDir: string;
  log?: string;
};

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Starts an API of its own beside the indexer's, on the same tables: any number of them answer side by side. */
export async function startApi(options: Options): Promise<Service & { apiUrl: string }> {
  const { port, schema } = options;
  const ponder = join(ROOT, "node_modules/ponder/dist/esm/bin/ponder.js");
  const service = startProcess({
    name: "api",
    command: process.execPath,
    args: [ponder, "serve", "--root", join(ROOT, "indexer"), "--schema", schema, "--port", `${port}`, "--hostname", "127.0.0.1"],
    env: {
      NODE_ENV: "production",
      MUSTER_RPC_URL: options.rpcUrl,
      MUSTER_CHAIN_ID: `${options.chainId}`,
      MUSTER_DEPLOYMENTS: options.deploymentsDir,
      DATABASE_URL: options.databaseUrl,
      PONDER_LOG_LEVEL: "warn",
    },
    log: options.log,
  });
  const apiUrl = `http://127.0.0.1:${port}`;
  try {
    await waitFor(service, 60, async () => (await fetch(`${apiUrl}/v1/health`)).ok);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return { ...service, apiUrl };
}
