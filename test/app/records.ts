import type { Comparison, ScorecardDetail, Trend } from "../../lib/feed/wire.ts";
import { board, door, recallOf } from "./world.ts";

/** Records of makers, recalls over time and beside each other, for the pages' tests. */

const DAY = 86_400;
const timing = (cases: number, reached: number, median: number | null) => ({
  ...{ cases, reached, waiting: cases - reached, missed: 0, median, longestWait: cases > reached ? 90 * DAY : null },
});

/** Northgate's: of three recalls, two are half fixed. */
export const scorecardOf = (organization = door.model.maker): ScorecardDetail => ({
  organization,
  maker: {
    ...{ recalls: 3, involved: 8_000, remedied: 4_600, reply: timing(2, 1, 4.5 * DAY), decision: timing(2, 0, null) },
    ...{ half: timing(3, 2, 12 * DAY), ninety: timing(3, 0, null) },
  },
  supplier: { recalls: 0, involved: 0, remedied: 0, half: timing(0, 0, null), ninety: timing(0, 0, null) },
  disclosures: { cases: 1, answer: timing(1, 1, 3 * 3_600), fix: timing(1, 0, null), recall: timing(1, 1, 7 * DAY) },
  ...{ support: { ended: 5, kept: 4, running: 2, atStake: 1 }, releases: { published: 12, revoked: 1 } },
  attacks: { reported: 431, claimed: 120, remedied: 96, networks: 3, from: 2_948, to: 2_959, weeks: 12 },
  ...{ models: { registered: 7, declared: 3, certified: 1 }, pending: 0 },
  cases: [
    {
      ...{ recall: recallOf(1), role: "maker", askedAt: 1_790_000_000, involved: 8_000, remedied: 4_600 },
      ...{ replies: { repliedAt: 1_790_000_000 + 4.5 * DAY, decidedAt: null }, halfAt: 1_789_948_800 + 12 * DAY, ninetyAt: null },
    },
  ],
  asOf: { number: 40, timestamp: 1_790_100_000 },
});

export const makers = [scorecardOf(), { ...scorecardOf(board.model.maker), pending: 0 }].map(({ cases, asOf, ...card }) => card);

const none = { recalls: 0, devices: 0 };
const month = (name: string, recall = 0, warning = 0): Trend["months"][number] => ({
  ...{ month: name, recall: { recalls: recall, devices: 4_000 * recall }, withdrawal: none, "corrective-update": none },
  "safety-warning": { recalls: warning, devices: 900 * warning },
});
export const trend: Trend = {
  months: [month("2025-11", 2), month("2025-12", 1, 1), month("2026-01"), month("2026-02", 5, 2), month("2026-03", 1, 3)],
  asOf: { number: 40, timestamp: 1_790_100_000 },
};

export const comparisonOf = (recallId: number): Comparison => ({
  ...{ recallId, by: { measure: "recall", severity: "critical", component: true }, recalls: [7, 9, 12], pending: 0 },
  days: [
    { age: 0, own: { count: 0, of: 10_500 }, others: 3, median: 0.01, lowest: 0, highest: 0.05 },
    { age: 4, own: { count: 4, of: 10_500 }, others: 3, median: 0.1, lowest: 0.05, highest: 0.3 },
    { age: 10, own: { count: 11, of: 10_500 }, others: 2, median: 0.3, lowest: 0.2, highest: 0.4 },
    { age: 20, own: null, others: 1, median: 0.6, lowest: 0.6, highest: 0.6 },
  ],
  asOf: { number: 40, timestamp: 1_790_100_000 },
});
