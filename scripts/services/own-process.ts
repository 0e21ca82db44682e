import { fileURLToPath } from "node:url";
import { type Service, startProcess, waitFor } from "./process.ts";

/** One of our programs that shows on a port of its own how it is. */
export type OwnProcess = Service & {
  /** Base of what it answers, such as /health, /status and /metrics. */
  readonly url: string;
};

export type OwnOptions = {
  /** 0 for any free one. */
  port: number;
  /** As the program's environment.ts asks for, without the port. */
  env: Record<string, string>;
  log?: string;
};

const READY = /status on (http:\S+)\/status/;

/** @param name Of the program, which is also its folder. @param portName Setting that takes the port. */
export async function startOwnProcess(name: "notifier" | "relay", portName: string, { port, env, log }: OwnOptions): Promise<OwnProcess> {
  const service = startProcess({
    name,
    command: process.execPath,
    args: [fileURLToPath(new URL(`../../${name}/main.ts`, import.meta.url))],
    env: { ...env, [portName]: `${port}` },
    log,
  });
  await waitFor(service, 20, async () => READY.test(service.output()));
  const [, url = ""] = READY.exec(service.output()) ?? [];
  return { ...service, url };
}
