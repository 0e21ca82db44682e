import { db } from "ponder:api";
import { batch, device, history, partSwap, recall, recallVersion, release, report, reportWord, scopeItem } from "ponder:schema";
import { and, eq, inArray, sql } from "ponder";
import { bytesToHex, type Hex } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import { type BatchId, batchId, type DeviceId, type ModelId, parseModelId } from "../../../lib/domain/ids.ts";
import type { Evidence, Remedy } from "../../../lib/domain/kinds.ts";
import type { CourseEvent } from "../../../lib/domain/replay.ts";
import { chainStep } from "../../../lib/domain/report.ts";
import { type KnownBatch, loadBatches, loadReach } from "../../graph.ts";
import { fromRow } from "../../scope-rows.ts";

/** What owners and repairers did with one unit. */
const UNIT_EVENTS = [
  "DeviceClaimed",
  "TitleMoved",
  "StolenSet",
  "DeviceRetired",
  "ReleaseStated",
  "PartSwapped",
  "RecallAcknowledged",
  "RemedyRecorded",
];

export type CourseEvents = { recall: typeof recall.$inferSelect; batches: KnownBatch[]; events: CourseEvent[] };

/** Batches whose units' events one statement reads. */
const SLICE = 500;

/** Everything that made a recall's figures what they are, in order, and the batches that it is about. @throws MusterError `RecallsUnknown`. */
export async function loadCourseEvents(recallId: number): Promise<CourseEvents> {
  const [row] = await db.select().from(recall).where(eq(recall.id, recallId));
  if (!row) throw new MusterError("RecallsUnknown", { recallId });
  const items = await db.select().from(scopeItem).where(eq(scopeItem.recallId, recallId)).orderBy(scopeItem.position);
  const batches = await withSwapped(await loadReach(db, items.map(fromRow)));
  const ids = batches.map(({ id }) => id);
  const units: CourseEvent[] = [];
  for (let from = 0; from < ids.length; from += SLICE)
    for (const { event } of await loadUnitEvents([recallId], ids.slice(from, from + SLICE))) units.push(event);
  const [registered, models, versions, reports] = await Promise.all([
    loadBatchEvents(batches),
    loadModelEvents(batches.map(({ modelId }) => modelId)),
    loadRecallEvents([recallId]),
    loadReportEvents(ids),
  ]);
  const lists = [
    registered,
    models.map(({ event }) => event),
    versions.map(({ event }) => event),
    units,
    reports.map(({ event }) => event),
  ];
  return { recall: row, batches, events: inOrder(lists.flat()) };
}

/** What happens to one unit is in one list, and that in its order; of the rest only the time matters. */
export const inOrder = (events: readonly CourseEvent[]): CourseEvent[] => events.toSorted((a, b) => a.time - b.time);

/** Adds the batches of units that had one of these put in later. */
async function withSwapped(batches: KnownBatch[]): Promise<KnownBatch[]> {
  const ids = new Set<number>(batches.map(({ id }) => id));
  const swaps = await db
    .selectDistinct({ batchId: history.batchId, args: sql<{ batchId: number }>`${history.args}::jsonb` })
    .from(history)
    .innerJoin(partSwap, eq(partSwap.deviceId, history.deviceId))
    .where(eq(history.name, "PartSwapped"));
  const others = swaps.flatMap(({ batchId, args }) => (batchId !== null && !ids.has(batchId) && ids.has(args.batchId) ? [batchId] : []));
  return others.length === 0 ? batches : [...batches, ...(await loadBatches(db, new Set(others)))];
}

export async function loadBatchEvents(batches: readonly KnownBatch[]): Promise<Extract<CourseEvent, { kind: "batch" }>[]> {
  const ids = batches.map(({ id }) => id);
  const rows = await db.select({ id: batch.id, time: batch.registeredAt }).from(batch).where(inArray(batch.id, ids));
  const times = new Map(rows.map(({ id, time }) => [id, time]));
  return batches.map((known) => ({ kind: "batch", time: times.get(known.id) ?? 0, batch: known }));
}

/** An event, and what it is about. */
type About<Subject> = Subject & { event: CourseEvent };

export async function loadModelEvents(modelIds: Iterable<ModelId>): Promise<About<{ modelId: ModelId }>[]> {
  const rows = await db
    .select()
    .from(release)
    .where(inArray(release.modelId, [...new Set(modelIds)]));
  return rows.flatMap(({ modelId, sequence, publishedAt, revokedAt }): About<{ modelId: ModelId }>[] => [
    { modelId, event: { kind: "published", time: publishedAt, modelId, sequence } },
    ...(revokedAt === null ? [] : [{ modelId, event: { kind: "revoked" as const, time: revokedAt, modelId, sequence } }]),
  ]);
}

/** Versions and fixes of recalls. */
export async function loadRecallEvents(recallIds: readonly number[]): Promise<About<{ recallId: number }>[]> {
  const [versions, items, fixes] = await Promise.all([
    db
      .select()
      .from(recallVersion)
      .where(inArray(recallVersion.recallId, [...recallIds]))
      .orderBy(recallVersion.version),
    db
      .select()
      .from(scopeItem)
      .where(inArray(scopeItem.recallId, [...recallIds]))
      .orderBy(scopeItem.position),
    db
      .select({ recallId: history.recallId, time: history.time, args: history.args })
      .from(history)
      .where(and(inArray(history.recallId, [...recallIds]), eq(history.name, "FixOffered")))
      .orderBy(history.id),
  ]);
  const itemsOf = Map.groupBy(items, ({ recallId, version }) => `${recallId} ${version}`);
  return [
    ...versions.map(({ recallId, version, at }) => {
      const added = (itemsOf.get(`${recallId} ${version}`) ?? []).map(fromRow);
      return { recallId, event: { kind: "version" as const, time: at, added } };
    }),
    ...fixes.map(({ recallId, time, args }) => {
      const modelId = parseModelId(args.modelId as string);
      return { recallId: recallId as number, event: { kind: "fix" as const, time, modelId, sequence: args.sequence as number } };
    }),
  ];
}

type UnitRow = { id: string; name: string; time: number; recallId: number | null; args: UnitArgs };

/**
 * What happened to units of batches, in the order of the chain. `recallId` is null where it is about no recall. As one text: there
 * are far more of these than of all else.
 */
export async function loadUnitEvents(
  recallIds: readonly number[],
  batchIds: readonly BatchId[],
): Promise<About<{ deviceId: DeviceId; recallId: number | null }>[]> {
  const { rows } = await db.execute<{ found: UnitRow[] }>(sql`select coalesce(json_agg(json_build_object(
      'id', h.device_id::text, 'name', h.name, 'time', h.time, 'recallId', h.recall_id, 'args', h.args
    ) order by h.id), '[]') as found
    from ${device} d join ${history} h on h.device_id = d.id
    where d.batch_id = any(${sql.param([...batchIds])}::int8[]) and h.name = any(${sql.param(UNIT_EVENTS)}::text[])
      and (h.recall_id is null or h.recall_id = any(${sql.param([...recallIds])}::int4[]))`);
  return (rows[0]?.found ?? []).map(({ id, name, time, recallId, args }) => {
    const deviceId = BigInt(id) as DeviceId;
    return { deviceId, recallId, event: unitEvent(deviceId, name, time, args) };
  });
}

/** Arguments of `UNIT_EVENTS`, each with those of its kind. */
type UnitArgs = {
  epoch: number;
  release: number;
  evidence: Exclude<Evidence, "none">;
  position: number;
  batchId: number;
  remedy: Remedy;
  stolen: boolean;
};

function unitEvent(deviceId: DeviceId, name: string, time: number, args: UnitArgs): CourseEvent {
  const { epoch, evidence } = args;
  if (name === "ReleaseStated") return { kind: "stated", time, deviceId, release: args.release, evidence, stated: chainStep(time) };
  if (name === "RecallAcknowledged") return { kind: "acknowledged", time, deviceId, epoch };
  if (name === "RemedyRecorded") return { kind: "remedy", time, deviceId, epoch, evidence, remedy: args.remedy };
  if (name === "StolenSet") return { kind: "stolen", time, deviceId, stolen: args.stolen };
  if (name === "DeviceRetired") return { kind: "retired", time, deviceId };
  if (name !== "PartSwapped") return { kind: "title", time, deviceId, epoch };
  const put = args.batchId === 0 ? null : batchId(args.batchId);
  return { kind: "swapped", time, deviceId, swap: { position: args.position, batchId: put, evidence } };
}

export async function loadReportEvents(batchIds: readonly BatchId[]): Promise<About<{ batchId: BatchId }>[]> {
  const rows = await db
    .select()
    .from(report)
    .where(inArray(report.batchId, [...batchIds]))
    .orderBy(report.id);
  const bitmaps = await bitmapsOf(rows.filter(({ bitmap }) => bitmap));
  return rows.flatMap(({ id, at, revokedAt, ...row }): About<{ batchId: BatchId }>[] => [
    {
      batchId: row.batchId,
      event: { kind: "reported", time: at, report: { ...row, id, revoked: false, units: bitmaps.get(id) ?? "0x" } },
    },
    ...(revokedAt === null ? [] : [{ batchId: row.batchId, event: { kind: "report-revoked" as const, time: revokedAt, reportId: id } }]),
  ]);
}

/** Bitmaps in one piece, with the words of zeros that the table leaves out. */
async function bitmapsOf(reports: (typeof report.$inferSelect)[]): Promise<Map<number, Hex>> {
  const words = await db
    .select()
    .from(reportWord)
    .where(
      inArray(
        reportWord.reportId,
        reports.map(({ id }) => id),
      ),
    );
  const byReport = Map.groupBy(words, ({ reportId }) => reportId);
  return new Map(
    reports.map(({ id, first, last }) => {
      const bytes = new Uint8Array((Math.floor((last - first) / 256) + 1) * 32);
      for (const { place, bits } of byReport.get(id) ?? []) bytes.set(bits, place * 32);
      return [id, bytesToHex(bytes)];
    }),
  );
}
