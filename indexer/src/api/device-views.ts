import { db } from "ponder:api";
import { acknowledgement, affectedRange, batch, device, fix, frozenRange, history, model } from "ponder:schema";
import { eq, inArray } from "ponder";
import { getAddress } from "viem";
import { type BatchId, batchOf, type DeviceId, formatDeviceId, indexOf, type ModelId } from "../../../lib/domain/ids.ts";
import { remedied, wayTo } from "../../../lib/domain/scope.ts";
import type { DeviceRecall, DeviceView, RecallRef } from "../../../lib/feed/wire.ts";
import { loadProvenance } from "./provenance.ts";
import { loadRecallRefs } from "./recall-refs.ts";
import { loadBatchRefs, loadHistory, loadReleases } from "./refs.ts";

type Title = typeof device.$inferSelect;
type Releases = DeviceView["releases"];

/** What recalls say about a set of units. */
async function loadCases(ids: DeviceId[], batchIds: BatchId[]) {
  const ranges = await db.select().from(affectedRange).where(inArray(affectedRange.batchId, batchIds));
  const recallIds = [...new Set(ranges.map(({ recallId }) => recallId))];
  const [refs, fixes, acknowledged, via] = await Promise.all([
    loadRecallRefs(recallIds),
    db.select().from(fix).where(inArray(fix.recallId, recallIds)),
    db.select().from(acknowledgement).where(inArray(acknowledgement.deviceId, ids)),
    loadBatchRefs(ranges.flatMap((range) => range.via)),
  ]);

  /** Every recall that affects a unit, open ones first, newest first. */
  return (id: DeviceId, modelId: ModelId, title: Title | undefined, releases: Releases): DeviceRecall[] => {
    const ways = Map.groupBy(
      ranges.filter((range) => range.batchId === batchOf(id)),
      ({ recallId }) => recallId,
    );
    const cases = [...ways].flatMap(([recallId, list]): DeviceRecall[] => {
      const way = wayTo(indexOf(id), list);
      if (!way) return [];
      const recall = refs.get(recallId) as RecallRef;
      const sequence = fixes.find((item) => item.recallId === recallId && item.modelId === modelId)?.sequence ?? null;
      const runs = title ?? { release: 0, evidence: "none" as const };
      const given = acknowledged.find((item) => item.recallId === recallId && item.deviceId === id && item.epoch === title?.epoch);
      return [
        {
          recall,
          path: way.path,
          via: way.via.map(via),
          fix: releases.find((item) => item.sequence === sequence) ?? null,
          acknowledgedAt: given?.at ?? null,
          remedied: remedied(runs, sequence, recall.minEvidence, (number) => releases.some((item) => item.sequence === number)),
        },
      ];
    });
    const rank = ({ recall }: DeviceRecall) => (recall.state === "open" ? 0 : 1);
    return cases.sort((a, b) => rank(a) - rank(b) || b.recall.id - a.recall.id);
  };
}

/** Units in full. Ids outside their batch, or of no batch, are left out. */
export async function loadDevices(ids: DeviceId[]): Promise<DeviceView[]> {
  const batchIds = [...new Set(ids.map(batchOf))];
  const [batches, titles, frozen] = await Promise.all([
    db
      .select({ id: batch.id, size: batch.size, factoryRelease: batch.factoryRelease, modelId: model.id, supportEnd: model.supportEnd })
      .from(batch)
      .innerJoin(model, eq(model.id, batch.modelId))
      .where(inArray(batch.id, batchIds)),
    db.select().from(device).where(inArray(device.id, ids)),
    db.select().from(frozenRange).where(inArray(frozenRange.batchId, batchIds)),
  ]);
  const [refs, releases, provenance, cases, histories] = await Promise.all([
    loadBatchRefs(batches.map(({ id }) => id)),
    loadReleases(batches.map(({ modelId }) => modelId)),
    loadProvenance(batchIds),
    loadCases(ids, batchIds),
    Promise.all(ids.map((id) => loadHistory(eq(history.deviceId, id)))),
  ]);
  return ids.flatMap((id, i): DeviceView[] => {
    const [index, of] = [indexOf(id), batches.find((row) => row.id === batchOf(id))];
    if (!of || index >= of.size) return [];
    const title = titles.find((row) => row.id === id);
    const known = releases(of.modelId);
    return [
      {
        id: formatDeviceId(id),
        index,
        batch: refs(of.id),
        frozen: frozen.some((range) => range.batchId === of.id && range.first <= index && index <= range.last),
        supportEnd: of.supportEnd,
        releases: known,
        release: title?.release || of.factoryRelease,
        title: title ? { owner: getAddress(title.owner), epoch: title.epoch, since: title.since, evidence: title.evidence } : null,
        parts: provenance(of.id, index),
        recalls: cases(id, of.modelId, title, known),
        history: histories[i] ?? [],
      },
    ];
  });
}
