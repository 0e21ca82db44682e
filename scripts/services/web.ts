import { fileURLToPath } from "node:url";
import { type Service, startProcess, waitFor } from "./process.ts";

export type Web = Service & { url: string };

/** The built web app (`next build`) on loopback. @param env What app/_lib/env.ts asks for, without the port. */
export async function startWeb({ port, env, log }: { port: number; env: Record<string, string>; log?: string }): Promise<Web> {
  const service = startProcess({
    name: "web app",
    command: process.execPath,
    args: [fileURLToPath(new URL("../web.ts", import.meta.url))],
    env: { ...env, MUSTER_WEB_PORT: `${port}` },
    log,
    stopSignal: "SIGTERM",
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(service, 30, async () => (await fetch(url)).ok);
  return { ...service, url };
}
