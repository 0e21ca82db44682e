import { setImmediate as others } from "node:timers/promises";
import { db } from "ponder:api";
import { recall } from "ponder:schema";
import { inArray } from "ponder";
import { type CompletionDay, completionDays, createCourse } from "../../../lib/domain/course.ts";
import { type BatchId, batchOf, type ModelId } from "../../../lib/domain/ids.ts";
import type { CourseEvent } from "../../../lib/domain/replay.ts";
import { MAX_PATH } from "../../../lib/domain/scope.ts";
import { type KnownBatch, loadBatches } from "../../graph.ts";
import { inOrder, loadBatchEvents, loadModelEvents, loadRecallEvents, loadReportEvents, loadUnitEvents } from "./course-events.ts";

/** How the devices of one batch came along under one recall. */
export type BatchCourse = {
  modelId: ModelId;
  registeredAt: number;
  /** Whether the recall affects devices of it now. */
  isAffected: boolean;
  days: CompletionDay[];
};

/** Batches with all that they are made of, as far down as a recall can reach. */
async function loadTrees(ids: Iterable<BatchId>): Promise<Map<BatchId, KnownBatch>> {
  const known = new Map<BatchId, KnownBatch>();
  let level = new Set(ids);
  for (let depth = 0; depth <= MAX_PATH && level.size > 0; depth++) {
    const found = await loadBatches(db, level);
    for (const item of found) known.set(item.id, item);
    level = new Set(found.flatMap(({ parts }) => parts.flatMap(({ batchId }) => (known.has(batchId) ? [] : [batchId]))));
  }
  return known;
}

type Registered = Extract<CourseEvent, { kind: "batch" }>;

/** The registration of a batch and of all that its units are made of, or ever had put in; of the parts only that they are parts. */
function registrations({ batch: { id } }: Registered, putIn: readonly BatchId[], known: ReadonlyMap<BatchId, Registered>): Registered[] {
  const tree = new Map<BatchId, Registered>();
  const add = (of: BatchId): void => {
    const event = known.get(of);
    if (!event || tree.has(of)) return;
    tree.set(of, of === id ? event : { ...event, batch: { ...event.batch, kind: "component" } });
    for (const { batchId } of event.batch.parts) add(batchId);
  };
  for (const of of [id, ...putIn]) add(of);
  return [...tree.values()];
}

/** Parts that were ever put into units later. */
const putInto = (events: readonly CourseEvent[]): BatchId[] =>
  events.flatMap((event) => (event.kind === "swapped" && event.swap.batchId !== null ? [event.swap.batchId] : []));

/**
 * Replays recalls within batches of devices, each pair by itself. What happened to the units is read once for all these recalls.
 * @param pairs Batches by recall.
 * @returns The same pairs; null where a recall never affected a device of a batch, or one of both is not there.
 */
export async function loadBatchCourses(
  pairs: ReadonlyMap<number, readonly BatchId[]>,
): Promise<(recallId: number, batchId: BatchId) => BatchCourse | null> {
  const [recallIds, batchIds] = [[...pairs.keys()], [...new Set([...pairs.values()].flat())]];
  const [recalls, recallEvents, units, reports] = await Promise.all([
    db.select({ id: recall.id, minEvidence: recall.minEvidence }).from(recall).where(inArray(recall.id, recallIds)),
    loadRecallEvents(recallIds),
    loadUnitEvents(recallIds, batchIds),
    loadReportEvents(batchIds),
  ]);
  const trees = await loadTrees([...batchIds, ...putInto(units.map(({ event }) => event))]);
  const [registered, modelEvents] = await Promise.all([
    loadBatchEvents([...trees.values()]),
    loadModelEvents([...trees.values()].map(({ modelId }) => modelId)),
  ]);
  const known = new Map(registered.map((event) => [event.batch.id, event]));
  const ofRecall = Map.groupBy(recallEvents, ({ recallId }) => recallId);
  const ofUnits = Map.groupBy(units, ({ deviceId }) => batchOf(deviceId));
  const ofReports = Map.groupBy(reports, ({ batchId }) => batchId);
  const ofModel = Map.groupBy(modelEvents, ({ modelId }) => modelId);

  function courseOf({ id: recallId, minEvidence }: (typeof recalls)[number], own: Registered): BatchCourse | null {
    const { id, modelId } = own.batch;
    const happened = (ofUnits.get(id) ?? []).filter((of) => of.recallId === null || of.recallId === recallId).map(({ event }) => event);
    const lists = [ofModel.get(modelId), ofRecall.get(recallId), ofReports.get(id)].map((list) => (list ?? []).map(({ event }) => event));
    const course = createCourse(minEvidence);
    for (const event of inOrder([...registrations(own, putInto(happened), known), ...lists.flat(), ...happened])) course.apply(event);
    const days = completionDays(course.end(0));
    const isAffected = course.replay.affectedBatches().length > 0;
    return days.length === 0 ? null : { modelId, registeredAt: own.time, isAffected, days };
  }

  const found = new Map<string, BatchCourse>();
  for (const row of recalls)
    for (const batchId of pairs.get(row.id) ?? []) {
      const own = known.get(batchId);
      const course = own ? courseOf(row, own) : null;
      if (course) found.set(`${row.id} ${batchId}`, course);
      await others();
    }
  return (recallId, batchId) => found.get(`${recallId} ${batchId}`) ?? null;
}
