import { db } from "ponder:api";
import { excludedRange, partSwap, reachedRange } from "ponder:schema";
import { inArray } from "ponder";
import { type BatchId, batchOf, type DeviceId, indexOf } from "../../../lib/domain/ids.ts";
import { isWithin, type PartSwap, partOf, type Range, swappedWays, type Way, wayTo } from "../../../lib/domain/scope.ts";

type Swap = Pick<typeof partSwap.$inferSelect, "position" | "partId" | "evidence">;
type Reached = Way & { recallId: number; batchId: BatchId };
/** What decides how recalls reach one unit: other rows than its own do no harm. */
type Rows = { swaps: readonly Swap[]; reached: readonly Reached[]; excluded: readonly (Range & { recallId: number })[] };

/** How recalls reach a unit, as it was made and by parts that were put in later, after exclusions. */
export type Ways = {
  /** The recalls that affect the unit, each with all its ways. */
  byRecall: Map<number, Way[]>;
  /** The way to show to people and to the contract: the shortest by which the unit is still affected, or was. */
  shown(ways: Way[]): Way;
};

const swapOf = ({ position, partId, evidence }: Swap): PartSwap => ({ position, batchId: partId, evidence });

export function waysOf(id: DeviceId, { swaps, reached, excluded }: Rows): Ways {
  const [batch, index, own] = [batchOf(id), indexOf(id), swaps.map(swapOf)];
  const cases = [...Map.groupBy(reached, ({ recallId }) => recallId)].flatMap(([recallId, rows]): [number, Way[]][] => {
    const into = (part: BatchId) => rows.filter(({ batchId }) => batchId === part);
    const out = excluded.filter((range) => range.recallId === recallId);
    const ways = [...into(batch), ...swappedWays(index, own, into)].filter((way) => isWithin(index, [way]));
    return ways.length === 0 || isWithin(index, out) ? [] : [[recallId, ways]];
  });
  return {
    byRecall: new Map(cases),
    shown(ways) {
      const gone = new Set<number | null>(swaps.map(({ position }) => position));
      const left = ways.filter((way) => !gone.has(partOf(way)));
      return wayTo(index, left.length > 0 ? left : ways) as Way;
    },
  };
}

/** How recalls reach units: a function from units to their ways. */
export async function loadWays(ids: readonly DeviceId[]): Promise<(id: DeviceId) => Ways> {
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
  return (id) =>
    waysOf(id, {
      swaps: swaps.filter(({ deviceId }) => deviceId === id),
      reached,
      excluded: excluded.filter(({ batchId }) => batchId === batchOf(id)),
    });
}
