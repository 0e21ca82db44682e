import { db } from "ponder:api";
import { affectedDevice } from "ponder:schema";
import { and, eq, gt, inArray } from "ponder";
import { getAddress } from "viem";
import { batchOf, type DeviceId, formatDeviceId } from "../../../lib/domain/ids.ts";
import type { AffectedDevice } from "../../../lib/feed/wire.ts";
import { loadReachedBatches } from "./batch-counts.ts";
import { loadWays, type Ways } from "./ways.ts";

type Row = typeof affectedDevice.$inferSelect;

/** Batches that are looked through first; twice as many each time that they hold too few titles. */
const FIRST_BATCHES = 50;

/** The claimed units that a recall affects, in the order of their numbers, without going through all of them for each page. */
export async function affectedAfter(recallId: number, after: DeviceId | undefined, limit: number): Promise<Row[]> {
  const reached = (await loadReachedBatches(recallId)).sort((a, b) => a - b);
  const rows: Row[] = [];
  let from = after === undefined ? 0 : reached.findIndex((id) => id >= batchOf(after));
  for (let many = FIRST_BATCHES; from >= 0 && from < reached.length && rows.length < limit; many *= 2) {
    const found = await db
      .select()
      .from(affectedDevice)
      .where(
        and(
          eq(affectedDevice.recallId, recallId),
          inArray(affectedDevice.batchId, reached.slice(from, from + many)),
          after === undefined ? undefined : gt(affectedDevice.deviceId, after),
        ),
      )
      .orderBy(affectedDevice.deviceId)
      .limit(limit - rows.length);
    rows.push(...found);
    from += many;
  }
  return rows;
}

const unitView = ({ deviceId, owner, ...row }: Row, ways: Ways): AffectedDevice => ({
  deviceId: formatDeviceId(deviceId),
  owner: getAddress(owner),
  epoch: row.epoch,
  release: row.release,
  evidence: row.evidence,
  acknowledgedAt: row.acknowledgedAt,
  remedied: row.remedied,
  remediedBy: row.remediedBy,
  path: ways.shown(ways.byRecall.get(row.recallId) ?? []).path,
});

export async function unitViews(rows: Row[]): Promise<AffectedDevice[]> {
  const ways = await loadWays(rows.map(({ deviceId }) => deviceId));
  return rows.map((row) => unitView(row, ways(row.deviceId)));
}
