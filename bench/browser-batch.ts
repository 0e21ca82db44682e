// How long a batch takes in a browser from the list to the finished files, and how much memory: the console's page as it
// is built and served, under its policy, in a headless Chromium.
//   npm run bench:browser                    a table, for 100,000 and 1,000,000 units
//   npm run bench:browser -- --units 10000   for other numbers
//   npm run bench:browser -- --json          the table, and its figures as one line of JSON, the last one
// Memory is the peak of the page's process, in which all of its workers are threads; an empty page has about 130 MiB.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { buildWeb, compileContracts, findChromium, say } from "../scripts/setup.ts";
import { startStack } from "../scripts/stack.ts";
import { DEMO_SIZES } from "../scripts/story/products.ts";
import { writeList } from "./batch/list.ts";

const { values } = parseArgs({
  options: { units: { type: "string", default: "100000,1000000" }, json: { type: "boolean", default: false } },
});
const sizes = values.units.split(",").map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) throw new Error("--units has to be whole numbers, separated by commas");

/** Each stage in seconds, from the page's own words for them. */
type Figures = { units: number; seconds: number; peakMiB: number; stages: { read: number; derive: number; tree: number } };

// A short stage may be over before it is seen.
const STAGES = { read: /^Step [123] /, derive: /^Step [23] /, tree: /^Step 3 / };
const PATIENCE_MS = 30 * 60_000;
const round = (value: number): number => Math.round(value * 10) / 10;

/** What a process is called, in the words of the system; empty for one that has ended. */
function told(pid: number, by: "cmdline" | "status"): string {
  try {
    return readFileSync(`/proc/${pid}/${by}`, "utf8");
  } catch {
    return "";
  }
}

/** In MiB, the most that the page's process has had in memory: of those that draw pages, the largest. */
function peakOf(profile: string): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const pages = all.filter((pid) => told(pid, "cmdline").includes("--type=renderer") && isOf(pid, profile));
  const peaks = pages.map((pid) => Number(/VmHWM:\s+(\d+)/.exec(told(pid, "status"))?.[1] ?? 0));
  return Math.round(Math.max(...peaks) / 1024);
}

/** Whether a process, or one of those that started it, is the browser of a profile. */
function isOf(pid: number, profile: string): boolean {
  if (pid <= 1) return false;
  return (
    told(pid, "cmdline").includes(`--user-data-dir=${profile}`) ||
    isOf(Number(/PPid:\s+(\d+)/.exec(told(pid, "status"))?.[1] ?? 0), profile)
  );
}

/**
 * A browser of its own for each number, so that its peak is its own. It has a profile on the disk: private windows keep
 * the files of a page in memory.
 */
async function measure(web: string, units: number, dir: string): Promise<Figures> {
  writeList(join(dir, "units.csv"), units);
  const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  const profile = join(dir, `profile-${units}`);
  const browser = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${web}/console/batches/new`);
    await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Piet de Wit" }).click();
    await page.getByRole("button", { name: "Make a new seed" }).click();
    await page.getByLabel("Lot", { exact: true }).fill("BENCH");
    await page.getByLabel("List of units").setInputFiles(join(dir, "units.csv"));
    const began = performance.now();
    const at: Record<string, number> = {};
    await page.getByRole("button", { name: "Build the batch" }).click();
    for (const [stage, words] of Object.entries(STAGES)) {
      await page
        .getByText(words)
        .or(page.getByText(/is built: /))
        .first()
        .waitFor();
      at[stage] = performance.now();
    }
    await page.getByText(/is built: /).waitFor();
    const ended = performance.now();
    const { read = began, derive = ended, tree = ended } = at;
    const stages = { read: round((derive - read) / 1000), derive: round((tree - derive) / 1000), tree: round((ended - tree) / 1000) };
    return { units, seconds: round((ended - began) / 1000), peakMiB: peakOf(profile), stages };
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

compileContracts();
buildWeb();
const dir = mkdtempSync(join(tmpdir(), "muster-browser-bench-"));
const ports = { web: 3100, api: 42169, mail: 8125, rpc: 8645, database: 54429, notifier: 9564, relay: 9566 };
const stack = await startStack({ stateDir: join(dir, "state"), sizes: DEMO_SIZES, ports, say });
const figures: Figures[] = [];
try {
  for (const units of sizes) figures.push(await measure(stack.urls.web, units, dir));
} finally {
  await stack.stop();
  rmSync(dir, { recursive: true, force: true });
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const version = execFileSync(findChromium(), ["--version"], { encoding: "utf8" }).trim();
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const row = (...cells: (string | number)[]): string => cells.map((cell) => `${cell}`.padStart(11)).join("");
const lines = [
  `Building batches in a browser, ${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}, ${version}`,
  "",
  row("units", "seconds", "read", "derive", "tree", "peak MiB"),
  ...figures.map(({ units, seconds, stages, peakMiB }) =>
    row(units.toLocaleString("en"), seconds, stages.read, stages.derive, stages.tree, peakMiB),
  ),
];
console.log(lines.join("\n"));
if (values.json) console.log(JSON.stringify(figures));
process.exit();
