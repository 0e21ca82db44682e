import type pg from "pg";
import { type DeviceId, deviceIdFromChain } from "../lib/domain/ids.ts";
import type { AbuseTags } from "../lib/store/abuse-tags.ts";

/** Reports are kept this long after their links ended, for the counts of their weeks. */
const KEPT = "interval '180 days'";

/** What the register writes when a unit, or all that a maker reports, gets better. */
const OF_UNIT = ["ReleaseStated", "RemedyRecorded", "PartSwapped"];
const OF_BATCH = ["ReleasesReported"];

type Claimed = { id: Buffer; tag: Buffer; model_id: string; received: number };

/**
 * Closes reports of abuse whose device was fixed, and drops those that are long over. A report knows its device by a keyed hash only, so
 * the devices of its model that are fixed in all recalls are hashed and compared. Only what is final counts, and only a fix of the day of
 * the report or later: a device that attacks after its fix is not fixed.
 * @param upTo Newest block that will not be taken back.
 * @returns how many reports were closed.
 */
export async function closeFixedReports(pool: pg.Pool, tags: AbuseTags, upTo: number): Promise<number> {
  await pool.query(`DELETE FROM abuse.report WHERE expires_at < now() - ${KEPT}`);
  const { rows: claimed } = await pool.query<Claimed>(
    "SELECT id, tag, model_id, extract(epoch FROM received)::float8 AS received FROM abuse.report WHERE state = 'claimed'",
  );
  if (claimed.length === 0) return 0;
  const { rows: fixed } = await pool.query<{ device_id: string }>(
    `SELECT affected.device_id FROM indexer.affected_device AS affected
     JOIN indexer.batch ON batch.id = affected.batch_id JOIN indexer.recall ON recall.id = affected.recall_id
     WHERE batch.model_id = ANY ($1::numeric[]) AND recall.state <> 'withdrawn'
     GROUP BY affected.device_id HAVING bool_and(affected.remedied)`,
    [[...new Set(claimed.map(({ model_id }) => model_id))]],
  );
  const byTag = new Map(claimed.map((report) => [report.tag.toString("hex"), report]));
  let closed = 0;
  for (const { device_id } of fixed) {
    const device = deviceIdFromChain(BigInt(device_id));
    const report = byTag.get(tags.ofDevice(device).toString("hex"));
    if (!report || !(await wasFixedSince(pool, device, report.received, upTo))) continue;
    const { rowCount } = await pool.query(
      "UPDATE abuse.report SET state = 'closed', closed = (now() AT TIME ZONE 'UTC')::date WHERE id = $1 AND state = 'claimed'",
      [report.id],
    );
    closed += rowCount ?? 0;
  }
  return closed;
}

/** Whether what fixed it is of that time or later and final, and nothing about the unit is not final yet. */
async function wasFixedSince(pool: pg.Pool, device: DeviceId, since: number, upTo: number): Promise<boolean> {
  const { rows } = await pool.query<{ fixed: boolean }>(
    `SELECT EXISTS (SELECT FROM indexer.history WHERE device_id = $1 AND name = ANY ($4) AND time >= $3 AND block <= $2
         UNION ALL SELECT FROM indexer.history WHERE batch_id = $5 AND device_id IS NULL AND name = ANY ($6) AND time >= $3 AND block <= $2)
       AND NOT EXISTS (SELECT FROM indexer.history WHERE device_id = $1 AND block > $2) AS fixed`,
    [device, upTo, since, OF_UNIT, `${device >> 32n}`, OF_BATCH],
  );
  return rows[0]?.fixed ?? false;
}
