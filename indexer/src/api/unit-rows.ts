import { db } from "ponder:api";
import {
  acknowledgement,
  batch,
  device,
  frozenRange,
  model,
  organization,
  part,
  partSwap,
  reachedRange,
  recall,
  type recovery,
} from "ponder:schema";
import { sql } from "ponder";
import type { BatchId, DeviceId } from "../../../lib/domain/ids.ts";
import type { Way } from "../../../lib/domain/scope.ts";
import type { BatchRef, DeviceRecall, DeviceView, HistoryEntry } from "../../../lib/feed/wire.ts";
import { remediedRank, standingJoins, wordOfRank } from "../../schema/standing.ts";
import {
  batchRef,
  excludedList,
  historyOf,
  listOf,
  MAX_PART_ROWS,
  offerOf,
  partOfWhole,
  recallRef,
  recoveryOf,
  refBatches,
  releaseList,
  titleOf,
  way,
} from "./unit-json.ts";

type Part = Pick<typeof part.$inferSelect, "wholeId" | "position" | "partId" | "first" | "last">;
type Release = Omit<DeviceView["releases"][number], "size" | "revoked"> & {
  size: string;
  revokedAt: number | null;
  revokedReason: string | null;
};
type Remedy = NonNullable<DeviceRecall["remedy"]>;

/** All that the register's tables hold of one unit. */
export type UnitRows = {
  id: DeviceId;
  /** How far the chain had been read. */
  checkpoint: string;
  factoryRelease: number;
  supportEnd: number;
  frozen: boolean;
  title: Omit<typeof device.$inferSelect, "id" | "batchId" | "index" | "stated" | "swapped" | "titleBlock"> | null;
  offer: { key: string; until: number } | null;
  recovery: Pick<typeof recovery.$inferSelect, "claimant" | "basis" | "state" | "readyAt"> | null;
  swaps: Omit<typeof partSwap.$inferSelect, "deviceId">[];
  releases: Release[];
  reached: (Way & { recallId: number; batchId: BatchId })[];
  excluded: { recallId: number; first: number; last: number }[];
  /** The unit's parts and theirs, nearest first. */
  parts: Part[];
  /** Recalls that may affect the unit, and what became of it in them. */
  cases: (Pick<DeviceRecall, "recall" | "acknowledgedAt" | "remediedBy"> & { fix: number | null; remedy: Remedy | null })[];
  /** Every batch that the rest names. */
  batches: BatchRef[];
  history: HistoryEntry[];
};

/** Times and sequence numbers fit a JavaScript number, as in the tables; ids of units and sizes of images may not. */
const rows = sql`
  select json_build_object(
    'checkpoint', (select latest_checkpoint from _ponder_checkpoint), 'factoryRelease', b.factory_release, 'supportEnd', m.support_end,
    'frozen', exists (select from ${frozenRange} z where z.batch_id = b.id and d.index between z.first and z.last),
    'title', case when title.id is not null then ${titleOf} end,
    'offer', ${offerOf(sql`d.id`)},
    'recovery', ${recoveryOf(sql`d.id`)},
    'swaps', put.swaps,
    'releases', ${releaseList},
    'reached', reach.ways,
    'excluded', ${excludedList},
    'parts', inside.parts,
    'cases', ${listOf(
      sql`json_build_object('recall', ${recallRef}, 'fix', f.sequence, 'acknowledgedAt', a.at,
        'remediedBy', ${wordOfRank(remediedRank)},
        'remedy', case when done.recall_id is not null then json_build_object('what', done.remedy, 'evidence', done.evidence, 'at', done.at) end)`,
      sql`${recall} r
        join ${organization} o on o.id = r.issuer_id
        left join ${acknowledgement} a on a.recall_id = r.id and a.device_id = d.id and a.epoch = d.epoch
        ${standingJoins}
        where r.id = any(reach.recalls)`,
    )},
    'batches', ${listOf(batchRef, sql`${refBatches} where b.id = any(reach.via || inside.ids || put.ids || asked.batch)`)},
    'history', ${historyOf(sql`d.id`)}
  )::text as unit
  from (
    select id, div(id, 4294967296)::int8 as batch, mod(id, 4294967296)::int8 as index
    from (select ${sql.placeholder("id")}::numeric as id) given
  ) asked
  join ${batch} b on b.id = asked.batch and asked.index < b.size
  join ${model} m on m.id = b.model_id
  left join ${device} title on title.id = asked.id
  cross join lateral (select
    asked.id, asked.index, coalesce(title.epoch, 0) as epoch, coalesce(title.release, 0) as release,
    coalesce(title.evidence, 'none') as evidence, coalesce(title.stated, 0) as stated, coalesce(title.swapped, false) as swapped
  ) d
  cross join lateral (
    select coalesce(json_agg(json_build_object('position', position, 'partId', part_id, 'evidence', evidence, 'at', at) order by position), '[]') as swaps,
      coalesce(array_agg(part_id) filter (where part_id is not null), '{}') as ids
    from ${partSwap} where device_id = d.id
  ) put
  cross join lateral (
    with ways as (
      select * from ${reachedRange} w where w.batch_id = b.id and d.index between w.first and w.last or w.batch_id = any(put.ids)
    )
    select ${listOf(way, sql`ways w`)} as ways,
      coalesce((select array_agg(distinct recall_id) from ways), '{}') as recalls,
      coalesce((select array_agg(distinct step) from ways, unnest(via) step), '{}') as via
  ) reach
  cross join lateral (
    with recursive below as (
      select whole_id, position, part_id, first, last from ${part} where whole_id = b.id and d.index between first and last
      union
      select p.whole_id, p.position, p.part_id, p.first, p.last from below join ${part} p on p.whole_id = below.part_id
    )
    select coalesce(json_agg(${partOfWhole}), '[]') as parts,
      coalesce(array_agg(part_id), '{}') as ids
    from (select * from below limit ${sql.raw(`${MAX_PART_ROWS}`)}) nearest
  ) inside`;

/**
 * One statement for all that a look-up needs, planned once for each connection: at a thousand look-ups a second the ways there
 * and back are the cost, and planning. For one unit, because PostgreSQL plans a list anew each time for how long it is.
 */
const statement = db.select({ unit: sql<string>`u.unit` }).from(sql`(${rows}) u`).prepare("unit_rows");

/** What the tables hold of a unit, all of it asked for in one go; null when it is outside its batch, or of no batch. */
export async function loadInFull(id: DeviceId): Promise<UnitRows | null> {
  const [found] = await statement.execute({ id: String(id) });
  return found ? { ...(JSON.parse(found.unit) as Omit<UnitRows, "id">), id } : null;
}
