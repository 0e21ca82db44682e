/** Weeks that scorecards look back on. */
export const ATTACK_WEEKS = 12;

/** One row of the weekly counts of a network; every number is 0 or at least 5, as published. */
export type WeeklyCount = { asn: number; week: number; reported: number; claimed: number; remedied: number };

/** Numbers that were below 5 in a network's week were published as 0 and count as that, so every sum is a lower bound. */
export type AttackTotals = {
  reported: number;
  claimed: number;
  remedied: number;
  /** Networks in which such a device was reported. */
  networks: number;
  /** The oldest and the newest week, and how many were published; null and 0 when none was. */
  from: number | null;
  to: number | null;
  weeks: number;
};

/**
 * What the last published weeks say about devices of a model, or of a maker.
 * @param published Every week that any network has published, in any order, also those in which nothing was counted: who was reported
 * once does not keep that for ever.
 * @param counts Of the devices in question.
 */
export function attackTotals(published: Iterable<number>, counts: readonly WeeklyCount[]): AttackTotals {
  const weeks = [...new Set(published)].sort((a, b) => b - a).slice(0, ATTACK_WEEKS);
  const [to = null, from = null] = [weeks[0], weeks.at(-1)];
  const recent = counts.filter(({ week }) => weeks.includes(week));
  const sum = (of: "reported" | "claimed" | "remedied") => recent.reduce((all, count) => all + count[of], 0);
  return {
    ...{ reported: sum("reported"), claimed: sum("claimed"), remedied: sum("remedied") },
    networks: new Set(recent.filter(({ reported }) => reported > 0).map(({ asn }) => asn)).size,
    ...{ from, to, weeks: weeks.length },
  };
}
