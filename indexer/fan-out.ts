import type { Context } from "ponder:registry";
import { affectedRange, scopeItem } from "ponder:schema";
import { and, eq, inArray, isNotNull } from "ponder";
import { type BatchId, formatModelId } from "../lib/domain/ids.ts";
import { type AffectedRange, affectedRanges, type ScopeItem, waysInto } from "../lib/domain/scope.ts";
import { type KnownBatch, loadReach } from "./graph.ts";

type Row = typeof affectedRange.$inferInsert;

const rowOf = (recallId: number, { batchId, first, last, path, via, component }: AffectedRange, deviceKind: boolean): Row => ({
  recallId,
  batchId,
  first,
  last,
  path,
  via: [...via],
  component,
  deviceKind,
});

async function insert(db: Context["db"], rows: Row[]): Promise<void> {
  if (rows.length > 0) await db.insert(affectedRange).values(rows);
}

/** Writes what a recall reaches among the batches that are registered. */
export async function fanOutRecall(db: Context["db"], recallId: number, scope: ScopeItem[]): Promise<void> {
  const batches = await loadReach(db.sql, scope);
  const isDevice = new Set(batches.filter(({ kind }) => kind === "device").map(({ id }) => id));
  const ranges = affectedRanges(scope, batches);
  await insert(
    db,
    ranges.map((range) => rowOf(recallId, range, isDevice.has(range.batchId))),
  );
}

/**
 * Writes which recalls reach a batch that has just been registered: those of its model, and those of what it contains.
 * Closed ones as well, as `Recalls.affects` has it: a bad part does not get better when its case ends.
 */
export async function fanOutBatch(db: Context["db"], batch: KnownBatch): Promise<void> {
  const partIds = [...new Set(batch.parts.map(({ batchId }) => batchId))];
  const intoParts =
    partIds.length === 0
      ? []
      : await db.sql
          .select()
          .from(affectedRange)
          .where(and(inArray(affectedRange.batchId, partIds), isNotNull(affectedRange.component)));
  const ofModel = await db.sql
    .select({ recallId: scopeItem.recallId })
    .from(scopeItem)
    .where(and(eq(scopeItem.kind, "model"), eq(scopeItem.subject, formatModelId(batch.modelId))));

  const recallIds = new Set([...intoParts, ...ofModel].map(({ recallId }) => recallId));
  for (const recallId of recallIds) {
    const scope: ScopeItem[] = ofModel.some((item) => item.recallId === recallId) ? [{ kind: "model", modelId: batch.modelId }] : [];
    const waysIntoPart = (part: BatchId) => intoParts.filter((row) => row.recallId === recallId && row.batchId === part);
    const ways = waysInto(batch, scope, waysIntoPart);
    await insert(
      db,
      ways.map((way) => rowOf(recallId, { ...way, batchId: batch.id }, batch.kind === "device")),
    );
  }
}
