import { setImmediate as others } from "node:timers/promises";
import { db } from "ponder:api";
import { reachedRange, swappedIn } from "ponder:schema";
import { inArray } from "ponder";
import { type CourseDay, createCourse } from "../../../lib/domain/course.ts";
import type { BatchId, ModelId, OrgId } from "../../../lib/domain/ids.ts";
import { HALF, heldSince, NINE_TENTHS } from "../../../lib/domain/milestones.ts";
import { askedTimes } from "../../../lib/domain/reply-clock.ts";
import { completion, type Rate } from "../../../lib/domain/statistics.ts";
import { loadCourseEvents } from "./course-events.ts";
import { createWatch } from "./watch.ts";

/** How far the affected devices have come that somebody answers for. */
export type CaseProgress = { now: Rate; halfAt: number | null; ninetyAt: number | null };

/** What a recall's course comes to. */
export type CaseFigures = {
  /** Over all affected devices. */
  all: CaseProgress;
  /** Over those of each maker, and from when it is asked. */
  makers: Map<OrgId, CaseProgress & { askedAt: number }>;
  /** Models of affected devices. */
  models: Set<ModelId>;
  /** Remedied of affected at the end of each day on which that changed. */
  curve: { day: number; count: number; of: number }[];
};

/**
 * Figures of recalls, kept until an event touches one: each is replayed from all that ever happened to its units. One is
 * counted at a time, so that whoever compares many does not take the place of those who look something up.
 */
const kept = new Map<number, { figures: CaseFigures; batchIds: Set<BatchId> }>();
/** Recalls to be counted, and whether an event has touched them since that began. */
const waiting = new Map<number, { touched: boolean; done: Promise<void>; settle: () => void }>();
const changed = createWatch();

/** Events that are replayed before others have their turn. */
const BREATH = 2_000;

/** How long somebody who asks waits for what is not counted yet. */
const PATIENCE_MS = 2_000;

const progressOf = (days: readonly CourseDay[]): CaseProgress => ({
  now: completion(days.at(-1) ?? { involved: 0, remedied: { owner: 0, repairer: 0, maker: 0, device: 0 } }),
  halfAt: heldSince(days, HALF),
  ninetyAt: heldSince(days, NINE_TENTHS),
});

async function count(recallId: number): Promise<{ figures: CaseFigures; batchIds: Set<BatchId> }> {
  const { recall, batches, events } = await loadCourseEvents(recallId);
  const course = createCourse(recall.minEvidence);
  const registered = new Map<BatchId, number>();
  for (const [i, event] of events.entries()) {
    if (i % BREATH === BREATH - 1) await others();
    if (event.kind === "batch") registered.set(event.batch.id, event.time);
    course.apply(event);
  }
  const days = course.end(0);
  const affected = course.replay.affectedBatches();
  const asked = askedTimes(recall.openedAt, affected, registered);
  const byMaker = course.endByMaker(0);
  return {
    batchIds: new Set(batches.map(({ id }) => id)),
    figures: {
      all: progressOf(days),
      makers: new Map([...asked].map(([orgId, askedAt]) => [orgId, { askedAt, ...progressOf(byMaker.get(orgId) ?? []) }])),
      models: new Set(affected.map(({ modelId }) => modelId)),
      curve: days.map((of) => ({ day: of.day, count: completion(of).count, of: of.involved })),
    },
  };
}

let turn: Promise<unknown> = Promise.resolve();

/** Forgets what events have touched since the last time. Askers take turns, so that nobody finds what another is about to forget. */
function forgetTouched(): Promise<void> {
  const forgetting = turn.then(forget);
  turn = forgetting.catch(() => undefined);
  return forgetting;
}

async function forget(): Promise<void> {
  const { recallIds, batchIds } = await changed();
  const ids = [...batchIds];
  for (const id of await recallsReaching(ids)) recallIds.add(id);
  // A reorg takes rows back by which a batch would have been found.
  for (const [id, { batchIds: own }] of kept) if (ids.some((batchId) => own.has(batchId))) recallIds.add(id);
  for (const id of recallIds) {
    kept.delete(id);
    const entry = waiting.get(id);
    if (entry) entry.touched = true;
  }
}

async function recallsReaching(batchIds: BatchId[]): Promise<number[]> {
  if (batchIds.length === 0) return [];
  const rows = await Promise.all([
    db.selectDistinct({ id: reachedRange.recallId }).from(reachedRange).where(inArray(reachedRange.batchId, batchIds)),
    db.selectDistinct({ id: swappedIn.recallId }).from(swappedIn).where(inArray(swappedIn.batchId, batchIds)),
  ]);
  return rows.flat().map(({ id }) => id);
}

let isCounting = false;

async function countWaiting(): Promise<void> {
  if (isCounting) return;
  isCounting = true;
  for (const [id, entry] of waiting) {
    entry.touched = false;
    // Whoever asks next tries again; those who wait are told that it is missing.
    const counted = await count(id).catch((error) => void console.error(error));
    waiting.delete(id);
    if (counted && !entry.touched) kept.set(id, counted);
    entry.settle();
  }
  isCounting = false;
}

function enqueue(id: number): Promise<void> {
  const before = waiting.get(id);
  if (before) return before.done;
  const { promise, resolve } = Promise.withResolvers<void>();
  waiting.set(id, { touched: false, done: promise, settle: resolve });
  return promise;
}

/** The figures of recalls, as far as they are counted or can be soon; the rest is missing and will be there later. */
export async function loadCases(recallIds: readonly number[]): Promise<Map<number, CaseFigures>> {
  await forgetTouched();
  const missing = recallIds.filter((id) => !kept.has(id)).map(enqueue);
  if (missing.length > 0) {
    void countWaiting();
    const timer = Promise.withResolvers<void>();
    const timeout = setTimeout(timer.resolve, PATIENCE_MS);
    await Promise.race([Promise.all(missing), timer.promise]);
    clearTimeout(timeout);
  }
  return new Map(recallIds.flatMap((id) => (kept.has(id) ? [[id, (kept.get(id) as { figures: CaseFigures }).figures]] : [])));
}
