import { db } from "ponder:api";
import { recall } from "ponder:schema";
import { addCourses, type CompletionDay } from "../../../lib/domain/course.ts";
import { type BatchId, type ModelId, type OrgId, orgOf } from "../../../lib/domain/ids.ts";
import { HALF, heldSince, NINE_TENTHS } from "../../../lib/domain/milestones.ts";
import { askedTimes } from "../../../lib/domain/reply-clock.ts";
import { type Rate, rate } from "../../../lib/domain/statistics.ts";
import { type BatchCourse, loadBatchCourses } from "./batch-courses.ts";
import { loadPairs, pairsOfBatches, pairsOfRecalls } from "./course-pairs.ts";
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
  curve: CompletionDay[];
};

/**
 * Courses of recalls, kept batch by batch as their counts are (`counts.ts`): each is replayed from all that ever happened to the
 * units of a batch, and again only where an event touched it. Figures are null while any batch is stale.
 */
type Kept = { openedAt: number; byBatch: Map<BatchId, BatchCourse>; stale: Set<BatchId>; figures: CaseFigures | null };

/** Batches that are read and replayed before others have their turn. */
const SLICE = 100;

/** How long somebody who asks waits for what is not counted yet. */
const PATIENCE_MS = 2_000;

const kept = new Map<number, Kept>();
/**
 * Recalls of which somebody waits for the figures. One slice is replayed at a time, so that whoever compares many does not take
 * the place of those who look something up.
 */
const waiting = new Map<number, { done: Promise<void>; settle: () => void }>();
const changed = createWatch();

function progressOf(days: readonly CompletionDay[]): CaseProgress {
  const { count, of } = days.at(-1) ?? { count: 0, of: 0 };
  return { now: rate(count, of), halfAt: heldSince(days, HALF), ninetyAt: heldSince(days, NINE_TENTHS) };
}

function figuresOf({ openedAt, byBatch }: Kept): CaseFigures {
  const batches = [...byBatch].map(([id, course]) => ({ id, ...course }));
  const affected = batches.filter(({ isAffected }) => isAffected);
  const asked = askedTimes(openedAt, affected, new Map(affected.map(({ id, registeredAt }) => [id, registeredAt])));
  const byMaker = Map.groupBy(batches, ({ modelId }) => orgOf(modelId));
  const sum = (of: typeof batches) => addCourses(of.map(({ days }) => days));
  const curve = sum(batches);
  return {
    all: progressOf(curve),
    makers: new Map([...asked].map(([orgId, askedAt]) => [orgId, { askedAt, ...progressOf(sum(byMaker.get(orgId) ?? [])) }])),
    models: new Set(affected.map(({ modelId }) => modelId)),
    curve,
  };
}

let turn: Promise<unknown> = Promise.resolve();

/** Marks what events have touched since the last time. Askers take turns, so that nobody finds what another is about to mark. */
function markTouched(): Promise<void> {
  const marking = turn.then(mark);
  turn = marking.catch(() => undefined);
  return marking;
}

async function mark(): Promise<void> {
  const { recallIds, batchIds } = await changed();
  const pairs = await loadPairs(pairsOfBatches([...batchIds])).catch((error) => {
    kept.clear(); // what was touched is not said again
    throw error;
  });
  for (const id of recallIds) kept.delete(id);
  // A reorg takes rows back by which a batch would have been found.
  for (const [recallId, { byBatch }] of kept) for (const batchId of batchIds) if (byBatch.has(batchId)) pairs.push({ recallId, batchId });
  for (const { recallId, batchId } of pairs) {
    const entry = kept.get(recallId);
    if (!entry) continue;
    entry.stale.add(batchId);
    entry.figures = null;
  }
}

/** Begins to keep recalls, with every batch of theirs stale. What an event touches meanwhile is stale as well. */
async function open(recallIds: readonly number[]): Promise<void> {
  for (const id of recallIds) kept.set(id, { openedAt: 0, byBatch: new Map(), stale: new Set(), figures: null });
  try {
    const [rows, pairs] = await Promise.all([
      db.select({ id: recall.id, openedAt: recall.openedAt }).from(recall),
      loadPairs(pairsOfRecalls(recallIds)),
    ]);
    for (const { id, openedAt } of rows) Object.assign(kept.get(id) ?? {}, { openedAt });
    for (const { recallId, batchId } of pairs) kept.get(recallId)?.stale.add(batchId);
  } catch (error) {
    for (const id of recallIds) kept.delete(id);
    throw error;
  }
}

/** Replays batches for all recalls that are waited for in which they are stale. */
async function replay(slice: readonly BatchId[]): Promise<void> {
  const entries = new Map([...waiting.keys()].flatMap((id) => (kept.has(id) ? [[id, kept.get(id) as Kept]] : [])));
  const pairs = new Map([...entries].map(([id, { stale }]) => [id, slice.filter((batchId) => stale.delete(batchId))]));
  for (const [id, own] of pairs) if (own.length === 0) pairs.delete(id);
  try {
    const courses = await loadBatchCourses(pairs);
    for (const [id, own] of pairs)
      for (const batchId of own) {
        const course = courses(id, batchId);
        if (course) entries.get(id)?.byBatch.set(batchId, course);
        else entries.get(id)?.byBatch.delete(batchId);
      }
  } catch (error) {
    for (const [id, own] of pairs) for (const batchId of own) entries.get(id)?.stale.add(batchId);
    throw error;
  }
}

/** A step towards what is waited for the longest. */
async function step(): Promise<void> {
  const unknown = [...waiting.keys()].filter((id) => !kept.has(id));
  if (unknown.length > 0) await open(unknown);
  for (const [id, { settle }] of waiting) {
    const entry = kept.get(id);
    if (!entry) continue; // an event has touched it meanwhile
    if (entry.stale.size > 0) return replay([...entry.stale].slice(0, SLICE));
    entry.figures = figuresOf(entry);
    waiting.delete(id);
    settle();
  }
}

let isCounting = false;

async function countWaiting(): Promise<void> {
  if (isCounting) return;
  isCounting = true;
  try {
    while (waiting.size > 0) await step();
  } catch (error) {
    console.error(error);
    // They are told that figures are missing; whoever asks next tries again.
    for (const { settle } of waiting.values()) settle();
    waiting.clear();
  }
  isCounting = false;
}

function enqueue(id: number): Promise<void> {
  const before = waiting.get(id);
  if (before) return before.done;
  const { promise, resolve } = Promise.withResolvers<void>();
  waiting.set(id, { done: promise, settle: resolve });
  return promise;
}

/** Counts what is missing of the figures of recalls. */
async function count(recallIds: readonly number[]): Promise<void> {
  const missing = recallIds.filter((id) => !kept.get(id)?.figures).map(enqueue);
  void countWaiting();
  await Promise.all(missing);
}

/** The figures of recalls, as far as they are counted or can be soon; the rest is missing and will be there later. */
export async function loadCases(recallIds: readonly number[]): Promise<Map<number, CaseFigures>> {
  await markTouched();
  const timer = Promise.withResolvers<void>();
  const timeout = setTimeout(timer.resolve, PATIENCE_MS);
  await Promise.race([count(recallIds), timer.promise]);
  clearTimeout(timeout);
  return new Map(
    recallIds.flatMap((id) => {
      const figures = kept.get(id)?.figures;
      return figures ? [[id, figures]] : [];
    }),
  );
}

/** Counts every recall, so that whoever compares first does not wait for that. */
export async function countAllCases(): Promise<void> {
  const rows = await db.select({ id: recall.id }).from(recall).orderBy(recall.id);
  await markTouched();
  await count(rows.map(({ id }) => id));
}
