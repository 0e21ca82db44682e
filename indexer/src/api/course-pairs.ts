import { db } from "ponder:api";
import { history, partSwap, reachedRange, swappedIn } from "ponder:schema";
import { sql } from "ponder";
import type { BatchId } from "../../../lib/domain/ids.ts";

type Sql = ReturnType<typeof sql>;
type About = (recallId: Sql, batchId: Sql) => Sql;

export const pairsOfRecalls =
  (ids: readonly number[]): About =>
  (recallId) =>
    sql`${recallId} = any(${sql.param([...ids])}::int4[])`;

export const pairsOfBatches =
  (ids: readonly BatchId[]): About =>
  (_, batchId) =>
    sql`${batchId} = any(${sql.param([...ids])}::int8[])`;

/**
 * Recalls with the batches of devices that they affect, and those with units that once had a part put in which they reach: a course
 * tells of these as well.
 */
export async function loadPairs(about: About): Promise<{ recallId: number; batchId: BatchId }[]> {
  const { rows } = await db.execute<{ found: { recallId: number; batchId: BatchId }[] }>(sql`select
    coalesce(json_agg(json_build_object('recallId', recall_id, 'batchId', batch_id)), '[]') as found from (
      select w.recall_id, w.batch_id from ${reachedRange} w where w.device_kind and ${about(sql`w.recall_id`, sql`w.batch_id`)}
      union select s.recall_id, s.batch_id from ${swappedIn} s where ${about(sql`s.recall_id`, sql`s.batch_id`)}
      union select w.recall_id, h.batch_id from (select distinct device_id from ${partSwap}) unit
        join ${history} h on h.device_id = unit.device_id and h.name = 'PartSwapped'
        join ${reachedRange} w on w.batch_id = (h.args->>'batchId')::int8 where ${about(sql`w.recall_id`, sql`h.batch_id`)}
    ) pairs`);
  return rows[0]?.found ?? [];
}
