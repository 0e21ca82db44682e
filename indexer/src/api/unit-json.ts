import { batch, excludedRange, handover, history, model, organization, recovery, release } from "ponder:schema";
import { sql } from "ponder";

/**
 * Pieces of statements that hand out rows as JSON. They read these rows of the query around them: `b` a batch, `m` its model,
 * `o` the body in question, `r` a recall, `w` a row of `reached_range`, `title` a row of `device`.
 */
type Sql = ReturnType<typeof sql>;

/** Rows that are read of what units contain, at most: a maker can nest parts without end. */
export const MAX_PART_ROWS = 2_000;
const HISTORY_LENGTH = 200;

export const listOf = (item: Sql, from: Sql): Sql => sql`(select coalesce(json_agg(${item}), '[]') from ${from})`;

export const batchRef = sql`json_build_object(
  'id', b.id, 'lot', b.lot, 'size', b.size, 'madeFrom', b.made_from, 'madeTo', b.made_to,
  'model', json_build_object(
    'id', m.org_id || '-' || m.gtin, 'gtin', m.gtin, 'name', m.name, 'kind', m.kind,
    'maker', json_build_object('id', o.id, 'name', o.name, 'domain', o.domain)
  )
)`;
/** The rows that `batchRef` needs. */
export const refBatches = sql`${batch} b join ${model} m on m.id = b.model_id join ${organization} o on o.id = m.org_id`;

export const recallRef = sql`json_build_object(
  'id', r.id, 'issuer', json_build_object('id', o.id, 'name', o.name, 'domain', o.domain, 'kind', o.kind),
  'version', r.version, 'measure', r.measure, 'severity', r.severity, 'minEvidence', r.min_evidence, 'state', r.state,
  'notice', r.notice, 'openedAt', r.opened_at, 'endedAt', r.ended_at
)`;

export const way = sql`json_build_object(
  'recallId', w.recall_id, 'batchId', w.batch_id, 'first', w.first, 'last', w.last, 'path', w.path, 'via', w.via, 'component', w.component
)`;

export const partOfWhole = sql`json_build_object('wholeId', whole_id, 'position', position, 'partId', part_id, 'first', first, 'last', last)`;

export const releaseList = listOf(
  sql`json_build_object('sequence', sequence, 'version', version, 'digest', digest, 'size', size::text, 'publishedAt', published_at,
    'revokedAt', revoked_at, 'revokedReason', revoked_reason) order by sequence`,
  sql`${release} where model_id = b.model_id`,
);

export const excludedList = listOf(
  sql`json_build_object('recallId', e.recall_id, 'first', e.first, 'last', e.last)`,
  sql`${excludedRange} e where e.batch_id = b.id`,
);

export const titleOf = sql`json_build_object(
  'owner', title.owner, 'epoch', title.epoch, 'since', title.since, 'release', title.release, 'evidence', title.evidence,
  'provisional', title.provisional, 'stolen', title.stolen, 'retired', title.retired, 'contested', title.contested
)`;

export const offerOf = (deviceId: Sql): Sql =>
  sql`(select json_build_object('key', key, 'until', until) from ${handover} where device_id = ${deviceId})`;

export const recoveryOf = (deviceId: Sql): Sql => sql`(
  select json_build_object('claimant', claimant, 'basis', basis, 'state', state, 'readyAt', ready_at)
  from ${recovery} where device_id = ${deviceId}
)`;

/** The newest entries about a unit, newest last. */
export const historyOf = (deviceId: Sql): Sql =>
  listOf(
    sql`json_build_object('id', h.id, 'name', h.name, 'block', h.block, 'time', h.time, 'tx', h.tx, 'logIndex', h.log_index, 'args', h.args) order by h.id`,
    sql`(select * from ${history} where device_id = ${deviceId} order by id desc limit ${sql.raw(`${HISTORY_LENGTH}`)}) h`,
  );

/**
 * Which state the tables are in: another text after each transaction of the indexer that changed them. A block is written in one
 * with the checkpoint's row; what a reorg undoes is undone in one that leaves that row, and takes away the newest events.
 */
export const tablesState = sql`(select xmin::text || ' ' || latest_checkpoint from _ponder_checkpoint) || ' ' ||
  coalesce((select h.xmin::text || ' ' || h.id from ${history} h order by h.id desc limit 1), '')`;
