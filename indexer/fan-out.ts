import type { Context } from "ponder:registry";
import { reachedRange, scopeItem } from "ponder:schema";
import { and, eq, inArray, isNotNull } from "ponder";
import type { BatchId } from "../lib/domain/ids.ts";
import { type AffectedRange, partOf, reachedRanges, waysInto } from "../lib/domain/scope.ts";
import { type KnownBatch, loadReach } from "./graph.ts";
import { fromRow } from "./scope-rows.ts";

type Row = typeof reachedRange.$inferInsert;

const rowOf = (recallId: number, range: AffectedRange, deviceKind: boolean): Row => ({
  ...range,
  via: [...range.via],
  position: partOf(range),
  recallId,
  deviceKind,
});

async function insert(db: Context["db"], rows: Row[]): Promise<void> {
  if (rows.length > 0) await db.insert(reachedRange).values(rows);
}

/** Writes what a recall reaches, by all of its items, among the batches that are registered. */
export async function fanOutRecall(db: Context["db"], recallId: number): Promise<void> {
  const scope = (await db.sql.select().from(scopeItem).where(eq(scopeItem.recallId, recallId))).map(fromRow);
  const batches = await loadReach(db.sql, scope);
  const isDevice = new Set(batches.filter(({ kind }) => kind === "device").map(({ id }) => id));
  // A version that widens the scope may replace the shortest of some ways, so none of the old ones is kept.
  await db.sql.delete(reachedRange).where(eq(reachedRange.recallId, recallId));
  await insert(
    db,
    reachedRanges(scope, batches).map((range) => rowOf(recallId, range, isDevice.has(range.batchId))),
  );
}

/**
 * Writes which recalls reach a batch that has just been registered: those of its model, and those of what it contains.
 * Ended ones as well, as `Recalls.affects` has it: a bad part does not get better when its case ends.
 */
export async function fanOutBatch(db: Context["db"], batch: KnownBatch): Promise<void> {
  const partIds = [...new Set(batch.parts.map(({ batchId }) => batchId))];
  const intoParts =
    partIds.length === 0
      ? []
      : await db.sql
          .select()
          .from(reachedRange)
          .where(and(inArray(reachedRange.batchId, partIds), isNotNull(reachedRange.component)));
  const ofModel = await db.sql
    .select()
    .from(scopeItem)
    .where(and(eq(scopeItem.modelId, batch.modelId), eq(scopeItem.excluded, false)));

  const recallIds = new Set([...intoParts, ...ofModel].map(({ recallId }) => recallId));
  for (const recallId of recallIds) {
    const scope = ofModel.filter((item) => item.recallId === recallId).map(fromRow);
    const waysIntoPart = (part: BatchId) => intoParts.filter((row) => row.recallId === recallId && row.batchId === part);
    const ways = waysInto(batch, scope, waysIntoPart);
    await insert(
      db,
      ways.map((way) => rowOf(recallId, { ...way, batchId: batch.id }, batch.kind === "device")),
    );
  }
}
