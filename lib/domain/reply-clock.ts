import { ANSWER_DAYS } from "./disclosure-clock.ts";
import { type BatchId, type OrgId, orgOf } from "./ids.ts";
import type { Batch } from "./scope.ts";

/**
 * From when a maker is asked whether its products are affected: from the opening of the recall, or from the registration
 * of its first affected batch when that is later.
 */
export const askedAt = (openedAt: number, firstRegisteredAt: number): number => Math.max(openedAt, firstRegisteredAt);

/** The same for each maker of affected batches, in the order of their numbers. */
export function askedTimes(
  openedAt: number,
  batches: readonly Pick<Batch, "id" | "modelId">[],
  registered: ReadonlyMap<BatchId, number>,
): Map<OrgId, number> {
  const byMaker = Map.groupBy(batches, ({ modelId }) => orgOf(modelId));
  const first = (own: typeof batches): number =>
    own.reduce((least, { id }) => Math.min(least, registered.get(id) as number), Number.POSITIVE_INFINITY);
  return new Map([...byMaker].sort(([a], [b]) => a - b).map(([orgId, own]) => [orgId, askedAt(openedAt, first(own))]));
}

/** From when a maker that has not replied is late: as long after as with a disclosure, because a recall tells it no less. */
export const replyDue = (asked: number): number => asked + ANSWER_DAYS * 86_400;
