import { db } from "ponder:api";
import { excludedRange, partSwap, reachedRange } from "ponder:schema";
import { inArray } from "ponder";
import { type BatchId, batchOf, type DeviceId, indexOf } from "../../../lib/domain/ids.ts";
import { isWithin, type PartSwap, partOf, swappedWays, type Way, wayTo } from "../../../lib/domain/scope.ts";

export type Swap = typeof partSwap.$inferSelect;

/** How recalls reach units, as they were made and by parts that were put in later, after exclusions. */
export type Ways = {
  /** The recalls that affect a unit, each with all its ways. */
  of(id: DeviceId): Map<number, Way[]>;
  /** The way to show to people and to the contract: the shortest by which the unit is still affected, or was. */
  shown(id: DeviceId, ways: Way[]): Way;
  swaps(id: DeviceId): Swap[];
};

const swapOf = ({ position, partId, evidence }: Swap): PartSwap => ({ position, batchId: partId, evidence });

export async function loadWays(ids: readonly DeviceId[]): Promise<Ways> {
  const batchIds = [...new Set(ids.map(batchOf))];
  const swaps = await db
    .select()
    .from(partSwap)
    .where(inArray(partSwap.deviceId, [...ids]))
    .orderBy(partSwap.deviceId, partSwap.position);
  const putIn = swaps.flatMap(({ partId }) => (partId === null ? [] : [partId]));
  const [reached, excluded] = await Promise.all([
    db
      .select()
      .from(reachedRange)
      .where(inArray(reachedRange.batchId, [...new Set([...batchIds, ...putIn])])),
    db.select().from(excludedRange).where(inArray(excludedRange.batchId, batchIds)),
  ]);
  const byRecall = Map.groupBy(reached, ({ recallId }) => recallId);
  const swapsOf = (id: DeviceId) => swaps.filter(({ deviceId }) => deviceId === id);

  return {
    swaps: swapsOf,
    of(id) {
      const [batch, index, own] = [batchOf(id), indexOf(id), swapsOf(id).map(swapOf)];
      const cases = [...byRecall].flatMap(([recallId, rows]): [number, Way[]][] => {
        const into = (part: BatchId) => rows.filter(({ batchId }) => batchId === part);
        const out = excluded.filter((range) => range.recallId === recallId && range.batchId === batch);
        const ways = [...into(batch), ...swappedWays(index, own, into)].filter((way) => isWithin(index, [way]));
        return ways.length === 0 || isWithin(index, out) ? [] : [[recallId, ways]];
      });
      return new Map(cases);
    },
    shown(id, ways) {
      const gone = new Set<number | null>(swapsOf(id).map(({ position }) => position));
      const left = ways.filter((way) => !gone.has(partOf(way)));
      return wayTo(indexOf(id), left.length > 0 ? left : ways) as Way;
    },
  };
}
