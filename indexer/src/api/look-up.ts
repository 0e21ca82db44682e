import { batchOf, type DeviceId, indexOf } from "../../../lib/domain/ids.ts";
import { remediedBy, type UnitRecord } from "../../../lib/domain/remedied.ts";
import type { Report } from "../../../lib/domain/report.ts";
import { isWithin } from "../../../lib/domain/scope.ts";
import type { BatchContext } from "./batch-context.ts";
import { catchUp, contextOf, isKept } from "./kept-batches.ts";
import { loadOwn, type Own } from "./own-rows.ts";
import { loadInFull, type UnitRows } from "./unit-rows.ts";

/** How a unit stands, by what is kept of its batch and by its own rows; null where these do not say it all. */
function composed(id: DeviceId, context: BatchContext, mine: Own): UnitRows | null {
  const index = indexOf(id);
  const { size: _, modelId: __, state: ___, frozen, cases, reports, ...common } = context;
  // Parts that were put in later lead to other batches, and a unit's bit in a report is read where it is kept.
  if (
    mine.swapped ||
    isWithin(
      index,
      reports.filter(({ isBitmap }) => isBitmap),
    )
  )
    return null;
  const { epoch, release, evidence } = mine.title ?? { epoch: 0, release: 0, evidence: "none" as const };
  const unit: UnitRecord = { id, epoch, release, evidence, stated: mine.stated, swaps: [] };
  const said = reports.map((report): Report => ({ ...report, batchId: batchOf(id), revoked: false, units: "0x" }));
  const current = new Set(common.releases.flatMap(({ sequence, revokedAt }) => (revokedAt === null ? [sequence] : [])));
  return {
    ...common,
    ...{ id, checkpoint: mine.checkpoint, title: mine.title, offer: mine.offer, recovery: mine.recovery, history: mine.history },
    frozen: isWithin(index, frozen),
    swaps: [],
    cases: cases.map(({ recall, fix }) => {
      const done = mine.remedies.find(({ recallId }) => recallId === recall.id);
      const demand = { minEvidence: recall.minEvidence, fix, isCurrent: (sequence: number) => current.has(sequence) };
      return {
        ...{ recall, fix },
        acknowledgedAt: mine.acknowledged.find(({ recallId }) => recallId === recall.id)?.at ?? null,
        remedy: done ? { what: done.remedy, evidence: done.evidence, at: done.at } : null,
        remediedBy: remediedBy(unit, [], demand, done && { ...done, epoch }, said),
      };
    }),
  };
}

/** The tables may change in between; more often than so is more than there are blocks. */
const MOST_TRIES = 3;

/**
 * What the tables hold of a unit at one moment; null when it is outside its batch, or of no batch. Most of it is kept: then the
 * unit's own rows alone are asked for, and in which state the tables were.
 */
export async function loadUnitRows(id: DeviceId): Promise<UnitRows | null> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const context = await contextOf(batchOf(id));
    if (!context) break;
    if (indexOf(id) >= context.size) return null;
    const mine = await loadOwn({ id, recallIds: context.cases.map(({ recall }) => recall.id) });
    if (isKept(batchOf(id), context, mine.state)) return composed(id, context, mine) ?? loadInFull(id);
    await catchUp();
  }
  return loadInFull(id);
}
