// npm run coverage: which lines of the contracts the tests reach, and which operands of their decisions they have seen
// both true and false. Hardhat counts lines only, so the contracts are copied with every operand in a line of its own.
// What the assembly of the trees decides is not counted. Fails below 100 %, unless test files are named as arguments.
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Condition, watch } from "./coverage/conditions.ts";

const root = resolve(".");
const folder = resolve(".muster/coverage");

const FILES = globSync("contracts/**/*.sol", { exclude: ["contracts/interfaces/**", "contracts/mocks/**"] });

/** Not linked: the copy has its own. */
const OWN = new Set(["contracts", "artifacts", "cache", "coverage", "types"]);

function copyProject(): Condition[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(root)) if (!OWN.has(name) && !name.startsWith(".")) symlinkSync(join(root, name), join(folder, name));
  cpSync(join(root, "contracts"), join(folder, "contracts"), { recursive: true });
  return FILES.flatMap((file) => {
    const { text, conditions } = watch(file, readFileSync(file, "utf8"));
    writeFileSync(join(folder, file), text);
    return conditions;
  });
}

/** Lines of each file by whether they were reached. */
function readLines(): Map<string, Map<number, boolean>> {
  const files = new Map<string, Map<number, boolean>>();
  for (const record of readFileSync(join(folder, "coverage/lcov.info"), "utf8").split("end_of_record")) {
    const file = /^SF:(.*)$/m.exec(record)?.[1];
    const lines = [...record.matchAll(/^DA:(\d+),(\d+)$/gm)].map(([, line, hits]) => [Number(line), hits !== "0"] as const);
    if (file) files.set(file, new Map(lines));
  }
  return files;
}

const share = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / Math.max(whole, 1)).toFixed(2)} %)`;

const conditions = copyProject();
const tests = process.argv.slice(2);
const { status, stdout, stderr } = spawnSync("hardhat", ["test", ...tests, "--coverage"], {
  cwd: folder,
  encoding: "utf8",
  maxBuffer: 2 ** 28,
});
if (status !== 0) {
  console.error(`${stdout}${stderr}`);
  process.exit(1);
}
const reached = readLines();
const missed: string[] = [];
let [lines, linesReached, outcomesSeen] = [0, 0, 0];
for (const file of FILES) {
  const own = conditions.filter((condition) => condition.file === file);
  const end = Math.min(Number.POSITIVE_INFINITY, ...own.map(({ seen }) => seen.true - 2));
  for (const [line, isReached] of reached.get(file) ?? []) {
    if (line >= end) continue;
    lines++;
    if (isReached) linesReached++;
    else missed.push(`${file}:${line} is never reached`);
  }
  for (const { line, text, seen } of own)
    for (const outcome of ["true", "false"] as const) {
      if (reached.get(file)?.get(seen[outcome])) outcomesSeen++;
      else missed.push(`${file}:${line} is never ${outcome}: ${text}`);
    }
}
console.log(missed.join("\n"));
console.log(`lines reached:   ${share(linesReached, lines)}`);
console.log(`outcomes seen:   ${share(outcomesSeen, 2 * conditions.length)}, of ${conditions.length} operands of decisions`);
process.exitCode = missed.length > 0 && tests.length === 0 ? 1 : 0;
