import { db } from "ponder:api";
import { affectedDevice, affectedSpan, batch } from "ponder:schema";
import { countDistinct, eq, inArray, sql } from "ponder";
import type { RecallCounts } from "../../../lib/feed/wire.ts";

const NONE: RecallCounts = {
  involved: 0,
  claimed: 0,
  acknowledged: 0,
  remedied: { owner: 0, repairer: 0, maker: 0, device: 0 },
  removed: 0,
  brands: 0,
  batches: 0,
};

const { remedied, acknowledgedAt, stolen, retired } = affectedDevice;
const countIf = (condition: ReturnType<typeof sql>) => sql`count(*) filter (where ${condition})`.mapWith(Number);
const remediedBy = (word: string) => countIf(sql`${affectedDevice.remediedBy} = ${word}`);

/** The figures of recalls, as lib/domain/statistics.ts defines them. A remedied unit counts as acknowledged as well. */
export async function loadCounts(recallIds: number[]): Promise<(recallId: number) => RecallCounts> {
  const [involved, claimed] = await Promise.all([
    db
      .select({
        recallId: affectedSpan.recallId,
        involved: sql`sum(${affectedSpan.last} - ${affectedSpan.first} + 1)`.mapWith(Number),
        brands: countDistinct(batch.orgId),
        batches: countDistinct(batch.id),
      })
      .from(affectedSpan)
      .innerJoin(batch, eq(batch.id, affectedSpan.batchId))
      .where(inArray(affectedSpan.recallId, recallIds))
      .groupBy(affectedSpan.recallId),
    db
      .select({
        recallId: affectedDevice.recallId,
        claimed: sql`count(*)`.mapWith(Number),
        acknowledged: countIf(sql`${remedied} or ${acknowledgedAt} is not null`),
        owner: remediedBy("owner"),
        repairer: remediedBy("repairer"),
        maker: remediedBy("maker"),
        device: remediedBy("device"),
        removed: countIf(sql`not ${remedied} and (${stolen} or ${retired})`),
      })
      .from(affectedDevice)
      .where(inArray(affectedDevice.recallId, recallIds))
      .groupBy(affectedDevice.recallId),
  ]);
  const spans = new Map(involved.map(({ recallId, ...counts }) => [recallId, counts]));
  const units = new Map(
    claimed.map(({ recallId, claimed: all, acknowledged, removed, ...byEvidence }) => [
      recallId,
      { claimed: all, acknowledged, remedied: byEvidence, removed },
    ]),
  );
  return (recallId) => ({ ...NONE, ...spans.get(recallId), ...units.get(recallId) });
}
