#!/usr/bin/env node
// The bin. Node 22.18 and later run TypeScript as it is; under an older one, or before anything is installed,
// scripts/run.mjs fetches what is missing and runs the command with it. No recent syntax here.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const [major, minor] = process.versions.node.split(".").map(Number);
const isRecent = major > 22 || (major === 22 && minor >= 18);

if (isRecent && existsSync(join(root, "node_modules", "commander"))) {
  // Node 22 still warns that it strips types; the cache spares it from doing so each time.
  if (major === 22) process.removeAllListeners("warning");
  module.enableCompileCache();
  await import("./main.ts");
} else {
  const args = [join(root, "scripts", "run.mjs"), "node", join(root, "cli", "main.ts"), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code === null ? 1 : code));
}
