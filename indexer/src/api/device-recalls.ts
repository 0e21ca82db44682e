import { db } from "ponder:api";
import { acknowledgement, fix, recall, remedy } from "ponder:schema";
import { inArray, sql } from "ponder";
import type { DeviceId, ModelId } from "../../../lib/domain/ids.ts";
import type { Evidence } from "../../../lib/domain/kinds.ts";
import type { DeviceRecall, DeviceView, RecallRef } from "../../../lib/feed/wire.ts";
import { standingsOf } from "../../schema/standing.ts";
import { loadRecallRefs } from "./recall-refs.ts";
import { loadBatchRefs } from "./refs.ts";
import type { Ways } from "./ways.ts";

type Pair = { recallId: number; deviceId: DeviceId };
const keyOf = ({ recallId, deviceId }: Pair): string => `${recallId} ${deviceId}`;

/** Whose word it rests on that units are remedied in recalls that affect them; null where they are not. */
async function loadRemedied(pairs: Pair[]): Promise<(pair: Pair) => Exclude<Evidence, "none"> | null> {
  const rows = await db
    .select({
      recallId: sql`s.recall_id`.mapWith(recall.id),
      deviceId: sql`s.device_id`.mapWith(remedy.deviceId),
      remediedBy: sql<Exclude<Evidence, "none"> | null>`s.remedied_by`,
    })
    .from(sql`(${standingsOf(pairs)}) s`);
  const byPair = new Map(rows.map((row) => [keyOf(row), row.remediedBy]));
  return (pair) => byPair.get(keyOf(pair)) ?? null;
}

/** What recalls say about units. */
export async function loadCases(ids: DeviceId[], ways: Ways) {
  const pairs = ids.flatMap((deviceId) => [...ways.of(deviceId).keys()].map((recallId) => ({ recallId, deviceId })));
  const recallIds = [...new Set(pairs.map(({ recallId }) => recallId))];
  const via = ids.flatMap((id) => [...ways.of(id).values()].flat().flatMap((way) => way.via));
  const [refs, fixes, acknowledged, remedies, remediedBy, batches] = await Promise.all([
    loadRecallRefs(recallIds),
    db.select().from(fix).where(inArray(fix.recallId, recallIds)),
    db.select().from(acknowledgement).where(inArray(acknowledgement.deviceId, ids)),
    db.select().from(remedy).where(inArray(remedy.deviceId, ids)),
    loadRemedied(pairs),
    loadBatchRefs(via),
  ]);

  /** Every recall that affects a unit, open ones first, newest first. @param epoch Of its title, 0 when unclaimed. */
  return (id: DeviceId, modelId: ModelId, epoch: number, releases: DeviceView["releases"]): DeviceRecall[] => {
    const cases = [...ways.of(id)].map(([recallId, list]): DeviceRecall => {
      const way = ways.shown(id, list);
      const sequence = fixes.find((item) => item.recallId === recallId && item.modelId === modelId)?.sequence;
      const isHere = (item: { recallId: number; deviceId: DeviceId; epoch: number }) =>
        item.recallId === recallId && item.deviceId === id && item.epoch === epoch;
      const done = remedies.find(isHere);
      const word = remediedBy({ recallId, deviceId: id });
      return {
        recall: refs.get(recallId) as RecallRef,
        path: way.path,
        via: way.via.map(batches),
        fix: releases.find((item) => item.sequence === sequence) ?? null,
        acknowledgedAt: acknowledged.find(isHere)?.at ?? null,
        remedied: word !== null,
        remediedBy: word,
        remedy: done ? { what: done.remedy, evidence: done.evidence, at: done.at } : null,
      };
    });
    const rank = ({ recall: { state } }: DeviceRecall) => (state === "open" ? 0 : 1);
    return cases.sort((a, b) => rank(a) - rank(b) || b.recall.id - a.recall.id);
  };
}
