import { createRequire } from "node:module";
import { type Service, startProcess, waitFor } from "./process.ts";

const require = createRequire(import.meta.url);

export type Web = Service & { url: string };

/** The built web app (`next build`) on loopback. @param env What app/_lib/env.ts asks for. */
export async function startWeb({ port, env, log }: { port: number; env: Record<string, string>; log?: string }): Promise<Web> {
  const service = startProcess({
    name: "web app",
    command: process.execPath,
    args: [require.resolve("next/dist/bin/next"), "start", "--hostname", "127.0.0.1", "--port", `${port}`],
    env: { ...env, NODE_ENV: "production" },
    log,
    stopSignal: "SIGTERM",
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(service, 30, async () => (await fetch(url)).ok);
  return { ...service, url };
}
