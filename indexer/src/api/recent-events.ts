import { db } from "ponder:api";
import { batch, history } from "ponder:schema";
import { inArray, sql } from "ponder";
import type { BatchId, ModelId } from "../../../lib/domain/ids.ts";

/** An event that a reorg may still take back, and what it is about. */
export type ChainEvent = {
  id: string;
  block: number;
  tx: string;
  name: string;
  recallId: number | null;
  batchId: BatchId | null;
  modelId: string | null;
};

/** The newest block that no reorg takes back. It stands in Ponder's checkpoint behind the time (10 digits) and the chain (16). */
export async function loadFinalBlock(): Promise<number> {
  const { rows } = await db.execute<{ block: number }>(
    sql`select substr(finalized_checkpoint, 27, 16)::float8 as block from _ponder_checkpoint`,
  );
  return rows[0]?.block ?? 0;
}

/** Which events there are behind a block, in a few bytes: the same text means the same events. */
export async function fingerprintSince(block: number): Promise<string> {
  const { rows } = await db.execute<{ fingerprint: string }>(
    sql`select count(*) || ' ' || coalesce(sum(hashtextextended(h.id || h.tx, 0)), 0) as fingerprint from ${history} h where h.block > ${block}`,
  );
  return rows[0]?.fingerprint ?? "";
}

/** The events behind a block, as a part of a statement that reads more of the same moment. */
export const recentEvents = (block: number) => sql`(
  select coalesce(json_agg(json_build_object(
    'id', h.id, 'block', h.block, 'tx', h.tx, 'name', h.name, 'recallId', h.recall_id, 'batchId', h.batch_id, 'modelId', h.model_id::text
  )), '[]') from ${history} h where h.block > ${block}
)`;

/** What events change about the figures of recalls. */
export type Touched = { recallIds: Set<number>; batchIds: Set<BatchId> };

/** Scope: all that a recall reaches may be other units. */
const OF_RECALLS = new Set(["RecallOpened", "RecallAmended"]);
/** What is a remedy: all units of a model may stand otherwise. */
const OF_MODELS = new Set(["ReleasePublished", "ReleaseRevoked", "FixOffered"]);

export async function touchedBy(events: readonly ChainEvent[]): Promise<Touched> {
  const touched: Touched = { recallIds: new Set(), batchIds: new Set() };
  const modelIds = new Set<bigint>();
  for (const { name, recallId, batchId, modelId } of events) {
    if (batchId !== null) touched.batchIds.add(batchId);
    if (recallId !== null && OF_RECALLS.has(name)) touched.recallIds.add(recallId);
    if (modelId !== null && OF_MODELS.has(name)) modelIds.add(BigInt(modelId));
  }
  if (modelIds.size > 0) {
    const ids = [...modelIds] as ModelId[];
    for (const { id } of await db.select({ id: batch.id }).from(batch).where(inArray(batch.modelId, ids))) touched.batchIds.add(id);
  }
  return touched;
}
