import { db } from "ponder:api";
import { excludedRange, reachedRange, scopeItem } from "ponder:schema";
import { eq } from "ponder";
import { type AffectedRange as DomainRange, without } from "../../../lib/domain/scope.ts";
import type { RangeCursor } from "../../../lib/feed/wire/asked.ts";
import type { AffectedRange, Page } from "../../../lib/feed/wire.ts";
import { loadSwappedIn } from "../../graph.ts";
import { fromRow } from "../../scope-rows.ts";
import { loadTablesState } from "./health.ts";
import { loadBatchRefs } from "./refs.ts";
import { toPage } from "./to-page.ts";

type Place = Pick<DomainRange, "path" | "batchId" | "first">;

/** Those that are nearest to what was recalled first. */
const inOrder = (a: Place, b: Place): number =>
  a.path.length - b.path.length || a.batchId - b.batchId || a.first - b.first || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** Ranges with their batches, in the order given. */
async function withBatches(ranges: DomainRange[]): Promise<AffectedRange[]> {
  const refs = await loadBatchRefs(ranges.flatMap(({ batchId, via }) => [batchId, ...via]));
  return ranges.map(({ batchId, first, last, path, via }) => ({ batch: refs(batchId), first, last, path, via: via.map(refs) }));
}

export const rangeViews = (ranges: DomainRange[]): Promise<AffectedRange[]> => withBatches(ranges.toSorted(inOrder));

/** What a recall affects by parts as they were made, after exclusions, in order. */
async function loadRanges(recallId: number): Promise<DomainRange[]> {
  const [reached, excluded, items] = await Promise.all([
    db.select().from(reachedRange).where(eq(reachedRange.recallId, recallId)),
    db.select().from(excludedRange).where(eq(excludedRange.recallId, recallId)),
    db.select().from(scopeItem).where(eq(scopeItem.recallId, recallId)),
  ]);
  const out = Map.groupBy(excluded, ({ batchId }) => batchId);
  const made = reached.flatMap((range) => without(range, out.get(range.batchId) ?? []));
  const swapped = await loadSwappedIn(db, items.map(fromRow), reached);
  return [...made, ...swapped.ranges].sort(inOrder);
}

/** Those asked for last, for as long as the tables stay as they are: whoever turns pages asks for them again and again. */
const kept = new Map<number, { state: string; ranges: Promise<DomainRange[]> }>();
const MAX_KEPT = 8;

async function rangesNow(recallId: number): Promise<DomainRange[]> {
  const state = await loadTablesState();
  const known = kept.get(recallId);
  if (known?.state === state) return known.ranges;
  const ranges = loadRanges(recallId);
  ranges.catch(() => kept.delete(recallId));
  kept.delete(recallId);
  kept.set(recallId, { state, ranges });
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return ranges;
}

/** What a recall affects, behind a place, and no more than `limit`. */
export async function affectedRangesAfter(recallId: number, after: RangeCursor | undefined, limit: number): Promise<Page<AffectedRange>> {
  const ranges = await rangesNow(recallId);
  const left = after ? ranges.filter((range) => inOrder(range, after) > 0) : ranges;
  return toPage(left, limit, ({ batchId, first, path }) => `${batchId}-${first}-${path}`, withBatches);
}
