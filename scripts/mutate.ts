// npm run mutate: breaks the contracts in small ways and counts how many the tests notice.
//   npm run mutate                                 all mutants, in two processes
//   npm run mutate -- --sample 0.05 --seed 7       a twentieth of them; above 1, so many
//   npm run mutate -- --file contracts/Devices.sol one file's
//   npm run mutate -- --only 12 --only 13          those by number; --list shows the numbers
//   npm run mutate -- --verbose                    names the test that killed each
//   npm run mutate -- --min-score 95               fails below
//   npm run mutate -- --json                       closes with one line of JSON
// Fails too when a survivor is not explained in test/mutation/survivors.json, or an explanation fits none.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import type { Mutant } from "./mutate/mutants.ts";
import { tryAll } from "./mutate/pool.ts";
import { mutantsOf, readProject, readSourceText } from "./mutate/project.ts";
import { makeReport, printReport } from "./mutate/report.ts";
import { sample, seedOf } from "./mutate/sample.ts";
import { readExplanations } from "./mutate/survivors.ts";
import { SetupError, say } from "./setup.ts";

const { values: options } = parseArgs({
  options: {
    project: { type: "string", default: "." },
    jobs: { type: "string", default: "2" },
    sample: { type: "string" },
    seed: { type: "string" },
    file: { type: "string", multiple: true },
    only: { type: "string", multiple: true },
    list: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    "min-score": { type: "string" },
  },
});

function number(name: string, text: string | undefined, min: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= min)) throw new SetupError(`--${name} takes a number from ${min}, not "${text}".`);
  return value;
}

const sayMutant = ({ id, file, line, function: name, operator, original, mutated }: Mutant): string =>
  `#${id} ${file}:${line} ${name} (${operator})\n  - ${original}\n  + ${mutated}`;

function choose(all: Mutant[], root: string): Mutant[] {
  const only = options.only?.map((id) => number("only", id, 1));
  const chosen = all.filter(({ id, file }) => (options.file?.includes(file) ?? true) && (only?.includes(id) ?? true));
  const share = number("sample", options.sample, 0);
  if (share === undefined) return chosen;
  const files = [...new Set(all.map(({ file }) => file))];
  const seed = number("seed", options.seed, 0) ?? seedOf(files.map((file) => readSourceText(root, file)));
  say(`sampling with --seed ${seed}.`);
  return sample(chosen, share, seed);
}

async function main(): Promise<void> {
  const root = resolve(options.project);
  const jobs = number("jobs", options.jobs, 1) ?? 1;
  const minScore = number("min-score", options["min-score"], 0);
  const explanations = readExplanations(root);
  const project = await readProject(root);
  const all = mutantsOf(project);
  const mutants = choose(all, root);
  if (options.list) return console.log(mutants.map(sayMutant).join("\n"));
  say(`${mutants.length} of ${all.length} mutants, after the tests on the contracts as they are.`);

  const bar = process.stderr.isTTY ? new SingleBar({ format: "{bar} {value}/{total}, {eta_formatted} to go" }) : undefined;
  bar?.start(mutants.length, 0);
  let tried = 0;
  const verdicts = await tryAll(project, mutants, jobs, {
    tried() {
      bar?.increment();
      if (++tried % 100 === 0 && !bar) say(`${tried} tried.`);
    },
    again(some, because) {
      say(`mutants ${some[0]?.id} to ${some.at(-1)?.id} once more, in parts: without a mutant, ${because}`);
      tried -= some.length;
    },
  });
  bar?.stop();

  if (options.verbose)
    for (const mutant of mutants) {
      const { outcome, by, because } = verdicts.get(mutant.id) ?? {};
      console.log(`${sayMutant(mutant)}\n  ${[outcome, by && `by ${by}`, because].filter(Boolean).join(": ")}`);
    }
  const report = makeReport(all, verdicts, explanations, minScore);
  console.log(printReport(report));
  if (options.json) console.log(JSON.stringify(report));
  process.exitCode = report.faults.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  const red = error instanceof Error && error.name === "RedWithoutMutant";
  if (red) say(`the tests fail on the contracts as they are, so they can say nothing of mutants:\n${error.message}`);
  else say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
});
