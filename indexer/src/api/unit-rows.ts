import { db } from "ponder:api";
import {
  acknowledgement,
  batch,
  device,
  excludedRange,
  frozenRange,
  handover,
  history,
  model,
  organization,
  part,
  partSwap,
  reachedRange,
  recall,
  recovery,
  release,
} from "ponder:schema";
import { sql } from "ponder";
import type { BatchId, DeviceId } from "../../../lib/domain/ids.ts";
import type { Way } from "../../../lib/domain/scope.ts";
import type { BatchRef, DeviceRecall, DeviceView, HistoryEntry } from "../../../lib/feed/wire.ts";
import { remediedRank, standingJoins, wordOfRank } from "../../schema/standing.ts";

/** Rows that are read of what units contain, at most: a maker can nest parts without end. */
const MAX_PART_ROWS = 2_000;
const HISTORY_LENGTH = 200;

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

type Sql = ReturnType<typeof sql>;

const listOf = (item: Sql, from: Sql): Sql => sql`(select coalesce(json_agg(${item}), '[]') from ${from})`;

const batchRef = sql`json_build_object(
  'id', b.id, 'lot', b.lot, 'size', b.size, 'madeFrom', b.made_from, 'madeTo', b.made_to,
  'model', json_build_object(
    'id', m.org_id || '-' || m.gtin, 'gtin', m.gtin, 'name', m.name, 'kind', m.kind,
    'maker', json_build_object('id', o.id, 'name', o.name, 'domain', o.domain)
  )
)`;

const recallRef = sql`json_build_object(
  'id', r.id, 'issuer', json_build_object('id', o.id, 'name', o.name, 'domain', o.domain, 'kind', o.kind),
  'version', r.version, 'measure', r.measure, 'severity', r.severity, 'minEvidence', r.min_evidence, 'state', r.state,
  'notice', r.notice, 'openedAt', r.opened_at, 'endedAt', r.ended_at
)`;

/** Times and sequence numbers fit a JavaScript number, as in the tables; ids of units and sizes of images may not. */
const rows = sql`
  select json_build_object(
    'checkpoint', (select latest_checkpoint from _ponder_checkpoint), 'factoryRelease', b.factory_release, 'supportEnd', m.support_end,
    'frozen', exists (select from ${frozenRange} z where z.batch_id = b.id and d.index between z.first and z.last),
    'title', case when title.id is not null then json_build_object(
      'owner', title.owner, 'epoch', title.epoch, 'since', title.since, 'release', title.release, 'evidence', title.evidence,
      'provisional', title.provisional, 'stolen', title.stolen, 'retired', title.retired, 'contested', title.contested
    ) end,
    'offer', (select json_build_object('key', key, 'until', until) from ${handover} where device_id = d.id),
    'recovery', (
      select json_build_object('claimant', claimant, 'basis', basis, 'state', state, 'readyAt', ready_at)
      from ${recovery} where device_id = d.id
    ),
    'swaps', put.swaps,
    'releases', ${listOf(
      sql`json_build_object('sequence', sequence, 'version', version, 'digest', digest, 'size', size::text, 'publishedAt', published_at,
        'revokedAt', revoked_at, 'revokedReason', revoked_reason) order by sequence`,
      sql`${release} where model_id = b.model_id`,
    )},
    'reached', reach.ways,
    'excluded', ${listOf(
      sql`json_build_object('recallId', e.recall_id, 'first', e.first, 'last', e.last)`,
      sql`${excludedRange} e where e.batch_id = b.id`,
    )},
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
    'batches', ${listOf(
      batchRef,
      sql`${batch} b join ${model} m on m.id = b.model_id join ${organization} o on o.id = m.org_id
        where b.id = any(reach.via || inside.ids || put.ids || asked.batch)`,
    )},
    'history', ${listOf(
      sql`json_build_object('id', h.id, 'name', h.name, 'block', h.block, 'time', h.time, 'tx', h.tx, 'logIndex', h.log_index, 'args', h.args) order by h.id`,
      sql`(select * from ${history} where device_id = d.id order by id desc limit ${sql.raw(`${HISTORY_LENGTH}`)}) h`,
    )}
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
    select ${listOf(
      sql`json_build_object('recallId', w.recall_id, 'batchId', w.batch_id, 'first', w.first, 'last', w.last, 'path', w.path, 'via', w.via, 'component', w.component)`,
      sql`ways w`,
    )} as ways,
      coalesce((select array_agg(distinct recall_id) from ways), '{}') as recalls,
      coalesce((select array_agg(distinct step) from ways, unnest(via) step), '{}') as via
  ) reach
  cross join lateral (
    with recursive below as (
      select whole_id, position, part_id, first, last from ${part} where whole_id = b.id and d.index between first and last
      union
      select p.whole_id, p.position, p.part_id, p.first, p.last from below join ${part} p on p.whole_id = below.part_id
    )
    select coalesce(json_agg(json_build_object('wholeId', whole_id, 'position', position, 'partId', part_id, 'first', first, 'last', last)), '[]') as parts,
      coalesce(array_agg(part_id), '{}') as ids
    from (select * from below limit ${sql.raw(`${MAX_PART_ROWS}`)}) nearest
  ) inside`;

/**
 * One statement for all that a look-up needs, planned once for each connection: at a thousand look-ups a second the ways there
 * and back are the cost, and planning. For one unit, because PostgreSQL plans a list anew each time for how long it is.
 */
const statement = db.select({ unit: sql<string>`u.unit` }).from(sql`(${rows}) u`).prepare("unit_rows");

/** What the tables hold of a unit; null when it is outside its batch, or of no batch. */
export async function loadUnitRows(id: DeviceId): Promise<UnitRows | null> {
  const [found] = await statement.execute({ id: String(id) });
  return found ? { ...(JSON.parse(found.unit) as Omit<UnitRows, "id">), id } : null;
}
