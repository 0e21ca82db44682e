import type pg from "pg";
import type { Hex } from "viem";
import { inTransaction } from "../lib/store/transaction.ts";
import type { ConfirmedVersion, IndexedVersion } from "./finality.ts";

/**
 * Word that a recall no longer counts, for those who were told of it and for nobody else: once, by each channel that told
 * them, and to whoever was the owner then. Who was told is what the ledger says; whether it still counts, the chain.
 * Somebody whom a worker may have told before it died is among them.
 */
const TOLD = `chain_id = $1 AND kind = 'notice' AND (state = 'sent' OR doubtful)`;

const COLUMNS =
  "chain_id, recall_id, version, device_id, epoch, channel, kind, owner, recall_tx, recall_block, block_hash, urgency, model_id";

/** Recalls of which somebody was told and that were withdrawn at or below a block, by the index. */
export async function withdrawnRecalls(pool: pg.Pool, chainId: number, upTo: bigint): Promise<IndexedVersion[]> {
  const { rows } = await pool.query<{ id: string; version: number; tx: Hex; block: string }>(
    `SELECT recall.id, recall.version, history.tx, history.block
     FROM indexer.recall JOIN indexer.history ON history.recall_id = recall.id AND history.name = 'RecallWithdrawn'
     WHERE recall.state = 'withdrawn' AND history.block <= $2
       AND EXISTS (SELECT FROM ledger.obligation WHERE ${TOLD} AND recall_id = recall.id)`,
    [chainId, upTo],
  );
  return rows.map(({ id, version, tx, block }) => ({ id: Number(id), version, tx, block: BigInt(block), event: "withdrawal" }));
}

/** @returns how many rows fell due. */
export async function enterWithdrawals(pool: pg.Pool, chainId: number, confirmed: ConfirmedVersion[]): Promise<number> {
  let entered = 0;
  for (const { id, version, tx, block, blockHash } of confirmed) {
    const { rowCount } = await pool.query(
      `INSERT INTO ledger.obligation (${COLUMNS})
       SELECT DISTINCT ON (device_id, epoch, channel) $1, recall_id, $3::int, device_id, epoch, channel, 'withdrawal', owner, $4, $5, $6, urgency, model_id
       FROM ledger.obligation AS told
       WHERE ${TOLD} AND recall_id = $2 AND NOT EXISTS (
         SELECT FROM ledger.obligation AS word
         WHERE word.chain_id = $1 AND word.recall_id = $2 AND word.kind = 'withdrawal' AND word.device_id = told.device_id
           AND word.epoch = told.epoch AND word.channel = told.channel AND word.recall_tx = $4
       )
       ORDER BY device_id, epoch, channel ON CONFLICT DO NOTHING`,
      [chainId, id, version, tx, block, blockHash],
    );
    entered += rowCount ?? 0;
  }
  return entered;
}

/** Versions that somebody was told of, as the chain had them then. */
export async function toldVersions(pool: pg.Pool, chainId: number): Promise<ConfirmedVersion[]> {
  const { rows } = await pool.query<{ recall_id: string; version: number; recall_tx: Hex; recall_block: string; block_hash: Hex }>(
    `SELECT DISTINCT recall_id, version, recall_tx, recall_block, block_hash FROM ledger.obligation
     WHERE ${TOLD} AND block_hash IS NOT NULL`,
    [chainId],
  );
  return rows.map((row) => ({
    id: Number(row.recall_id),
    version: row.version,
    tx: row.recall_tx,
    block: BigInt(row.recall_block),
    blockHash: row.block_hash,
  }));
}

/**
 * Of what the chain took back. The notice itself no longer counts as told: if the same transaction comes back in a later
 * block, it is owed again.
 * @returns how many rows fell due.
 */
export async function enterCorrections(pool: pg.Pool, chainId: number, gone: ConfirmedVersion[]): Promise<number> {
  let entered = 0;
  for (const { id, version, tx, block, blockHash } of gone)
    entered += await inTransaction(pool, async (client) => {
      const values = [chainId, id, version, tx, blockHash];
      const these = `${TOLD} AND recall_id = $2 AND version = $3 AND recall_tx = $4 AND block_hash = $5`;
      const { rowCount } = await client.query(
        `INSERT INTO ledger.obligation (${COLUMNS})
         SELECT chain_id, recall_id, version, device_id, epoch, channel, 'correction', owner, recall_tx, $6, block_hash, urgency, model_id
         FROM ledger.obligation WHERE ${these}
         ON CONFLICT (chain_id, recall_id, version, device_id, epoch, channel, kind, reminder, recall_tx) DO UPDATE
         SET id = gen_random_uuid(), state = 'due', owner = excluded.owner, recall_block = excluded.recall_block,
           block_hash = excluded.block_hash, queued_at = NULL, settled_at = NULL, last_error = NULL
         WHERE obligation.block_hash <> excluded.block_hash`,
        [...values, block],
      );
      await client.query(`UPDATE ledger.obligation SET state = 'superseded', doubtful = false WHERE ${these}`, values);
      return rowCount ?? 0;
    });
  return entered;
}
