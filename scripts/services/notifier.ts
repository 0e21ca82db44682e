import { fileURLToPath } from "node:url";
import { type Service, startProcess, waitFor } from "./process.ts";

export type NotifierService = Service & {
  /** Base of /health, /status and /metrics. */
  readonly url: string;
};

type Options = {
  port: number;
  /** As notifier/environment.ts asks for, without the port. */
  env: Record<string, string>;
  log?: string;
};

/** The notifier as its own process. It waits by itself for the indexer's tables. */
export async function startNotifier({ port, env, log }: Options): Promise<NotifierService> {
  const service = startProcess({
    name: "notifier",
    command: process.execPath,
    args: [fileURLToPath(new URL("../../notifier/main.ts", import.meta.url))],
    env: { ...env, MUSTER_NOTIFIER_PORT: `${port}` },
    log,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(service, 20, async () => (await fetch(`${url}/status`)).ok);
  return { ...service, url };
}
