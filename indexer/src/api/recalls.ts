import { db } from "ponder:api";
import { history, recall } from "ponder:schema";
import { and, eq, inArray } from "ponder";
import { getAddress } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatDeviceId } from "../../../lib/domain/ids.ts";
import type { RecallRef, RecallSummary, RecallView } from "../../../lib/feed/wire.ts";
import { affectedRangesAfter } from "./affected-ranges.ts";
import { affectedAfter, unitViews } from "./affected-units.ts";
import { loadCounts } from "./counts.ts";
import { loadCourse } from "./course.ts";
import { ofOneBlock } from "./health.ts";
import { findRecalls } from "./recall-list.ts";
import { loadFixes, loadMakers, loadVersions } from "./recall-parts.ts";
import { loadRecallRefs } from "./recall-refs.ts";
import { loadHistory } from "./refs.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";

/** Cases, fixes and what makers say; what single owners did is theirs. */
const PUBLIC_EVENTS = ["RecallOpened", "RecallAmended", "FixOffered", "MakerReplied", "RecallClosed", "RecallWithdrawn"];

async function summaries(ids: number[]): Promise<RecallSummary[]> {
  const [refs, counts] = await Promise.all([loadRecallRefs(ids), loadCounts(ids)]);
  return ids.map((id) => ({ ...(refs.get(id) as RecallRef), counts: counts(id) }));
}

/** @throws MusterError `RecallsUnknown`. */
async function checkRecall(recallId: number): Promise<void> {
  const known = await db.select({ id: recall.id }).from(recall).where(eq(recall.id, recallId));
  if (known.length === 0) throw new MusterError("RecallsUnknown", { recallId });
}

async function loadRecall(id: number, ranges: number): Promise<Omit<RecallView, "asOf">> {
  const [row] = await db.select().from(recall).where(eq(recall.id, id));
  if (!row) throw new MusterError("RecallsUnknown", { recallId: id });
  const [[summary], versions, affected, makers, fixes, entries] = await Promise.all([
    summaries([id]),
    loadVersions(id),
    affectedRangesAfter(id, undefined, ranges),
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
    ...{ versions, affected: affected.items, affectedNext: affected.next, makers, fixes },
    history: entries,
  };
}

/** A recall with all that it affects. */
export const wholeRecall = (recallId: number): Promise<RecallView> => ofOneBlock(() => loadRecall(recallId, Number.POSITIVE_INFINITY));

export const recalls = {
  async "GET /recalls"({ query: { cursor, limit, ...query } }) {
    return toPage(await findRecalls(query, cursor, limit + 1), limit, (id) => id, summaries);
  },
  "GET /recalls/:recallId": ({ path: { recallId }, query: { ranges } }) => ofOneBlock(() => loadRecall(recallId, ranges)),
  async "GET /recalls/:recallId/ranges"({ path: { recallId }, query: { cursor, limit } }) {
    await checkRecall(recallId);
    return affectedRangesAfter(recallId, cursor, limit);
  },
  "GET /recalls/:recallId/course": ({ path: { recallId } }) => loadCourse(recallId),
  async "GET /recalls/:recallId/affected"({ path: { recallId }, query: { cursor, limit } }) {
    await checkRecall(recallId);
    const rows = await affectedAfter(recallId, cursor, limit + 1);
    return toPage(rows, limit, ({ deviceId }) => formatDeviceId(deviceId), unitViews);
  },
} satisfies Partial<Handlers>;
