// What the demo and the tests need besides installed packages. Each step says what it does and is skipped when its
// result is there already.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const say = (text: string): void => console.error(`muster: ${text}`);

/** A prerequisite is missing: one sentence with the remedy, no stack. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}

type Run = { env?: Record<string, string>; quiet?: boolean };

function run(what: string, command: string, args: string[], { env, quiet = true }: Run = {}): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new SetupError(`${what} failed:\n${error?.message ?? `${stdout ?? ""}${stderr ?? ""}`.trim()}`);
}

/** Hash over the contents of files: what a step was made from. */
function fingerprint(patterns: string[]): string {
  const hash = createHash("sha256");
  for (const path of globSync(patterns).sort()) if (statSync(path).isFile()) hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}

/** Runs `step` unless it ran before with the same sources and its result still exists. */
function once(stampFile: string, sources: string[], result: string, step: () => void): void {
  const stamp = fingerprint(sources);
  if (existsSync(result) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  step();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

export function compileContracts(): void {
  once(".muster/stamps/contracts", ["contracts/**/*.sol", "hardhat.config.ts", "package-lock.json"], "artifacts/contracts", () => {
    say("compiling the contracts.");
    run("Compiling the contracts", "hardhat", ["build", "--quiet", "--no-tests"]);
  });
}

const WEB_SOURCES = [
  "app/**/*",
  "lib/**/*.ts",
  "public/**/*",
  "next.config.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.next.json",
  "package-lock.json",
];

export function buildWeb(): void {
  once(".muster/stamps/web", WEB_SOURCES, ".next/BUILD_ID", () => {
    say("building the web app (about 20 seconds, once).");
    run("Building the web app", "next", ["build"]);
  });
}

const CHROMIUM_PATHS = [
  process.env.MUSTER_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Path of a Chromium for the browser tests: the system's, else from apt where we may, else Playwright's own download. */
export function findChromium(): string {
  const found = () => CHROMIUM_PATHS.find((path) => path !== undefined && existsSync(path));
  const installed = found();
  if (installed) return installed;
  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("installing Chromium with apt-get (once).");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env: { ...process.env, ...env } });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      stdio: "ignore",
      env: { ...process.env, ...env },
    });
    const fromApt = found();
    if (fromApt) return fromApt;
  }
  say("fetching Chromium with Playwright (once).");
  const folder = join(process.cwd(), ".toolchain", "browsers");
  const { status } = spawnSync("playwright-core", ["install", "chromium"], {
    stdio: "ignore",
    env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: folder },
  });
  const [fetched] = status === 0 ? globSync(join(folder, "chromium-*/*/{chrome,Chromium.app/Contents/MacOS/Chromium,chrome.exe}")) : [];
  if (fetched) return fetched;
  throw new SetupError(
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set MUSTER_CHROMIUM to its path, and run the command again.",
  );
}
