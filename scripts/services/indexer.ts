import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPublicClient, http } from "viem";
import { schemaName } from "../../indexer/program/schema-name.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { type Service, startProcess, waitFor } from "./process.ts";

export type Api = Service & {
  /** Base address of the API, without `/v1`. */
  apiUrl: string;
};

export type Indexer = Api & {
  /** Where its tables are; readers use the views in `indexer`. */
  schema: string;
};

type Options = {
  rpcUrl: string;
  chainId: number;
  databaseUrl: string;
  port: number;
  deploymentsDir: string;
  /** How often the chain is asked for new blocks. */
  pollingMs?: number;
  log?: string;
};

/** @param program `indexer`, or `api` for what answers beside one. */
async function startProgram(program: "indexer" | "api", options: Options): Promise<Api> {
  const { rpcUrl, chainId, databaseUrl, port, deploymentsDir, pollingMs, log } = options;
  const head = await createPublicClient({ transport: http(rpcUrl) }).getBlockNumber();
  const service = startProcess({
    name: program,
    command: process.execPath,
    args: [fileURLToPath(new URL(`../../indexer/program/${program}.ts`, import.meta.url))],
    env: {
      MUSTER_RPC_URL: rpcUrl,
      MUSTER_CHAIN_ID: `${chainId}`,
      MUSTER_DEPLOYMENTS: deploymentsDir,
      MUSTER_POLLING_MS: pollingMs === undefined ? undefined : `${pollingMs}`,
      MUSTER_API_PORT: `${port}`,
      DATABASE_URL: databaseUrl,
    },
    log,
  });
  const apiUrl = `http://127.0.0.1:${port}`;
  // Ponder calls itself ready before it has read the newest blocks.
  const isUpToDate = async (): Promise<boolean> =>
    (await fetch(`${apiUrl}/ready`)).ok && (await createFeed(apiUrl).health()).block.number >= Number(head);
  try {
    await waitFor(service, 120, isUpToDate);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return { ...service, apiUrl };
}

/** Starts the indexer and waits until it has read the chain up to its present head and answers. */
export async function startIndexer(options: Options): Promise<Indexer> {
  const { rpcUrl, chainId, deploymentsDir } = options;
  const { hash: genesis } = await createPublicClient({ transport: http(rpcUrl) }).getBlock({ blockNumber: 0n });
  const schema = schemaName(readFileSync(join(deploymentsDir, `${chainId}.json`), "utf8"), genesis);
  return { ...(await startProgram("indexer", options)), schema };
}

/** The API alone, beside an indexer on the same database. */
export const startApi = (options: Options): Promise<Api> => startProgram("api", options);
