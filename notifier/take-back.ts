import type pg from "pg";
import { inTransaction } from "../lib/store/transaction.ts";

type Question = {
  chainId: number;
  /** Which rows of the ledger are in question. */
  those: string;
  /** What is owed of recall $2 of chain $1: version, unit, epoch, channel and transaction of each. */
  owed: string;
  /** A row that is owed stays only if this is so as well. */
  unless?: string;
  /** Parameters of `owed` from $3. */
  values?: unknown[];
};

/** Room for sorting a million rows in memory, for one statement. */
const WORK_MEM = "SET LOCAL work_mem = '128MB'";
/** Rows that are found at a time, and taken back in one transaction. */
const SLICE = 100_000;

/**
 * Takes back rows that are due and not owed any more. What a worker holds is left to it.
 *
 * What is due and what is owed is sorted together and not joined: the database has no statistics of rows that were just entered,
 * takes a million of them for one, and would look through all units for each.
 * @returns how many rows were taken back.
 */
export async function takeBack(pool: pg.Pool, { chainId, those, owed, unless = "true", values = [] }: Question): Promise<number> {
  const due = `state = 'due' AND (leased_until IS NULL OR leased_until < now()) AND ${those}`;
  const { rows: recalls } = await pool.query<{ recall_id: string }>(
    `SELECT DISTINCT recall_id FROM ledger.obligation WHERE chain_id = $1 AND ${due}`,
    [chainId],
  );
  let taken = 0;
  for (const { recall_id } of recalls)
    for (let slice = SLICE; slice === SLICE; ) {
      const ids = await inTransaction(pool, async (client) => {
        await client.query(WORK_MEM);
        const { rows } = await client.query<{ id: string }>(
          `SELECT id FROM (
             SELECT *, bool_or(id IS NULL) OVER (PARTITION BY device_id, channel, version, epoch, recall_tx) AS is_owed FROM (
               SELECT id, version, device_id, epoch, channel, recall_tx, kind, reminder FROM ledger.obligation
               WHERE chain_id = $1 AND recall_id = $2 AND ${due}
               UNION ALL SELECT NULL, owed.*, NULL, NULL FROM (${owed}) AS owed
             ) AS due_or_owed
           ) AS entered
           WHERE id IS NOT NULL AND NOT (is_owed AND (${unless})) LIMIT ${SLICE}`,
          [chainId, recall_id, ...values],
        );
        return rows.map(({ id }) => id);
      });
      if (ids.length === 0) break;
      const { rowCount } = await pool.query(
        `UPDATE ledger.obligation SET state = 'superseded', settled_at = now(), doubtful = doubtful OR leased_until IS NOT NULL
         WHERE id IN (SELECT id FROM ledger.obligation WHERE id = ANY ($1) AND ${due} FOR UPDATE SKIP LOCKED)`,
        [ids],
      );
      taken += rowCount ?? 0;
      // A row that a worker took up meanwhile would be found again and again.
      slice = rowCount ?? 0;
    }
  return taken;
}
