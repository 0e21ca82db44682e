import { db } from "ponder:api";
import { batch, device, history, partSwap, recall, recallVersion, release, report, reportWord, scopeItem } from "ponder:schema";
import { and, eq, inArray, isNull, or, sql } from "ponder";
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

/** Everything that made a recall's figures what they are, in order, and the batches that it is about. @throws MusterError `RecallsUnknown`. */
export async function loadCourseEvents(recallId: number): Promise<CourseEvents> {
  const [row] = await db.select().from(recall).where(eq(recall.id, recallId));
  if (!row) throw new MusterError("RecallsUnknown", { recallId });
  const items = await db.select().from(scopeItem).where(eq(scopeItem.recallId, recallId)).orderBy(scopeItem.position);
  const batches = await withSwapped(await loadReach(db, items.map(fromRow)));
  const ids = batches.map(({ id }) => id);
  const lists = await Promise.all([
    ofBatches(batches),
    ofModels([...new Set(batches.map(({ modelId }) => modelId))]),
    ofVersions(recallId, items),
    ofUnits(recallId, ids),
    ofReports(ids),
  ]);
  // What happens to one unit is in one list, and that in its order; of the rest only the time matters.
  return { recall: row, batches, events: lists.flat().sort((a, b) => a.time - b.time) };
}

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

async function ofBatches(batches: KnownBatch[]): Promise<CourseEvent[]> {
  const columns = { id: batch.id, time: batch.registeredAt };
  const rows = await db
    .select(columns)
    .from(batch)
    .where(
      inArray(
        batch.id,
        batches.map(({ id }) => id),
      ),
    );
  const times = new Map(rows.map(({ id, time }) => [id, time]));
  return batches.map((known) => ({ kind: "batch", time: times.get(known.id) ?? 0, batch: known }));
}

async function ofModels(modelIds: ModelId[]): Promise<CourseEvent[]> {
  const rows = await db.select().from(release).where(inArray(release.modelId, modelIds));
  return rows.flatMap(({ modelId, sequence, publishedAt, revokedAt }): CourseEvent[] => [
    { kind: "published", time: publishedAt, modelId, sequence },
    ...(revokedAt === null ? [] : [{ kind: "revoked" as const, time: revokedAt, modelId, sequence }]),
  ]);
}

async function ofVersions(recallId: number, items: (typeof scopeItem.$inferSelect)[]): Promise<CourseEvent[]> {
  const [versions, fixes] = await Promise.all([
    db.select().from(recallVersion).where(eq(recallVersion.recallId, recallId)).orderBy(recallVersion.version),
    db
      .select({ time: history.time, args: history.args })
      .from(history)
      .where(and(eq(history.recallId, recallId), eq(history.name, "FixOffered")))
      .orderBy(history.id),
  ]);
  return [
    ...versions.map(({ version, at }): CourseEvent => {
      return { kind: "version", time: at, added: items.filter((item) => item.version === version).map(fromRow) };
    }),
    ...fixes.map(({ time, args }): CourseEvent => {
      return { kind: "fix", time, modelId: parseModelId(args.modelId as string), sequence: args.sequence as number };
    }),
  ];
}

async function ofUnits(recallId: number, batchIds: BatchId[]): Promise<CourseEvent[]> {
  const rows = await db
    .select({ deviceId: history.deviceId, name: history.name, time: history.time, args: history.args })
    .from(history)
    .innerJoin(device, eq(device.id, history.deviceId))
    .where(
      and(
        inArray(device.batchId, batchIds),
        inArray(history.name, UNIT_EVENTS),
        or(isNull(history.recallId), eq(history.recallId, recallId)),
      ),
    )
    .orderBy(history.id);
  return rows.map(({ deviceId, name, time, args }) => unitEvent(deviceId as DeviceId, name, time, args as unknown as UnitArgs));
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

async function ofReports(batchIds: BatchId[]): Promise<CourseEvent[]> {
  const [rows, said] = await Promise.all([
    db.select().from(report).where(inArray(report.batchId, batchIds)).orderBy(report.id),
    // The table keeps the time as the chain does, which may be of the day before.
    db
      .select({ id: sql`(${history.args}->>'reportId')::int8`.mapWith(Number), time: history.time })
      .from(history)
      .where(and(eq(history.name, "ReleasesReported"), inArray(history.batchId, batchIds))),
  ]);
  const times = new Map(said.map(({ id, time }) => [id, time]));
  const bitmaps = await bitmapsOf(rows.filter(({ bitmap }) => bitmap));
  return rows.flatMap(({ id, revokedAt, ...row }): CourseEvent[] => [
    { kind: "reported", time: times.get(id) ?? row.reportedAt, report: { ...row, id, revoked: false, units: bitmaps.get(id) ?? "0x" } },
    ...(revokedAt === null ? [] : [{ kind: "report-revoked" as const, time: revokedAt, reportId: id }]),
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
