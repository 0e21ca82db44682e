import { db } from "ponder:api";
import { batch, history, part, reachedRange, recall, scopeItem } from "ponder:schema";
import { and, asc, eq, gt, inArray, lt, lte } from "ponder";
import type { z } from "zod";
import { assembled, commissioned, EPCIS_CONTEXT, owned, recallSet } from "../../../lib/domain/epcis.ts";
import { type BatchId, batchOf, orgId, parseDeviceId } from "../../../lib/domain/ids.ts";
import { createReplay } from "../../../lib/domain/replay.ts";
import { affectedRanges, unionSize } from "../../../lib/domain/scope.ts";
import type { Answer, Asked } from "../../../lib/feed/routes.ts";
import type { epcisEventSchema } from "../../../lib/feed/wire/epcis.ts";
import { loadReach } from "../../graph.ts";
import { fromRow } from "../../scope-rows.ts";
import { loadCursors } from "./changes.ts";
import { loadCourseEvents } from "./course-events.ts";
import { loadHealth, ofOneBlock } from "./health.ts";
import type { Handlers } from "./serve.ts";

type Event = z.infer<typeof epcisEventSchema>;
type Entry = Pick<typeof history.$inferSelect, "name" | "time" | "batchId" | "recallId" | "args">;
/** Units by batch. */
type Units = Map<BatchId, number>;

const NAMES = ["BatchRegistered", "DeviceClaimed", "TitleMoved", "RecallOpened", "RecallAmended", "RecallClosed", "RecallWithdrawn"];

/** Devices that a version of a recall meant, of the batches that there were at a time; as they were made. */
async function unitsMeant(recallId: number, version: number, at: number): Promise<Units> {
  const items = await db
    .select()
    .from(scopeItem)
    .where(and(eq(scopeItem.recallId, recallId), lte(scopeItem.version, version)))
    .orderBy(scopeItem.position);
  const scope = items.map(fromRow);
  const reach = await loadReach(db, scope);
  const ids = reach.map(({ id }) => id);
  const rows = await db
    .select({ id: batch.id })
    .from(batch)
    .where(and(inArray(batch.id, ids), lte(batch.registeredAt, at)));
  const there = new Set(rows.map(({ id }) => id));
  const batches = reach.filter(({ id }) => there.has(id));
  const devices = new Set(batches.flatMap(({ id, kind }) => (kind === "device" ? [id] : [])));
  const ranges = affectedRanges(scope, batches).filter(({ batchId }) => devices.has(batchId));
  return new Map([...Map.groupBy(ranges, ({ batchId }) => batchId)].map(([id, of]) => [id, unionSize(of)]));
}

/** Units that were remedied when a recall was closed. */
async function unitsRemedied(recallId: number, at: number): Promise<Units> {
  const { recall: of, events } = await loadCourseEvents(recallId);
  const replay = createReplay(of.minEvidence);
  for (const event of events) if (event.time <= at) replay.apply(event);
  return replay.remediedUnits();
}

async function ofRecall(what: "set" | "unset", recallId: number, at: number, units: Units, chainId: number): Promise<Event[]> {
  const counted = [...units].filter(([, quantity]) => quantity > 0);
  if (counted.length === 0) return [];
  const rows = await db
    .select({ id: batch.id, modelId: batch.modelId, lot: batch.lot })
    .from(batch)
    .where(inArray(batch.id, [...units.keys()]))
    .orderBy(batch.id);
  const quantities = new Map(counted);
  const lots = rows.flatMap(({ id, ...lot }) => (quantities.has(id) ? [{ ...lot, quantity: quantities.get(id) as number }] : []));
  return [recallSet(what, { id: recallId, chainId, at }, lots) as Event];
}

/** A batch, what went into it, and the recalls that reach it from its first day. */
async function ofBatch(id: BatchId, time: number, chainId: number): Promise<Event[]> {
  const [[row], parts, recalls] = await Promise.all([
    db.select().from(batch).where(eq(batch.id, id)),
    db
      .select({ first: part.first, last: part.last, modelId: batch.modelId, lot: batch.lot })
      .from(part)
      .innerJoin(batch, eq(batch.id, part.partId))
      .where(eq(part.wholeId, id))
      .orderBy(part.position),
    db
      .selectDistinct({ id: recall.id, version: recall.version, endedAt: recall.endedAt })
      .from(reachedRange)
      .innerJoin(recall, eq(recall.id, reachedRange.recallId))
      .where(and(eq(reachedRange.batchId, id), lt(recall.openedAt, time)))
      .orderBy(recall.id),
  ]);
  if (!row) return [];
  const recorded = { recordedAt: time };
  const events: Event[] = [commissioned(row, recorded) as Event, ...(assembled(row, parts, chainId, recorded) as Event[])];
  for (const { id: recallId, endedAt } of recalls) {
    if (endedAt !== null && endedAt <= time) continue;
    const version = await versionAt(recallId, time);
    const units = (await unitsMeant(recallId, version, time)).get(id) ?? 0;
    events.push(...(await ofRecall("set", recallId, time, new Map([[id, units]]), chainId)));
  }
  return events;
}

async function ofTitle(args: Entry["args"], at: number, chainId: number): Promise<Event[]> {
  const deviceId = parseDeviceId(String(args.deviceId));
  const [row] = await db
    .select({ modelId: batch.modelId, lot: batch.lot, makerId: batch.orgId })
    .from(batch)
    .where(eq(batch.id, batchOf(deviceId)));
  return row ? [owned({ ...row, makerId: orgId(row.makerId), chainId, deviceId, epoch: Number(args.epoch), at }) as Event] : [];
}

/** The version that a recall had before a time. */
async function versionAt(recallId: number, time: number): Promise<number> {
  const rows = await db
    .select({ name: history.name })
    .from(history)
    .where(and(eq(history.recallId, recallId), inArray(history.name, ["RecallOpened", "RecallAmended"]), lt(history.time, time)));
  return rows.length;
}

async function eventsOf({ name, time, batchId, recallId, args }: Entry, chainId: number): Promise<Event[]> {
  if (name === "BatchRegistered") return ofBatch(batchId as BatchId, time, chainId);
  if (name === "DeviceClaimed" || name === "TitleMoved") return ofTitle(args, time, chainId);
  const id = recallId as number;
  if (name === "RecallClosed") return ofRecall("unset", id, time, await unitsRemedied(id, time), chainId);
  if (name === "RecallWithdrawn") return ofRecall("unset", id, time, await unitsMeant(id, await versionAt(id, time + 1), time), chainId);
  const version = Number(args.version);
  const units = await unitsMeant(id, version, time);
  const before: Units = version > 1 ? await unitsMeant(id, version - 1, time) : new Map();
  // An amendment may also take units out that were tested and found whole.
  const [added, taken] = [difference(units, before), difference(before, units)];
  return [...(await ofRecall("set", id, time, added, chainId)), ...(await ofRecall("unset", id, time, taken, chainId))];
}

const difference = (units: Units, less: Units): Units => new Map([...units].map(([id, quantity]) => [id, quantity - (less.get(id) ?? 0)]));

async function loadEvents({ since, limit }: Asked<"GET /epcis/events">["query"]): Promise<Answer<"GET /epcis/events">> {
  const { chainId } = await loadHealth();
  const { asOf, eventList, next, settled, more } = await ofOneBlock(async () => {
    const rows = await db
      .select()
      .from(history)
      .where(and(gt(history.id, since), inArray(history.name, NAMES)))
      .orderBy(asc(history.id))
      .limit(limit + 1);
    const entries = rows.slice(0, limit);
    const events: Event[] = [];
    for (const entry of entries) events.push(...(await eventsOf(entry, chainId)));
    const cursors = await loadCursors(
      since,
      entries.map(({ id }) => id),
    );
    return { eventList: events, ...cursors, more: rows.length > limit };
  });
  return {
    "@context": [EPCIS_CONTEXT, { muster: "urn:muster:" }],
    type: "EPCISQueryDocument",
    schemaVersion: "2.0",
    creationDate: new Date(asOf.timestamp * 1000).toISOString(),
    epcisBody: { queryResults: { queryName: "SimpleEventQuery", resultsBody: { eventList } } },
    "muster:next": next,
    "muster:settled": settled,
    "muster:more": more,
  };
}

export const epcis = { "GET /epcis/events": ({ query }) => loadEvents(query) } satisfies Partial<Handlers>;
