import { fileURLToPath } from "node:url";
import { type Service, startProcess, waitFor } from "./process.ts";

export type NotifierService = Service & {
  /** Base of /health, /status and /metrics. */
  readonly url: string;
};

type Options = {
  /** 0 for any free one. */
  port: number;
  /** As notifier/environment.ts asks for, without the port. */
  env: Record<string, string>;
  log?: string;
};

const READY = /status on (http:\S+)\/status/;

/** The notifier as its own process. It waits by itself for the indexer's tables. */
export async function startNotifier({ port, env, log }: Options): Promise<NotifierService> {
  const service = startProcess({
    name: "notifier",
    command: process.execPath,
    args: [fileURLToPath(new URL("../../notifier/main.ts", import.meta.url))],
    env: { ...env, MUSTER_NOTIFIER_PORT: `${port}` },
    log,
  });
  await waitFor(service, 20, async () => READY.test(service.output()));
  const [, url = ""] = READY.exec(service.output()) ?? [];
  return { ...service, url };
}
