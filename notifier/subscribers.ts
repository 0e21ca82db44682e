import type pg from "pg";
import { SEVERITIES } from "../lib/domain/kinds.ts";
import type { ConfirmedVersion } from "./finality.ts";
import { COLUMNS, REVIVE } from "./obligations.ts";
import { takeBack } from "./take-back.ts";

/**
 * What is owed to people who asked to be told of a model (lib/domain/notice.ts has the rule), derived as for owners: models
 * whose units a recall affects x who asked for them, minus the ledger. A part or a batch leads there as it does for owners, and
 * a batch counts once it is final. From the row on, everything is the same for both.
 *
 * Of recall $2 by block $3.
 */
const OWED = `
  SELECT contact.number, contact.address, contact.model_id, recall.version, present.tx, recall.severity
  FROM indexer.recall
  JOIN indexer.recall_version AS present ON present.recall_id = recall.id AND present.version = recall.version
  JOIN contacts.contact ON contact.model_id IN (
    SELECT batch.model_id FROM indexer.affected_span AS span JOIN indexer.batch ON batch.id = span.batch_id
    WHERE span.recall_id = $2 AND batch.block <= $3
  )
  WHERE recall.id = $2 AND recall.state = 'open'`;

const SAME = "owed.number = entered.epoch AND owed.version = entered.version AND owed.tx = entered.recall_tx";

/** Enters what is owed and not in the ledger yet, of versions that the chain confirmed. @returns how many rows fell due. */
export async function enterForSubscribers(
  pool: pg.Pool,
  chainId: number,
  finalized: bigint,
  confirmed: ConfirmedVersion[],
): Promise<number> {
  let entered = 0;
  for (const { id, version, tx, block, blockHash } of confirmed) {
    const { rowCount } = await pool.query(
      `INSERT INTO ledger.obligation (${COLUMNS}, model_id)
       SELECT $1, $2, version, 0, number, 'mail', 'notice', 0, address, tx, $6, $7, array_position($8::text[], severity), model_id
       FROM (${OWED}) AS owed
       WHERE owed.version = $4 AND owed.tx = $5 AND NOT EXISTS (
         SELECT FROM ledger.obligation AS entered
         WHERE entered.chain_id = $1 AND entered.recall_id = $2 AND entered.device_id = 0 AND ${SAME} AND entered.kind = 'notice'
           AND entered.state <> 'superseded'
       )
       ORDER BY number ${REVIVE}`,
      [chainId, id, finalized, version, tx, block, blockHash, SEVERITIES],
    );
    entered += rowCount ?? 0;
  }
  return entered;
}

/** Takes back what is due to them and not owed any more: ended by them, closed or withdrawn, a newer version. */
export const supersedeForSubscribers = (pool: pg.Pool, chainId: number, finalized: bigint): Promise<number> =>
  takeBack(pool, {
    chainId,
    those: "kind = 'notice' AND model_id IS NOT NULL",
    owed: `SELECT version, 0, number, 'mail', tx FROM (${OWED}) AS owed`,
    values: [finalized],
  });
