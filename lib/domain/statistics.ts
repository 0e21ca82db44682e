/**
 * The figures of a recall, defined once for owners, makers and regulators (invariant I12).
 *
 * All count devices: units of component models are counted through the wholes that contain them. Every group is part
 * of the one before it where the text says so; a rate never stands without the counts it comes from.
 */
export type RemediedByEvidence = { owner: number; repairer: number; maker: number; device: number };

/**
 * How far the affected devices have come. Each count says "at least this far", so each includes the ones below it: a
 * unit remedied without a word from us counts as told as well. Only so do the parts of the reach figure sum up.
 */
export type Reach = {
  /** Devices in scope, claimed or not. */
  involved: number;
  /** Have a title. */
  claimed: number;
  /** Claimed, and the owner left an address for notices or has come further without one. */
  withContact: number;
  /** At least one notice was delivered, or the owner has come further without one. */
  told: number;
  /** The owner acknowledged, or the unit is remedied. */
  acknowledged: number;
  remedied: RemediedByEvidence;
  /** Claimed and not remedied, and marked by the owner as stolen or as out of use for good. */
  removed: number;
};

export const totalRemedied = ({ owner, repairer, maker, device }: RemediedByEvidence): number => owner + repairer + maker + device;

/** Numerator and denominator stay together; `share` is null when nothing is counted. */
export type Rate = { count: number; of: number; share: number | null };

export const rate = (count: number, of: number): Rate => ({ count, of, share: of === 0 ? null : count / of });

/** Completion as 49 CFR 573.7 counts it: remedied / involved. */
export const completion = (reach: Pick<Reach, "involved" | "remedied">): Rate => rate(totalRemedied(reach.remedied), reach.involved);

/** Affected devices without a title: nobody can be told of them directly. A unit is never both removed and unreachable. */
export const unreachable = ({ involved, claimed }: Pick<Reach, "involved" | "claimed">): number => involved - claimed;

/**
 * The second rate of the standard: remedied / (involved - removed - unreachable). It is the kinder one, so it never
 * stands without `completion`.
 */
export const completionWithinReach = (reach: Pick<Reach, "involved" | "claimed" | "remedied" | "removed">): Rate =>
  rate(totalRemedied(reach.remedied), reach.involved - reach.removed - unreachable(reach));

/**
 * Completion among the devices that have a title: remedied / claimed. Only a claimed unit can be remedied, so the count
 * is that of `completion`; the rate says how well a recall works where somebody can be told of it.
 */
export const ownedCompletion = (reach: Pick<Reach, "claimed" | "remedied">): Rate => rate(totalRemedied(reach.remedied), reach.claimed);

export type ReachSegment = "remedied" | "acknowledged" | "told" | "contact" | "claimed" | "unclaimed";

/**
 * The reach figure: disjoint groups that sum to the involved devices, furthest along first. `contact` is reachable but
 * not told yet, `claimed` has an owner without an address, `unclaimed` is out of direct reach.
 */
export function reachSegments(reach: Reach): { segment: ReachSegment; count: number }[] {
  const steps: [ReachSegment, number][] = [
    ["remedied", totalRemedied(reach.remedied)],
    ["acknowledged", reach.acknowledged],
    ["told", reach.told],
    ["contact", reach.withContact],
    ["claimed", reach.claimed],
    ["unclaimed", reach.involved],
  ];
  // The counts come from two stores and may be a block apart: a later step never counts less than an earlier one.
  let before = 0;
  return steps.map(([segment, atLeast]) => {
    const upTo = Math.max(before, Math.min(atLeast, reach.involved));
    const count = upTo - before;
    before = upTo;
    return { segment, count };
  });
}
