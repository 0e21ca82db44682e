/** What an act may cost at most; what has none here is measured for information. */
export const BUDGETS: Record<string, number> = {
  registerBatch: 125_000,
  registerBatchTwoParts: 125_000 + 2 * 30_000,
  claimFirst: 100_000,
  claimNext: 82_000,
  statement: 32_000,
  statementP256: 65_000,
  handover: 75_000,
  bulkReportPerUnit: 6,
  openRecallRange: 150_000,
};
