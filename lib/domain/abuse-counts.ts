import type { ModelId } from "./ids.ts";

/**
 * What an operator publishes of a week. Twin of what `Networks.countAbuse` accepts: every number is 0 or at least 5, models ascend,
 * the unknown one (0 there) comes first, and nothing of which everything is 0.
 */
export type AbuseCount = {
  /** Null for reports of which nobody knows the model. */
  modelId: ModelId | null;
  /** Reports that came in that week. */
  reported: number;
  /** Reports whose device its owner claimed in that week. */
  claimed: number;
  /** Reports that closed in that week because their device was remedied. */
  remedied: number;
};

/** Smaller numbers could point at a person. Twin: `Networks.MIN_COUNT`. */
const MIN_COUNT = 5;

const shown = (number: number): number => (number < MIN_COUNT ? 0 : number);

/** @param counts As they are, each model once. */
export const publishedCounts = (counts: readonly AbuseCount[]): AbuseCount[] =>
  counts
    .map(({ modelId, reported, claimed, remedied }) => ({
      modelId,
      reported: shown(reported),
      claimed: shown(claimed),
      remedied: shown(remedied),
    }))
    .filter(({ reported, claimed, remedied }) => reported + claimed + remedied > 0)
    .sort((a, b) => ((a.modelId ?? 0n) < (b.modelId ?? 0n) ? -1 : 1));
