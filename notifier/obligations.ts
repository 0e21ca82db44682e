import type pg from "pg";
import type { Hex } from "viem";
import { SEVERITIES } from "../lib/domain/kinds.ts";
import { REMINDER_DAYS } from "../lib/domain/notice.ts";
import type { IndexedVersion } from "./finality.ts";

/**
 * What is owed is not remembered but derived: affected units x owners x channels, minus the ledger. An owner who claims
 * later or leaves an address later, and a notifier that was down, need no case of their own. Each version of a recall is owed
 * anew; one that was closed or withdrawn owes nothing. Once told by a message, an owner is owed the reminder of the day
 * (lib/domain/notice.ts); the inbox keeps what is in it and needs none.
 */
const OWED = `
  SELECT affected.recall_id, recall.version, present.tx, recall.severity, affected.device_id, affected.epoch, affected.owner,
    device.title_block, channel.name AS channel,
    (SELECT count(*) FROM unnest(ARRAY[${REMINDER_DAYS}]) AS days WHERE told.settled_at <= now() - days * interval '1 day') AS reminder
  FROM indexer.affected_device AS affected
  JOIN indexer.recall ON recall.id = affected.recall_id
  JOIN indexer.recall_version AS present ON present.recall_id = recall.id AND present.version = recall.version
  JOIN indexer.device ON device.id = affected.device_id
  CROSS JOIN LATERAL (
    SELECT 'inbox' AS name UNION ALL SELECT reachable.channel FROM contacts.reachable WHERE reachable.address = affected.owner
  ) AS channel
  LEFT JOIN ledger.obligation AS told ON channel.name <> 'inbox' AND told.chain_id = $1 AND told.recall_id = affected.recall_id
    AND told.version = recall.version AND told.device_id = affected.device_id AND told.epoch = affected.epoch
    AND told.channel = channel.name AND told.reminder = 0 AND told.state = 'sent'
  WHERE recall.state = 'open' AND NOT affected.remedied`;

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

/**
 * Enters what is owed and not in the ledger yet, for versions of recalls that the chain confirmed: a version that the index
 * took in since is not among them. What was superseded and is owed
 * again gets a new id, so that its finished job in the queue does not stand for it. Repeating it adds nothing.
 * @returns how many rows fell due.
 */
export async function enterObligations(pool: pg.Pool, chainId: number, finalized: bigint, confirmed: IndexedVersion[]): Promise<number> {
  const { rowCount } = await pool.query(
    `INSERT INTO ledger.obligation (chain_id, recall_id, version, device_id, epoch, channel, reminder, owner, recall_tx, urgency)
     SELECT $1, recall_id, version, device_id, epoch, channel, reminder, owner, tx, array_position($4::text[], severity)
     FROM (${OWED}) AS owed
     WHERE (recall_id, version, tx) IN (SELECT * FROM unnest($3::int[], $5::int[], $6::text[])) AND title_block <= $2
       AND NOT EXISTS (
         SELECT FROM ledger.obligation AS entered
         WHERE entered.chain_id = $1 AND entered.recall_id = owed.recall_id AND entered.version = owed.version
           AND entered.device_id = owed.device_id AND entered.epoch = owed.epoch AND entered.channel = owed.channel
           AND entered.reminder >= owed.reminder AND entered.state <> 'superseded'
       )
     ON CONFLICT (chain_id, recall_id, version, device_id, epoch, channel, reminder) DO UPDATE
     SET id = gen_random_uuid(), state = 'due', owner = excluded.owner, recall_tx = excluded.recall_tx, urgency = excluded.urgency,
       queued_at = NULL, settled_at = NULL, last_error = NULL
     WHERE obligation.state = 'superseded'`,
    [chainId, finalized, confirmed.map(({ id }) => id), SEVERITIES, confirmed.map(({ version }) => version), confirmed.map(({ tx }) => tx)],
  );
  return rowCount ?? 0;
}

/**
 * Takes back what is due and not owed any more: remedied, closed or withdrawn, a newer version, another owner, no address, a
 * reminder that was overtaken by the next. What a
 * worker holds at this moment is left to it.
 */
export async function supersede(pool: pg.Pool, chainId: number): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE ledger.obligation AS entered SET state = 'superseded', settled_at = now()
     WHERE chain_id = $1 AND state = 'due' AND (leased_until IS NULL OR leased_until < now())
       AND NOT EXISTS (
         SELECT FROM (${OWED}) AS owed
         WHERE owed.recall_id = entered.recall_id AND owed.version = entered.version AND owed.tx = entered.recall_tx
           AND owed.device_id = entered.device_id AND owed.epoch = entered.epoch AND owed.channel = entered.channel AND owed.reminder = entered.reminder
       )`,
    [chainId],
  );
  return rowCount ?? 0;
}
