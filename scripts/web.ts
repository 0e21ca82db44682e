// The web app as a process, from what `next build` made: `node scripts/web.ts`. Settings: app/_lib/env.ts; docs/operate.md says more.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { parseEnv } from "../app/_lib/env.ts";
import { fail } from "../lib/service/program.ts";

try {
  const { MUSTER_WEB_PORT, MUSTER_LISTEN } = parseEnv(process.env);
  Object.assign(process.env, { NODE_ENV: "production" });
  process.argv.splice(2, Number.POSITIVE_INFINITY, "start", "--hostname", MUSTER_LISTEN, "--port", `${MUSTER_WEB_PORT}`);
  await import(pathToFileURL(createRequire(import.meta.url).resolve("next/dist/bin/next")).href);
} catch (error) {
  fail("web", error);
}
