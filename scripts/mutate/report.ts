// What the trials say: figures, survivors with their explanations, and whether that is good enough.
import type { Key, Mutant } from "./mutants.ts";
import { type Explanation, reasonOf, staleExplanations } from "./survivors.ts";
import type { Verdict } from "./trial.ts";

type Survivor = Key & { id: number; line: number; reason: string | null };

type Tally = {
  /** Killed and survived. */
  mutants: number;
  killed: number;
  survived: number;
  equivalent: number;
  invalid: number;
  /** Killed among the mutants, in per cent, rounded down to a tenth; null where there was none. */
  score: number | null;
};

export type Report = Tally & { files: Record<string, Tally>; survivors: Survivor[]; faults: string[] };

function tally(verdicts: Verdict[]): Tally {
  const count = (outcome: Verdict["outcome"]): number => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  const [killed, survived] = [count("killed"), count("survived")];
  const mutants = killed + survived;
  const score = mutants === 0 ? null : Math.floor((1000 * killed) / mutants) / 10;
  return { mutants, killed, survived, equivalent: count("equivalent"), invalid: count("invalid"), score };
}

/**
 * @param mutants All there are.
 * @param verdicts On those that were tried, by number.
 * @param minScore What the score must reach, in per cent.
 */
export function makeReport(mutants: Mutant[], verdicts: Map<number, Verdict>, given: Explanation[], minScore?: number): Report {
  const tried = mutants.flatMap((mutant) => {
    const verdict = verdicts.get(mutant.id);
    return verdict ? [{ mutant, verdict }] : [];
  });
  const survivors = tried
    .filter(({ verdict }) => verdict.outcome === "survived")
    .map(({ mutant: { edit: _, ...mutant } }) => ({ ...mutant, reason: reasonOf(given, mutant as Mutant) ?? null }));
  const of = (file: string) => tried.filter(({ mutant }) => mutant.file === file).map(({ verdict }) => verdict);
  const files = [...new Set(tried.map(({ mutant }) => mutant.file))];
  const total = tally([...verdicts.values()]);
  const unexplained = survivors.filter(({ reason }) => reason === null);
  const low = minScore !== undefined && total.score !== null && total.score < minScore;
  const faults = [
    ...unexplained.map(({ id, file, line }) => `mutant ${id} survives without an explanation: ${file}:${line}`),
    ...staleExplanations(given, mutants, verdicts),
    ...(low ? [`the score is ${total.score} %, below ${minScore} %`] : []),
    ...(total.mutants === 0 ? ["no mutant was killed, and none survived"] : []),
  ];
  return { ...total, files: Object.fromEntries(files.map((file) => [file, tally(of(file))])), survivors, faults };
}

const percent = (score: number | null): string => (score === null ? "–" : `${score.toFixed(1)} %`);

const row = (name: string, { killed, mutants, score, equivalent, invalid }: Tally): string =>
  `${name.padEnd(36)} ${`${killed} of ${mutants} killed`.padStart(20)} ${percent(score).padStart(8)}   ${equivalent} equivalent, ${invalid} invalid`;

export function printReport(report: Report): string {
  const survivors = report.survivors.map(({ id, file, line, function: name, operator, original, mutated, reason }) =>
    [`#${id} ${file}:${line} ${name} (${operator})`, `  - ${original}`, `  + ${mutated}`, `  ${reason ?? "NOT EXPLAINED"}`].join("\n"),
  );
  const files = Object.entries(report.files).map(([file, tallied]) => row(file, tallied));
  const faults = report.faults.map((fault) => `FAILED  ${fault}`);
  return [...survivors, "", ...files, row("all", report), ...(faults.length > 0 ? ["", ...faults] : [])].join("\n");
}
