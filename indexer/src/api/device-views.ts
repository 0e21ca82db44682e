import { db } from "ponder:api";
import { batch, device, frozenRange, handover, history, model, recovery } from "ponder:schema";
import { eq, inArray } from "ponder";
import { getAddress } from "viem";
import { batchOf, type DeviceId, formatDeviceId, indexOf } from "../../../lib/domain/ids.ts";
import { isProvisional } from "../../../lib/domain/title.ts";
import type { DeviceView } from "../../../lib/feed/wire.ts";
import { loadCases } from "./device-recalls.ts";
import { loadNow } from "./health.ts";
import { loadProvenance } from "./provenance.ts";
import { loadBatchRefs, loadHistory, loadReleases } from "./refs.ts";
import { loadWays } from "./ways.ts";

type Title = { release: number; view: NonNullable<DeviceView["title"]> };

/** Who owns units, who is about to, and who claims to. */
async function loadTitles(ids: DeviceId[]): Promise<Map<DeviceId, Title>> {
  const [titles, offers, recoveries, now] = await Promise.all([
    db.select().from(device).where(inArray(device.id, ids)),
    db.select().from(handover).where(inArray(handover.deviceId, ids)),
    db.select().from(recovery).where(inArray(recovery.deviceId, ids)),
    loadNow(),
  ]);
  return new Map(
    titles.map(({ id, owner, epoch, since, release, evidence, provisional, stolen, retired, contested }) => {
      const offer = offers.find(({ deviceId, until }) => deviceId === id && until >= now);
      const attempt = recoveries.find(({ deviceId }) => deviceId === id);
      const flags = { provisional: provisional && isProvisional(since, now), stolen, retired, contested };
      const view = {
        ...{ owner: getAddress(owner), epoch, since, evidence, flags },
        offer: offer ? { key: getAddress(offer.key), until: offer.until } : null,
        recovery: attempt
          ? { claimant: getAddress(attempt.claimant), basis: attempt.basis, state: attempt.state, readyAt: attempt.readyAt }
          : null,
      };
      return [id, { release, view }];
    }),
  );
}

/** Units in full. Ids outside their batch, or of no batch, are left out. */
export async function loadDevices(ids: DeviceId[]): Promise<DeviceView[]> {
  const batchIds = [...new Set(ids.map(batchOf))];
  const [batches, titles, frozen, ways] = await Promise.all([
    db
      .select({ id: batch.id, size: batch.size, factoryRelease: batch.factoryRelease, modelId: model.id, supportEnd: model.supportEnd })
      .from(batch)
      .innerJoin(model, eq(model.id, batch.modelId))
      .where(inArray(batch.id, batchIds)),
    loadTitles(ids),
    db.select().from(frozenRange).where(inArray(frozenRange.batchId, batchIds)),
    loadWays(ids),
  ]);
  const putIn = ids.flatMap((id) => ways.swaps(id).flatMap(({ partId }) => partId ?? []));
  const [refs, releases, provenance, cases, histories] = await Promise.all([
    loadBatchRefs([...batches.map(({ id }) => id), ...putIn]),
    loadReleases(batches.map(({ modelId }) => modelId)),
    loadProvenance(batchIds),
    loadCases(ids, ways),
    Promise.all(ids.map((id) => loadHistory(eq(history.deviceId, id)))),
  ]);
  return ids.flatMap((id, i): DeviceView[] => {
    const [index, of] = [indexOf(id), batches.find((row) => row.id === batchOf(id))];
    if (!of || index >= of.size) return [];
    const title = titles.get(id);
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
        title: title?.view ?? null,
        parts: provenance(of.id, index),
        swaps: ways.swaps(id).map(({ position, partId, evidence, at }) => ({ position, batch: partId && refs(partId), evidence, at })),
        recalls: cases(id, of.modelId, title?.view.epoch ?? 0, known),
        history: histories[i] ?? [],
      },
    ];
  });
}
