import { fileURLToPath } from "node:url";
import { type Service, startProcess, waitFor } from "./process.ts";

export type RelayService = Service & {
  /** Base of /acts, /health, /status and /metrics. */
  readonly url: string;
};

type Options = {
  /** 0 for any free one. */
  port: number;
  /** As relay/environment.ts asks for, without the port. */
  env: Record<string, string>;
  log?: string;
};

const READY = /status on (http:\S+)\/status/;

/** The relay as its own process. */
export async function startRelay({ port, env, log }: Options): Promise<RelayService> {
  const service = startProcess({
    name: "relay",
    command: process.execPath,
    args: [fileURLToPath(new URL("../../relay/main.ts", import.meta.url))],
    env: { ...env, MUSTER_RELAY_PORT: `${port}` },
    log,
  });
  await waitFor(service, 20, async () => READY.test(service.output()));
  const [, url = ""] = READY.exec(service.output()) ?? [];
  return { ...service, url };
}
