import { db } from "ponder:api";
import { affectedDevice, affectedSpan, batch, reachedRange, swappedIn } from "ponder:schema";
import { sql } from "ponder";
import type { BatchId } from "../../../lib/domain/ids.ts";
import type { RecallCounts } from "../../../lib/feed/wire.ts";
import { type ChainEvent, recentEvents } from "./recent-events.ts";

/** The figures of a recall within one batch, and whose batch that is. */
export type BatchCounts = Omit<RecallCounts, "brands" | "batches"> & { recallId: number; batchId: BatchId; orgId: number };

type Row = { recallId: number; batchId: BatchId; orgId: number; involved: number };
type Units = { recallId: number; batchId: BatchId; claimed: number; acknowledged: number; removed: number } & RecallCounts["remedied"];

const NOBODY = { claimed: 0, acknowledged: 0, remedied: { owner: 0, repairer: 0, maker: 0, device: 0 }, removed: 0 };
const keyOf = ({ recallId, batchId }: { recallId: number; batchId: BatchId }): string => `${recallId} ${batchId}`;
const remediedBy = (word: string) => sql`count(*) filter (where u.remedied_by = ${sql.raw(`'${word}'`)})`;

/**
 * Counts recalls batch by batch, as lib/domain/statistics.ts defines the figures: a remedied unit counts as acknowledged as well.
 * One statement, so that the counts and the events that came with them are of the same moment.
 * @param sinceBlock Of the events.
 */
export async function countBatches(recallIds: readonly number[], batchIds: readonly BatchId[], sinceBlock: number) {
  const among = (table: string) => sql`${sql.raw(table)}.recall_id = any(${sql.param([...recallIds])}::int4[])
    and ${sql.raw(table)}.batch_id = any(${sql.param([...batchIds])}::int8[])`;
  const { rows } = await db.execute<{ events: ChainEvent[]; spans: Row[]; units: Units[] }>(sql`select
    ${recentEvents(sinceBlock)} as events,
    (select coalesce(json_agg(x), '[]') from (
      select s.recall_id as "recallId", s.batch_id as "batchId", b.org_id as "orgId", sum(s.last - s.first + 1) as involved
      from ${affectedSpan} s join ${batch} b on b.id = s.batch_id where ${among("s")} group by s.recall_id, s.batch_id, b.org_id
    ) x) as spans,
    (select coalesce(json_agg(x), '[]') from (
      select u.recall_id as "recallId", u.batch_id as "batchId", count(*) as claimed,
        count(*) filter (where u.remedied or u.acknowledged_at is not null) as acknowledged,
        count(*) filter (where not u.remedied and (u.stolen or u.retired)) as removed,
        ${remediedBy("owner")} as owner, ${remediedBy("repairer")} as repairer, ${remediedBy("maker")} as maker, ${remediedBy("device")} as device
      from ${affectedDevice} u where ${among("u")} group by u.recall_id, u.batch_id
    ) x) as units`);
  const { events, spans, units } = rows[0] as (typeof rows)[number];
  const claimed = new Map(
    units.map(({ claimed: all, acknowledged, removed, owner, repairer, maker, device, ...of }) => [
      keyOf(of),
      { claimed: all, acknowledged, remedied: { owner, repairer, maker, device }, removed },
    ]),
  );
  const counts = spans.map((span): BatchCounts => ({ ...NOBODY, ...span, ...claimed.get(keyOf(span)) }));
  return { events, counts };
}

/** The batches of devices in which a recall may mean units. */
export async function loadReachedBatches(recallId: number): Promise<BatchId[]> {
  const { rows } = await db.execute<{ ids: BatchId[] }>(sql`select coalesce(json_agg(batch_id), '[]') as ids from (
    select batch_id from ${reachedRange} where recall_id = ${recallId} and device_kind
    union select batch_id from ${swappedIn} where recall_id = ${recallId}
  ) reached`);
  return rows[0]?.ids ?? [];
}
