import type pg from "pg";
import type { Hex } from "viem";
import { SEVERITIES } from "../lib/domain/kinds.ts";
import { REMINDER_DAYS } from "../lib/domain/notice.ts";
import { inTransaction } from "../lib/store/transaction.ts";
import type { ConfirmedVersion, IndexedVersion } from "./finality.ts";
import { takeBack } from "./take-back.ts";

/**
 * What is owed is not remembered but derived: affected units x owners x channels, minus the ledger. An owner who claims
 * later or leaves an address later, and a notifier that was down, need no case of their own. Each version of a recall is owed
 * anew; one that was closed or withdrawn owes nothing. Once told by a message, an owner is owed the reminder of the day
 * (lib/domain/notice.ts); the inbox keeps what is in it and needs none.
 *
 * One recall at a time ($2), so that the database works out no more than its units, and those once for all channels.
 */
const owed = (only = ""): string => `
  WITH unit AS MATERIALIZED (
    SELECT recall.version, present.tx, affected.device_id, affected.epoch, affected.owner
    FROM indexer.affected_device AS affected
    JOIN indexer.recall ON recall.id = affected.recall_id
    JOIN indexer.recall_version AS present ON present.recall_id = recall.id AND present.version = recall.version
    WHERE affected.recall_id = $2 AND recall.state = 'open' AND NOT affected.remedied ${only}
  )
  SELECT unit.*, 'inbox' AS channel FROM unit
  UNION ALL SELECT unit.*, reachable.channel FROM unit JOIN contacts.reachable ON reachable.address = unit.owner`;

/** The notice of `told` that went out as a message, and the number of the reminder of the day. */
const TOLD = `told.chain_id = $1 AND told.recall_id = $2 AND told.channel <> 'inbox' AND told.kind = 'notice' AND told.state = 'sent'`;
const REMINDER = `(SELECT count(*) FROM unnest(ARRAY[${REMINDER_DAYS}]) AS days WHERE told.settled_at <= now() - days * interval '1 day')`;
const SAME_UNIT = (one: string, other: string): string =>
  ["version", "device_id", "epoch", "channel"].map((column) => `${one}.${column} = ${other}.${column}`).join(" AND ");

/** Open recalls whose present version came at or below a block, by the index. */
export async function openRecalls(pool: pg.Pool, upTo: bigint): Promise<IndexedVersion[]> {
  const { rows } = await pool.query<{ id: string; version: number; tx: Hex; block: string }>(
    `SELECT recall.id, recall.version, present.tx, present.block
     FROM indexer.recall JOIN indexer.recall_version AS present ON present.recall_id = recall.id AND present.version = recall.version
     WHERE recall.state = 'open' AND present.block <= $1`,
    [upTo],
  );
  return rows.map(({ id, version, tx, block }) => ({ id: Number(id), version, tx, block: BigInt(block) }));
}

/** Whether any title became final between two blocks. */
export async function titlesSince(pool: pg.Pool, after: bigint, upTo: bigint): Promise<boolean> {
  const { rowCount } = await pool.query("SELECT FROM indexer.device WHERE title_block > $1 AND title_block <= $2 LIMIT 1", [after, upTo]);
  return rowCount === 1;
}

/** Room for sorting a million units in memory, for one statement. */
const WORK_MEM = "SET LOCAL work_mem = '128MB'";

export const COLUMNS =
  "chain_id, recall_id, version, device_id, epoch, channel, kind, reminder, owner, recall_tx, recall_block, block_hash, urgency";
const URGENCY = "(SELECT array_position($3::text[], severity) FROM indexer.recall WHERE id = $2)";

/**
 * Of units to which `only` applies and of titles later than block $9. Sorted, so that it is read in full before the first row
 * goes in, and the index of the rows grows at its end.
 */
const notices = (only: string): string => `
  INSERT INTO ledger.obligation (${COLUMNS})
  SELECT $1, $2, $4, device_id, epoch, channel, 'notice', 0, owner, $5, $6, $7, ${URGENCY}
  FROM (${owed(`AND recall.version = $4 AND present.tx = $5 AND affected.title_block <= $8 AND affected.title_block > $9 ${only}`)}) AS owed
  WHERE NOT EXISTS (
    SELECT FROM ledger.obligation AS entered
    WHERE entered.chain_id = $1 AND entered.recall_id = $2 AND ${SAME_UNIT("entered", "owed")} AND entered.kind = 'notice'
      AND entered.recall_tx = owed.tx AND entered.state <> 'superseded'
  )
  ORDER BY device_id, channel`;

const REMINDERS = `
  INSERT INTO ledger.obligation (${COLUMNS})
  SELECT $1, $2, version, device_id, epoch, channel, 'reminder', reminder, owner, tx, $6, $7, ${URGENCY}
  FROM (
    SELECT owed.*, ${REMINDER} AS reminder FROM ledger.obligation AS told JOIN (${owed()}) AS owed ON ${SAME_UNIT("told", "owed")} AND told.recall_tx = owed.tx
    WHERE ${TOLD} AND told.version = $4 AND told.settled_at <= now() - interval '${REMINDER_DAYS[0]} days'
  ) AS owed
  WHERE owed.tx = $5 AND NOT EXISTS (
    SELECT FROM ledger.obligation AS entered
    WHERE entered.chain_id = $1 AND entered.recall_id = $2 AND ${SAME_UNIT("entered", "owed")}
      AND entered.recall_tx = owed.tx AND entered.reminder >= owed.reminder AND entered.state <> 'superseded'
  )
  ORDER BY device_id, channel`;

/** What was superseded and is owed again gets a new id, so that its finished job in the queue does not stand for it. */
export const REVIVE = `
  ON CONFLICT (chain_id, recall_id, version, device_id, epoch, channel, kind, reminder, recall_tx) DO UPDATE
  SET id = gen_random_uuid(), state = 'due', owner = excluded.owner, recall_block = excluded.recall_block, block_hash = excluded.block_hash,
    urgency = excluded.urgency, queued_at = NULL, settled_at = NULL, last_error = NULL
  WHERE obligation.state = 'superseded'`;
const UNIQUE_VIOLATION = "23505";

/**
 * Enters rows as if none of them were there in any state, which costs half as much. Where one is (superseded, or another
 * notifier is entering the same), nothing has been entered, and each row is looked up.
 */
async function enter(pool: pg.Pool, rows: string, values: unknown[]): Promise<number> {
  const run = (statement: string): Promise<number> =>
    inTransaction(pool, async (client) => {
      await client.query(WORK_MEM);
      return (await client.query(statement, values)).rowCount ?? 0;
    });
  return run(rows).catch((error: { code?: string }) => {
    if (error.code !== UNIQUE_VIOLATION) throw error;
    return run(rows + REVIVE);
  });
}

/** Halves of all units, in pieces that are large enough to be written one after the other. */
const HALVES = [0, 1].map((half) => `AND mod(div(affected.device_id, 65536), 2) = ${half}`);

/**
 * Enters what is owed and not in the ledger yet, for versions of recalls that the chain confirmed: a version that the index
 * took in since is not among them. Repeating it adds nothing.
 * @param since Only titles of later blocks; all unless given.
 * @param halved Whether two connections share the work: for a version that is new, of which there may be a million rows.
 * @returns how many rows fell due.
 */
export async function enterObligations(
  pool: pg.Pool,
  chainId: number,
  finalized: bigint,
  confirmed: ConfirmedVersion[],
  { since = -1n, halved = false }: { since?: bigint; halved?: boolean } = {},
): Promise<number> {
  let entered = 0;
  for (const { id, version, tx, block, blockHash } of confirmed) {
    const values = [chainId, id, SEVERITIES, version, tx, block, blockHash];
    const counts = await Promise.all((halved ? HALVES : [""]).map((only) => enter(pool, notices(only), [...values, finalized, since])));
    for (const count of [...counts, await enter(pool, REMINDERS, values)]) entered += count;
  }
  return entered;
}

/**
 * Takes back what is due and not owed any more: remedied, closed or withdrawn, a newer version, another owner, no address, a
 * reminder that was overtaken by the next. What a worker holds at this moment is left to it.
 */
export const supersede = (pool: pg.Pool, chainId: number): Promise<number> =>
  takeBack(pool, {
    chainId,
    those: "kind IN ('notice', 'reminder') AND model_id IS NULL",
    owed: `SELECT version, device_id, epoch, channel, tx FROM (${owed()}) AS owed`,
    unless: `entered.kind = 'notice' OR entered.reminder = coalesce((
      SELECT ${REMINDER} FROM ledger.obligation AS told WHERE ${TOLD} AND ${SAME_UNIT("told", "entered")} AND told.recall_tx = entered.recall_tx
    ), 0)`,
  });
