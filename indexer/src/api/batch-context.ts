import { db } from "ponder:api";
import { batch, fix, frozenRange, model, organization, part, reachedRange, recall, report } from "ponder:schema";
import { sql } from "ponder";
import type { BatchId } from "../../../lib/domain/ids.ts";
import type { Range } from "../../../lib/domain/scope.ts";
import type { RecallRef } from "../../../lib/feed/wire.ts";
import {
  batchRef,
  excludedList,
  listOf,
  MAX_PART_ROWS,
  partOfWhole,
  recallRef,
  refBatches,
  releaseList,
  tablesState,
  way,
} from "./unit-json.ts";
import type { UnitRows } from "./unit-rows.ts";

/** All that look-ups of a batch's units have in common. */
export type BatchContext = Pick<UnitRows, "factoryRelease" | "supportEnd" | "releases" | "reached" | "excluded" | "parts" | "batches"> & {
  /** As `tablesState`. */
  state: string;
  size: number;
  modelId: string;
  frozen: Range[];
  /** Recalls that may affect units of it, with the release that is their remedy. */
  cases: { recall: RecallRef; fix: number | null }[];
  /** What its maker reports and has not revoked. */
  reports: (Range & { id: number; release: number; reportedAt: number; isBitmap: boolean })[];
};

const context = sql`
  select asked.id, json_build_object(
    'state', ${tablesState}, 'size', b.size, 'modelId', b.model_id::text, 'factoryRelease', b.factory_release, 'supportEnd', m.support_end,
    'frozen', ${listOf(sql`json_build_object('first', first, 'last', last)`, sql`${frozenRange} where batch_id = b.id`)},
    'releases', ${releaseList},
    'reached', reach.ways,
    'excluded', ${excludedList},
    'parts', inside.parts,
    'cases', ${listOf(
      sql`json_build_object('recall', ${recallRef}, 'fix', f.sequence)`,
      sql`${recall} r
        join ${organization} o on o.id = r.issuer_id
        left join ${fix} f on f.recall_id = r.id and f.model_id = b.model_id
        where r.id = any(reach.recalls)`,
    )},
    'reports', ${listOf(
      sql`json_build_object('id', id, 'release', release, 'first', first, 'last', last, 'reportedAt', reported_at, 'isBitmap', bitmap)`,
      sql`${report} where batch_id = b.id and revoked_at is null`,
    )},
    'batches', ${listOf(batchRef, sql`${refBatches} where b.id = any(reach.via || inside.ids || asked.id)`)}
  )::text as context
  from (select unnest(${sql.placeholder("ids")}::int8[]) as id) asked
  join ${batch} b on b.id = asked.id
  join ${model} m on m.id = b.model_id
  cross join lateral (
    with ways as (select * from ${reachedRange} w where w.batch_id = b.id)
    select ${listOf(way, sql`ways w`)} as ways,
      coalesce((select array_agg(distinct recall_id) from ways), '{}') as recalls,
      coalesce((select array_agg(distinct step) from ways, unnest(via) step), '{}') as via
  ) reach
  cross join lateral (
    with recursive below as (
      select whole_id, position, part_id, first, last from ${part} where whole_id = b.id
      union
      select p.whole_id, p.position, p.part_id, p.first, p.last from below join ${part} p on p.whole_id = below.part_id
    )
    select coalesce(json_agg(${partOfWhole}), '[]') as parts, coalesce(array_agg(part_id), '{}') as ids
    from (select * from below limit ${sql.raw(`${MAX_PART_ROWS + 1}`)}) nearest
  ) inside`;

const statement = db.select({ id: sql<string>`c.id`, context: sql<string>`c.context` }).from(sql`(${context}) c`).prepare("batch_context");

/** What units of each batch have in common, and how long that is as text. There is none of a batch that is not registered. */
export async function loadBatchContexts(ids: readonly BatchId[]): Promise<{ id: BatchId; context: BatchContext; length: number }[]> {
  const rows = await statement.execute({ ids: `{${ids}}` });
  return rows.map((row) => ({
    id: Number(row.id) as BatchId,
    context: JSON.parse(row.context) as BatchContext,
    length: row.context.length,
  }));
}
