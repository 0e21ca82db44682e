// How heavy and how good the public pages are: Lighthouse on the demonstration's own site, as it is built and served.
//   npm run bench:pages             a table
//   npm run bench:pages -- --json   the table, and its figures as one line of JSON, the last one
//   npm run bench:pages -- --reports reports   keeps Lighthouse's report of every run in that folder
// Each page is measured three times as a phone on a slow line and three times as a desktop; what counts is the median.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { createFeed } from "../lib/feed/client.ts";
import { buildWeb, compileContracts, findChromium, say } from "../scripts/setup.ts";
import { startStack } from "../scripts/stack.ts";
import { DEMO_SIZES } from "../scripts/story/products.ts";

const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, reports: { type: "string" } } });
if (values.reports) mkdirSync(values.reports, { recursive: true });
const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const FORMS = { phone: undefined, desktop: desktopConfig };

/** Scores are of 100; bytes are what came over the line. */
type Figures = { page: string; form: keyof typeof FORMS; scriptBytes: number } & Record<(typeof CATEGORIES)[number], number>;

const medianOf = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function measure(port: number, url: string, page: string, form: keyof typeof FORMS): Promise<Figures> {
  const runs: Figures[] = [];
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
    runs.push({ page, form, scriptBytes, ...scores } as Figures);
  }
  const middle = Object.fromEntries(CATEGORIES.map((name) => [name, medianOf(runs.map((run) => run[name]))]));
  return { page, form, scriptBytes: medianOf(runs.map((run) => run.scriptBytes)), ...middle } as Figures;
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
  row("page", "form", ...CATEGORIES, "JavaScript kB"),
  ...figures.map((one) => row(one.page, one.form, ...CATEGORIES.map((name) => one[name]), Math.round(one.scriptBytes / 1000))),
];
console.log(lines.join("\n"));
if (values.json) console.log(JSON.stringify(figures));
process.exit();
