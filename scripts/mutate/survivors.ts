// Why a mutant may live: test/mutation/survivors.json says it of each, one by one.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Key, keyOf, type Mutant } from "./mutants.ts";
import { OPERATORS, type OperatorName } from "./operators/index.ts";
import type { Verdict } from "./trial.ts";

const FILE = "test/mutation/survivors.json";

const explanations = z.array(
  z.strictObject({
    file: z.string(),
    function: z.string(),
    operator: z.enum(Object.keys(OPERATORS) as [OperatorName, ...OperatorName[]]),
    original: z.string(),
    mutated: z.string(),
    occurrence: z.int().default(1),
    reason: z.string().trim().min(20, "say in a sentence why no test can or need kill it"),
  }),
);
export type Explanation = z.infer<typeof explanations>[number];

export function readExplanations(root: string): Explanation[] {
  const path = join(root, FILE);
  if (!existsSync(path)) return [];
  const parsed = explanations.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`${FILE}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const sayKey = (key: Key): string =>
  `${key.file} ${key.function} ${key.operator}: ${key.original} → ${key.mutated}${key.occurrence > 1 ? ` (${key.occurrence})` : ""}`;

/** Explanations of what does not exist, or of what was tried and does not survive. */
export function staleExplanations(given: Explanation[], mutants: Mutant[], verdicts: Map<number, Verdict>): string[] {
  const byKey = new Map(mutants.map((mutant) => [keyOf(mutant), mutant]));
  return given.flatMap((explanation) => {
    const mutant = byKey.get(keyOf(explanation));
    if (!mutant) return [`explained, but there is no such mutant: ${sayKey(explanation)}`];
    const { outcome } = verdicts.get(mutant.id) ?? {};
    return outcome && outcome !== "survived" ? [`explained as a survivor, but ${outcome}: ${sayKey(explanation)}`] : [];
  });
}

export function reasonOf(given: Explanation[], mutant: Mutant): string | undefined {
  const key = keyOf(mutant);
  return given.find((explanation) => keyOf(explanation) === key)?.reason;
}
