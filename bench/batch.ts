// How long a batch takes from the factory's file to manifest, tree, look-up rows and labels, and how much memory.
//   npm run bench:batch                               a table, for 1,000,000 units
//   npm run bench:batch -- --units 100000,4000000     for other numbers; peers run with the first of them
//   npm run bench:batch -- --refused                  also lists that have to be refused, up to a stream of 5 GB
//   npm run bench:batch -- --json                     the table, and its figures as one line of JSON, the last one printed
// Beside it, the best known Merkle tree libraries, each in a process of its own. They are given ready leaves and build a
// tree in memory, no more: they read no list, check and sort nothing, derive no keys and write no files.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeList } from "./batch/list.ts";
import { REFUSED, type RefusedList } from "./batch/refused.ts";
import type { Figures } from "./batch/report.ts";

const { values } = parseArgs({
  options: {
    units: { type: "string", default: "1000000" },
    refused: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const sizes = values.units.split(",").map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) throw new Error("--units has to be whole numbers, separated by commas");

function run<Result = Figures>(script: string, ...args: string[]): Result {
  const file = fileURLToPath(new URL(`batch/${script}.ts`, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [file, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`${script} ended with ${status}`);
  return JSON.parse(stdout) as Result;
}

function muster(units: number): Figures & { proofMs: number } {
  const dir = mkdtempSync(join(tmpdir(), "muster-bench-"));
  try {
    writeList(join(dir, "units.csv"), units);
    return run("run-muster", join(dir, "units.csv"), join(dir, "batch"));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Refusal = Figures & { refused: string; line?: number };

/** Gives a list to the build down a pipe. @throws Error when it is not refused for its fault. */
async function refusal({ name, code, pieces }: RefusedList, units: number): Promise<Refusal & { name: string }> {
  const dir = mkdtempSync(join(tmpdir(), "muster-bench-"));
  try {
    const file = fileURLToPath(new URL("batch/run-muster.ts", import.meta.url));
    const child = spawn(process.execPath, [file, "-", join(dir, "batch")], { stdio: ["pipe", "pipe", "inherit"] });
    // The build hangs up as soon as it knows.
    const [answer] = await Promise.all([text(child.stdout), pipeline(Readable.from(pieces(units)), child.stdin).catch(() => undefined)]);
    const figures = JSON.parse(answer) as Refusal;
    if (figures.refused !== code) throw new Error(`${name} was refused with ${figures.refused}, not ${code}`);
    if (readdirSync(dir).length > 0) throw new Error(`${name} left ${readdirSync(dir).join(", ")}`);
    return { name, ...figures };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const [first = 1, ...others] = sizes;
const ours = [first, ...others].map(muster);
const refusals: (Refusal & { name: string })[] = [];
if (values.refused) for (const list of REFUSED) refusals.push(await refusal(list, first));
const peers = {
  "@openzeppelin/merkle-tree": run("run-openzeppelin", `${first}`),
  merkletreejs: run("run-merkletreejs", `${first}`),
};

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const row = (label: string, { units, seconds, cpuSeconds, peakMiB }: Figures): string =>
  [
    label.padEnd(54),
    (units > 0 ? units.toLocaleString("en") : "").padStart(10),
    seconds.toFixed(2).padStart(8),
    cpuSeconds.toFixed(2).padStart(8),
    `${peakMiB}`.padStart(6),
  ].join(" ");
const lines = [
  `Building batches, ${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}, Node ${process.versions.node}`,
  "",
  `${"".padEnd(54)} ${"units".padStart(10)} ${"seconds".padStart(8)} ${"cpu s".padStart(8)} ${"MiB".padStart(6)}`,
  ...ours.map((figures) => row("Muster: list to manifest, tree, rows, labels", figures)),
  ...Object.entries(peers).map(([name, figures]) => row(`${name}: tree of ready leaves`, figures)),
  ...refusals.map((figures) => row(`refused: ${figures.name}`, figures)),
  "",
  ...ours.map(({ units, proofMs }) => `A proof from the tree file of ${units.toLocaleString("en")} units: ${proofMs.toFixed(2)} ms`),
];
console.log(lines.join("\n"));
if (values.json) {
  const plain = ({ units, seconds, peakMiB }: Figures) => ({ units, seconds, peakMiB });
  const [main] = ours;
  if (!main) throw new Error("nothing was measured");
  const byName = Object.fromEntries(Object.entries(peers).map(([name, figures]) => [name, plain(figures)]));
  const refused = Object.fromEntries(refusals.map(({ name, line, seconds, peakMiB }) => [name, { line, seconds, peakMiB }]));
  const more = others.length > 0 ? { others: ours.slice(1).map(plain) } : {};
  console.log(JSON.stringify({ ...plain(main), proofMs: main.proofMs, ...more, ...(values.refused ? { refused } : {}), peers: byName }));
}
