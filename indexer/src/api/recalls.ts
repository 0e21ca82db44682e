import { db } from "ponder:api";
import { affectedSpan, batch, history, reachedRange, recall } from "ponder:schema";
import { Hono } from "hono";
import { and, desc, eq, exists, inArray, lt, or } from "ponder";
import { getAddress } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatDeviceId, parseDeviceId } from "../../../lib/domain/ids.ts";
import { type RecallRef, type RecallSummary, type RecallView, recallRefSchema } from "../../../lib/feed/wire.ts";
import { affectedAfter, unitViews } from "./affected-units.ts";
import { loadCounts } from "./counts.ts";
import { loadCourse } from "./course.ts";
import { ofOneBlock } from "./health.ts";
import { cursors, filters, knownRecallId, parseCursor, readQuery, toPage } from "./input.ts";
import { loadAffected, loadFixes, loadMakers, loadVersions } from "./recall-parts.ts";
import { loadRecallRefs } from "./recall-refs.ts";
import { loadHistory } from "./refs.ts";

/** Cases, fixes and what makers say; what single owners did is theirs. */
const PUBLIC_EVENTS = ["RecallOpened", "RecallAmended", "FixOffered", "MakerReplied", "RecallClosed", "RecallWithdrawn"];

async function summaries(ids: number[]): Promise<RecallSummary[]> {
  const [refs, counts] = await Promise.all([loadRecallRefs(ids), loadCounts(ids)]);
  return ids.map((id) => ({ ...(refs.get(id) as RecallRef), counts: counts(id) }));
}

async function loadRecall(id: number): Promise<Omit<RecallView, "asOf">> {
  const [row] = await db.select().from(recall).where(eq(recall.id, id));
  if (!row) throw new MusterError("RecallsUnknown", { recallId: id });
  const [[summary], versions, affected, makers, fixes, entries] = await Promise.all([
    summaries([id]),
    loadVersions(id),
    loadAffected(id),
    loadMakers(row),
    loadFixes(id),
    loadHistory(and(eq(history.recallId, id), inArray(history.name, PUBLIC_EVENTS))),
  ]);
  return {
    ...(summary as RecallSummary),
    author: getAddress(row.author),
    openedBlock: row.openedBlock,
    tx: row.tx,
    scope: versions.flatMap(({ added }) => added),
    ...{ versions, affected, makers, fixes },
    history: entries,
  };
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
      or(
        exists(
          db
            .select({ id: batch.id })
            .from(reachedRange)
            .innerJoin(batch, eq(batch.id, reachedRange.batchId))
            .where(and(eq(reachedRange.recallId, recall.id), eq(reachedRange.deviceKind, false), eq(batch.orgId, org))),
        ),
        exists(
          db
            .select({ id: batch.id })
            .from(affectedSpan)
            .innerJoin(batch, eq(batch.id, affectedSpan.batchId))
            .where(and(eq(affectedSpan.recallId, recall.id), eq(batch.orgId, org))),
        ),
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
  .get("/recalls/:recallId", async (context) => {
    const recallId = knownRecallId(context.req.param("recallId"));
    return context.json(await ofOneBlock(() => loadRecall(recallId)));
  })
  .get("/recalls/:recallId/course", async (context) => context.json(await loadCourse(knownRecallId(context.req.param("recallId")))))
  .get("/recalls/:recallId/affected", async (context) => {
    const recallId = knownRecallId(context.req.param("recallId"));
    const { cursor, limit } = readQuery(context, {});
    const after = parseCursor(cursor, parseDeviceId);
    const known = await db.select({ id: recall.id }).from(recall).where(eq(recall.id, recallId));
    if (known.length === 0) throw new MusterError("RecallsUnknown", { recallId });
    const rows = await affectedAfter(recallId, after, limit + 1);
    return context.json(await toPage(rows, limit, ({ deviceId }) => formatDeviceId(deviceId), unitViews));
  });
