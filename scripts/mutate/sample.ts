// Which mutants to try when not all are.
import { createHash } from "node:crypto";
import { keyOf, type Mutant } from "./mutants.ts";

/**
 * The same seed picks the same mutants, whatever else the contracts gain or lose: the order comes from the names. One of
 * every operator comes first, so that a small sample still tries each of them.
 * @param share Of all mutants, up to 1; or how many, above 1.
 */
export function sample(mutants: Mutant[], share: number, seed: number): Mutant[] {
  const lot = (mutant: Mutant): string =>
    createHash("sha256")
      .update(`${seed} ${keyOf(mutant)}`)
      .digest("hex");
  const drawn = mutants.map((mutant) => ({ mutant, lot: lot(mutant) })).sort((a, b) => (a.lot < b.lot ? -1 : 1));
  const first = new Map(drawn.toReversed().map(({ mutant }) => [mutant.operator, mutant]));
  const order = new Set([...first.values(), ...drawn.map(({ mutant }) => mutant)]);
  const size = share <= 1 ? Math.max(first.size, Math.ceil(share * mutants.length)) : share;
  return [...order].slice(0, size).sort((a, b) => a.id - b.id);
}

/** A seed that changes whenever the contracts do: one commit always tries the same, and no two contracts do. */
export function seedOf(texts: Buffer[]): number {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  return hash.digest().readUInt32BE();
}
