import type { DeviceId } from "./ids.ts";
import { EVIDENCES, type Evidence, type Remedy } from "./kinds.ts";
import { type Report, reportedRelease } from "./report.ts";
import { type PartSwap, partOf, type Way } from "./scope.ts";
import type { RemediedByEvidence } from "./statistics.ts";

/**
 * What became of a unit that a recall affects. Twin of `Recalls.remedied`; `affected_device` of the indexer says the
 * same in SQL (invariant I5, test/indexer/agreement.suite.ts).
 *
 * A unit that is affected in several ways is remedied when it is in each of them: a new board does not help against
 * what is wrong with the housing. By an update, or by another remedy that was recorded, it is remedied in all.
 */

type Word = Exclude<Evidence, "none">;

/** What the register holds of one unit. */
export type UnitRecord = {
  id: DeviceId;
  /** Of the present title, 0 while unclaimed. */
  epoch: number;
  /** Stated last, 0 when never. */
  release: number;
  /** For `release`. */
  evidence: Evidence;
  /** Unix time of that statement, rounded down as by `chainStep`. */
  stated: number;
  swaps: readonly PartSwap[];
};

/** The remedy other than an update that was recorded last for a unit in one recall, and under which title. */
export type RecordedRemedy = { remedy: Remedy; evidence: Word; epoch: number };

/** What a recall demands of units of one model. */
export type Demand = {
  /** Weakest evidence that counts. */
  minEvidence: Word;
  /** Sequence number of the release that remedies the model, null while none is offered. */
  fix: number | null;
  /** Whether the model has a release of that number that was not revoked. */
  isCurrent(release: number): boolean;
};

const rank = (evidence: Evidence): number => EVIDENCES.indexOf(evidence);
const byStrength = (a: Evidence, b: Evidence): number => rank(a) - rank(b);

/**
 * Whose word it rests on that an affected unit is remedied; null when it is not.
 * @param ways All ways by which it is affected.
 * @param reports About the unit's batch.
 */
export function remediedBy(
  unit: UnitRecord,
  ways: readonly Way[],
  { minEvidence, fix, isCurrent }: Demand,
  recorded: RecordedRemedy | undefined,
  reports: readonly Report[],
): Word | null {
  const isFixed = (release: number): boolean => fix !== null && release >= fix && isCurrent(release);
  const words: Evidence[] = [];
  if (recorded && recorded.epoch === unit.epoch) words.push(recorded.evidence);
  if (isFixed(unit.release)) words.push(unit.evidence);
  if (reports.some((report) => isFixed(reportedRelease(report, unit)))) words.push("maker");
  const swapWords = ways.map((way) => unit.swaps.find(({ position }) => position === partOf(way))?.evidence ?? "none");
  words.push(swapWords.sort(byStrength)[0] ?? "none");

  const strongest = words.sort(byStrength).at(-1) ?? "none";
  return strongest !== "none" && rank(strongest) >= rank(minEvidence) ? strongest : null;
}

/** A claimed unit that a recall affects, as far as the counts need it. */
export type AffectedUnit = {
  acknowledged: boolean;
  remediedBy: Word | null;
  /** Marked by its owner as stolen or as out of use for good. */
  isGone: boolean;
};

export type UnitCounts = { claimed: number; acknowledged: number; remedied: RemediedByEvidence; removed: number };

/** The counts of `Reach` that the chain alone decides. */
export function countUnits(units: Iterable<AffectedUnit>): UnitCounts {
  const counts = { claimed: 0, acknowledged: 0, remedied: { owner: 0, repairer: 0, maker: 0, device: 0 }, removed: 0 };
  for (const unit of units) {
    counts.claimed++;
    if (unit.acknowledged || unit.remediedBy) counts.acknowledged++;
    if (unit.remediedBy) counts.remedied[unit.remediedBy]++;
    else if (unit.isGone) counts.removed++;
  }
  return counts;
}
