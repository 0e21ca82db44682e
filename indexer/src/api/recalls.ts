import { db } from "ponder:api";
import { history, recall } from "ponder:schema";
import { Hono } from "hono";
import { and, eq, inArray } from "ponder";
import { getAddress } from "viem";
import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatDeviceId, parseDeviceId } from "../../../lib/domain/ids.ts";
import type { RecallRef, RecallSummary, RecallView } from "../../../lib/feed/wire.ts";
import { affectedAfter, unitViews } from "./affected-units.ts";
import { loadCounts } from "./counts.ts";
import { loadCourse } from "./course.ts";
import { ofOneBlock } from "./health.ts";
import { check, cursors, knownRecallId, parseCursor, readQuery, toPage } from "./input.ts";
import { recallCsv } from "./recall-csv.ts";
import { findRecalls, recallFilters } from "./recall-list.ts";
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
    const { cursor, limit, ...query } = readQuery(context, recallFilters);
    const ids = await findRecalls(query, parseCursor(cursor, cursors.recall), limit + 1);
    return context.json(await toPage(ids, limit, (id) => id, summaries));
  })
  .get("/recalls.csv", (context) => {
    const query = check(z.strictObject(recallFilters), context.req.query());
    const csv = recallCsv(async (after, limit) => summaries(await findRecalls(query, after, limit)));
    return context.body(csv, 200, {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="recalls.csv"',
    });
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
