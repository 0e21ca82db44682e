import { sql } from "ponder";
import type { DeviceId } from "../../lib/domain/ids.ts";
import { EVIDENCES, type Evidence } from "../../lib/domain/kinds.ts";
import { MAX_PATH } from "../../lib/domain/scope.ts";
import { device, partSwap, report, reportWord } from "./devices.ts";
import { excludedRange } from "./exclusions.ts";
import { batch, release } from "./products.ts";
import { fix, reachedRange, recall, remedy } from "./recalls.ts";

/**
 * What became of an affected unit, in SQL. Twin of lib/domain/remedied.ts, in pieces that the view and the queries
 * about single units share. They read these rows of the query around them: `r` the recall, `b` the unit's batch, and
 * `d` the unit with `id`, `index`, `epoch`, `release`, `evidence`, `stated` and `swapped` as in the table `device`.
 */
type Sql = ReturnType<typeof sql>;

const words = sql.raw(`array['${EVIDENCES.join("','")}']`);
const rank = (evidence: Sql): Sql => sql`array_position(${words}, ${evidence})`;
const enough = (evidence: Sql): Sql => sql`${rank(evidence)} >= ${rank(sql`r.min_evidence`)}`;
const MAKER = sql.raw("'maker'");

/** The word for a rank; null for null. */
export const wordOfRank = (of: Sql) => sql<Exclude<Evidence, "none"> | null>`(${words})[${of}]`;

/** Which recall's fix is for the unit, what it runs if that is current, and what was recorded under its present title. */
export const standingJoins = sql`
  left join ${fix} f on f.recall_id = r.id and f.model_id = b.model_id
  left join ${release} runs on runs.model_id = b.model_id and runs.sequence = d.release and runs.revoked_at is null
  left join ${remedy} done on done.recall_id = r.id and done.device_id = d.id and done.epoch = d.epoch`;

const recorded = sql`case when ${enough(sql`done.evidence`)} then ${rank(sql`done.evidence`)} end`;
const updated = sql`case when runs.sequence >= f.sequence and ${enough(sql`d.evidence`)} then ${rank(sql`d.evidence`)} end`;

/** The unit's bit, the first being the highest of its byte; PostgreSQL counts from the lowest. */
const listed = sql`(not said.bitmap or exists (
  select from ${reportWord} word
  where word.report_id = said.id and word.place = (d.index - said.first) / 256
    and get_bit(word.bits, (d.index - said.first) % 256 / 8 * 8 + 7 - (d.index - said.first) % 8) = 1
))`;
const reported = sql`case when f.sequence is not null and ${enough(MAKER)} and exists (
  select from ${report} said
  join ${release} published on published.model_id = b.model_id and published.sequence = said.release and published.revoked_at is null
  where said.batch_id = b.id and said.release >= f.sequence and said.revoked_at is null and said.reported_at > d.stated
    and d.index between said.first and said.last and ${listed}
) then ${rank(MAKER)} end`;

/** Ways into what was put in later: the whole batch of the new part counts. */
export const waysInto = (part: Sql): Sql =>
  sql`w.batch_id = ${part} and w.component is not null and cardinality(w.via) < ${sql.raw(`${MAX_PATH}`)}`;

const isSwappedIn = sql`exists (
  select from ${partSwap} swap join ${reachedRange} w on w.recall_id = r.id and ${waysInto(sql`swap.part_id`)}
  where swap.device_id = d.id
)`;

/** Where every way begins with a part that was swapped out: the weakest word on that. */
const swappedOut = sql`case when d.swapped and not ${isSwappedIn} then (
  select case when count(*) = count(swap.evidence) then min(${rank(sql`swap.evidence`)}) end
  from ${reachedRange} w
  left join ${partSwap} swap on swap.device_id = d.id and swap.position = w.position and ${enough(sql`swap.evidence`)}
  where w.recall_id = r.id and w.batch_id = b.id and d.index between w.first and w.last
) end`;

/** Rank of the strongest evidence by which an affected unit is remedied; null when it is not. Needs `standingJoins`. */
export const remediedRank = sql`greatest(${recorded}, ${updated}, ${reported}, ${swappedOut})`;

const isAffected = sql`(
  exists (
    select from ${reachedRange} w where w.recall_id = r.id and w.batch_id = b.id and d.index between w.first and w.last
  ) or d.swapped and ${isSwappedIn}
) and not exists (
  select from ${excludedRange} e where e.recall_id = r.id and e.batch_id = b.id and d.index between e.first and e.last
)`;

/**
 * How units stand in recalls, claimed or not, devices or components: a row of `recall_id`, `device_id` and
 * `remedied_by` for each pair in which the unit is affected.
 */
export const standingsOf = (pairs: readonly { recallId: number; deviceId: DeviceId }[]): Sql => sql`
  select r.id as recall_id, d.id as device_id, ${wordOfRank(remediedRank)} as remedied_by
  from unnest(
    ${sql.param(pairs.map(({ recallId }) => recallId))}::int4[],
    ${sql.param(pairs.map(({ deviceId }) => `${deviceId}`))}::numeric[]
  ) as asked(recall_id, device_id)
  join ${recall} r on r.id = asked.recall_id
  join ${batch} b on b.id = div(asked.device_id, 4294967296)::int8
  left join ${device} title on title.id = asked.device_id
  cross join lateral (select
    asked.device_id as id, mod(asked.device_id, 4294967296)::int8 as index, coalesce(title.epoch, 0) as epoch,
    coalesce(title.release, 0) as release, coalesce(title.evidence, 'none') as evidence,
    coalesce(title.stated, 0) as stated, coalesce(title.swapped, false) as swapped
  ) d
  ${standingJoins}
  where d.index < b.size and ${isAffected}`;
