import { db } from "ponder:api";
import { affectedDevice, affectedRange, batch, fix, history, recall, scopeItem } from "ponder:schema";
import { Hono } from "hono";
import { and, desc, eq, exists, gt, inArray, lt } from "ponder";
import { getAddress } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatDeviceId, parseDeviceId } from "../../../lib/domain/ids.ts";
import { type AffectedRange as DomainRange, wayTo } from "../../../lib/domain/scope.ts";
import {
  type AffectedDevice,
  type AffectedRange,
  type ModelRef,
  type RecallRef,
  type RecallSummary,
  type RecallView,
  type ReleaseView,
  recallRefSchema,
} from "../../../lib/feed/wire.ts";
import { loadCounts } from "./counts.ts";
import { cursors, filters, knownRecallId, parseCursor, readQuery, toPage } from "./input.ts";
import { loadRecallRefs } from "./recall-refs.ts";
import { loadBatchRefs, loadHistory, loadModelRefs, loadReleases } from "./refs.ts";

/** Cases and fixes; what single owners did is theirs. */
const PUBLIC_EVENTS = ["RecallOpened", "FixOffered", "RecallClosed"];

async function summaries(ids: number[]): Promise<RecallSummary[]> {
  const [refs, counts] = await Promise.all([loadRecallRefs(ids), loadCounts(ids)]);
  return ids.map((id) => ({ ...(refs.get(id) as RecallRef), counts: counts(id) }));
}

/** Ranges with their batches, those that are nearest to what was recalled first. */
export async function rangeViews(ranges: DomainRange[]): Promise<AffectedRange[]> {
  const refs = await loadBatchRefs(ranges.flatMap(({ batchId, via }) => [batchId, ...via]));
  return [...ranges]
    .sort((a, b) => a.path.length - b.path.length || a.batchId - b.batchId || a.first - b.first || (a.path < b.path ? -1 : 1))
    .map(({ batchId, first, last, path, via }) => ({ batch: refs(batchId), first, last, path, via: via.map(refs) }));
}

async function loadFixes(recallId: number): Promise<RecallView["fixes"]> {
  const fixes = await db.select().from(fix).where(eq(fix.recallId, recallId)).orderBy(fix.modelId);
  const modelIds = fixes.map(({ modelId }) => modelId);
  const [models, releases] = await Promise.all([loadModelRefs(modelIds), loadReleases(modelIds)]);
  return fixes.map(({ modelId, sequence, offeredAt }) => ({
    model: models.get(modelId) as ModelRef,
    release: releases(modelId).find((item) => item.sequence === sequence) as ReleaseView,
    offeredAt,
  }));
}

async function loadRecall(id: number): Promise<RecallView> {
  const [row] = await db.select().from(recall).where(eq(recall.id, id));
  if (!row) throw new MusterError("RecallsUnknown", { recallId: id });
  const [[summary], scope, ranges, fixes, entries] = await Promise.all([
    summaries([id]),
    db.select().from(scopeItem).where(eq(scopeItem.recallId, id)).orderBy(scopeItem.position),
    db.select().from(affectedRange).where(eq(affectedRange.recallId, id)),
    loadFixes(id),
    loadHistory(and(eq(history.recallId, id), inArray(history.name, PUBLIC_EVENTS))),
  ]);
  return {
    ...(summary as RecallSummary),
    author: getAddress(row.author),
    openedBlock: row.openedBlock,
    tx: row.tx,
    scope: scope.map(({ kind, subject, first, last }) => ({ kind, subject, first, last })),
    affected: await rangeViews(ranges),
    fixes,
    history: entries,
  };
}

async function affectedDevices(recallId: number, rows: (typeof affectedDevice.$inferSelect)[]): Promise<AffectedDevice[]> {
  const ranges = await db
    .select()
    .from(affectedRange)
    .where(
      and(
        eq(affectedRange.recallId, recallId),
        inArray(
          affectedRange.batchId,
          rows.map(({ batchId }) => batchId),
        ),
      ),
    );
  const waysInto = Map.groupBy(ranges, ({ batchId }) => batchId);
  return rows.map(({ deviceId, batchId, index, owner, ...row }) => ({
    deviceId: formatDeviceId(deviceId),
    owner: getAddress(owner),
    epoch: row.epoch,
    release: row.release,
    evidence: row.evidence,
    acknowledgedAt: row.acknowledgedAt,
    remedied: row.remedied,
    path: wayTo(index, waysInto.get(batchId) ?? [])?.path ?? "0x",
  }));
}

export const recalls = new Hono()
  .get("/recalls", async (context) => {
    const query = readQuery(context, {
      state: recallRefSchema.shape.state.optional(),
      measure: recallRefSchema.shape.measure.optional(),
      severity: recallRefSchema.shape.severity.optional(),
      issuer: filters.org,
      affects: filters.org,
    });
    const before = parseCursor(query.cursor, cursors.recall);
    const reaches = (org: number) =>
      exists(
        db
          .select({ id: batch.id })
          .from(affectedRange)
          .innerJoin(batch, eq(batch.id, affectedRange.batchId))
          .where(and(eq(affectedRange.recallId, recall.id), eq(batch.orgId, org))),
      );
    const rows = await db
      .select({ id: recall.id })
      .from(recall)
      .where(
        and(
          query.state && eq(recall.state, query.state),
          query.measure && eq(recall.measure, query.measure),
          query.severity && eq(recall.severity, query.severity),
          query.issuer && eq(recall.issuerId, query.issuer),
          query.affects && reaches(query.affects),
          before && lt(recall.id, before),
        ),
      )
      .orderBy(desc(recall.id))
      .limit(query.limit + 1);
    const ids = rows.map(({ id }) => id);
    return context.json(await toPage(ids, query.limit, (id) => id, summaries));
  })
  .get("/recalls/:recallId", async (context) => context.json(await loadRecall(knownRecallId(context.req.param("recallId")))))
  .get("/recalls/:recallId/affected", async (context) => {
    const recallId = knownRecallId(context.req.param("recallId"));
    const { cursor, limit } = readQuery(context, {});
    const after = parseCursor(cursor, parseDeviceId);
    const known = await db.select({ id: recall.id }).from(recall).where(eq(recall.id, recallId));
    if (known.length === 0) throw new MusterError("RecallsUnknown", { recallId });
    const rows = await db
      .select()
      .from(affectedDevice)
      .where(and(eq(affectedDevice.recallId, recallId), after === undefined ? undefined : gt(affectedDevice.deviceId, after)))
      .orderBy(affectedDevice.deviceId)
      .limit(limit + 1);
    const cursorOf = ({ deviceId }: (typeof rows)[number]) => formatDeviceId(deviceId);
    return context.json(await toPage(rows, limit, cursorOf, (page) => affectedDevices(recallId, page)));
  });
