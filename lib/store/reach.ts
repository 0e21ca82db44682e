import type pg from "pg";
import type { RecallId } from "../domain/ids.ts";
import type { Reach } from "../domain/statistics.ts";

/**
 * "Told" is more than "sent": a mail server took the mail, or the owner opened the entry in the inbox. An entry that
 * nobody looked at reached nobody. Both counts include owners who have come further without it.
 */
export async function reachOf(pool: pg.Pool, recallId: RecallId, chainId: number): Promise<Pick<Reach, "withContact" | "told">> {
  const { rows } = await pool.query<{ with_contact: number; told: number }>(
    `WITH unit AS (
       SELECT acknowledged_at IS NOT NULL OR remedied OR EXISTS (
           SELECT FROM ledger.told
           WHERE told.chain_id = $2 AND told.recall_id = affected.recall_id AND told.device_id = affected.device_id
             AND told.epoch = affected.epoch
         ) AS told,
         EXISTS (SELECT FROM contacts.reachable WHERE address = affected.owner) AS has_contact
       FROM indexer.affected_device AS affected
       WHERE affected.recall_id = $1
     )
     SELECT count(*) FILTER (WHERE told)::int AS told, count(*) FILTER (WHERE told OR has_contact)::int AS with_contact FROM unit`,
    [recallId, chainId],
  );
  return { withContact: rows[0]?.with_contact ?? 0, told: rows[0]?.told ?? 0 };
}
