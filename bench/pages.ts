// How heavy and how good the public pages are: Lighthouse on the demonstration's own site, as it is built and served.
//   npm run bench:pages             a table
//   npm run bench:pages -- --json   the table, and its figures as one line of JSON, the last one
//   npm run bench:pages -- --reports reports   keeps Lighthouse's report of every run in that folder
// Each page is measured three times as a phone on a slow line and three times as a desktop; what counts is the median.
// Public pages run no script before the first sign of a person (app/_lib/late-start.ts), which Lighthouse does not give. What it leaves out
// is measured beside it: from a key that is pressed to a page that hears, with the files there and Lighthouse's slower processor.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { chromium } from "playwright-core";
import { STARTED } from "../app/_lib/started.ts";
import { createFeed } from "../lib/feed/client.ts";
import { buildWeb, compileContracts, findChromium, say } from "../scripts/setup.ts";
import { startStack } from "../scripts/stack.ts";
import { DEMO_SIZES } from "../scripts/story/products.ts";

const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, reports: { type: "string" } } });
if (values.reports) mkdirSync(values.reports, { recursive: true });
const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const FORMS = { phone: undefined, desktop: desktopConfig };
/** How many times slower than here, as Lighthouse takes them. */
const SLOWDOWN: Record<keyof typeof FORMS, number> = { phone: 4, desktop: 1 };

type Scores = Record<(typeof CATEGORIES)[number], number>;

/** Scores are of 100; bytes are what came over the line; `startMs` is from the first sign to a page that hears. */
type Figures = { page: string; form: keyof typeof FORMS; scriptBytes: number; startMs: number } & Scores;

const medianOf = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function startMs(address: string, form: keyof typeof FORMS): Promise<number> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.addInitScript(`
      addEventListener("keydown", (event) => (self.signAt ??= event.timeStamp), { capture: true });
      addEventListener(${JSON.stringify(STARTED)}, (event) => document.documentElement.setAttribute("data-start", event.timeStamp - self.signAt));
    `);
    const line = await page.context().newCDPSession(page);
    await line.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN[form] });
    await page.goto(address, { waitUntil: "networkidle" });
    await page.keyboard.press("Tab");
    return Number(await page.locator("html[data-start]").getAttribute("data-start"));
  } finally {
    await browser.close();
  }
}

async function measure(port: number, url: string, page: string, form: keyof typeof FORMS): Promise<Figures> {
  const runs: Omit<Figures, "startMs">[] = [];
  for (let run = 0; run < RUNS; run++) {
    const result = await lighthouse(`${url}${page}`, { port, maxWaitForLoad: 15_000, onlyCategories: [...CATEGORIES] }, FORMS[form]);
    if (!result) throw new Error(`Lighthouse gave no result for ${page}.`);
    if (values.reports) {
      const name = `${page.slice(1).replaceAll("/", "-") || "home"}-${form}-${run + 1}.json`;
      writeFileSync(join(values.reports, name), JSON.stringify(result.lhr));
    }
    const { categories, audits } = result.lhr;
    const requests = audits["network-requests"]?.details as { items?: { resourceType: string; transferSize: number }[] } | undefined;
    const scripts = (requests?.items ?? []).filter(({ resourceType }) => resourceType === "Script");
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]));
    const scriptBytes = scripts.reduce((sum, { transferSize }) => sum + transferSize, 0);
    runs.push({ page, form, scriptBytes, ...(scores as Scores) });
  }
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run++) starts.push(Math.round(await startMs(`${url}${page}`, form)));
  const middle = Object.fromEntries(CATEGORIES.map((name) => [name, medianOf(runs.map((run) => run[name]))])) as Scores;
  return { page, form, scriptBytes: medianOf(runs.map((run) => run.scriptBytes)), startMs: medianOf(starts), ...middle };
}

compileContracts();
buildWeb();
const dir = mkdtempSync(join(tmpdir(), "muster-pages-bench-"));
const ports = { web: 3100, api: 42169, mail: 8125, rpc: 8645, database: 54429, notifier: 9564, relay: 9566 };
const stack = await startStack({ stateDir: join(dir, "state"), sizes: DEMO_SIZES, ports, say });
const figures: Figures[] = [];
try {
  const api = createFeed(stack.urls.api);
  const [recall] = (await api.recalls({ limit: 1 })).items;
  if (!recall) throw new Error("The demonstration has no recall.");
  const [device] = (await api.affectedDevices(recall.id, { limit: 1 })).items;
  const pages = ["/", `/recalls/${recall.id}`, `/devices/${device?.deviceId}`];
  const chrome = await launch({
    chromePath: findChromium(),
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking"],
  });
  try {
    for (const page of pages)
      for (const form of ["phone", "desktop"] as const) figures.push(await measure(chrome.port, stack.urls.web, page, form));
  } finally {
    chrome.kill();
  }
} finally {
  await stack.stop();
  rmSync(dir, { recursive: true, force: true });
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const version = execFileSync(findChromium(), ["--version"], { encoding: "utf8" }).trim();
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const row = (page: string, ...cells: (string | number)[]): string => page.padEnd(24) + cells.map((cell) => `${cell}`.padStart(15)).join("");
const lines = [
  `Public pages, ${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}, ${version}, median of ${RUNS}`,
  "",
  row("page", "form", ...CATEGORIES, "JavaScript kB", "start ms"),
  ...figures.map((one) => row(one.page, one.form, ...CATEGORIES.map((name) => one[name]), Math.round(one.scriptBytes / 1000), one.startMs)),
];
console.log(lines.join("\n"));
if (values.json) console.log(JSON.stringify(figures));
process.exit();
