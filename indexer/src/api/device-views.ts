import { getAddress } from "viem";
import { batchOf, type DeviceId, formatDeviceId, indexOf } from "../../../lib/domain/ids.ts";
import { timeAt } from "../../../lib/domain/register-time.ts";
import { isProvisional } from "../../../lib/domain/title.ts";
import type { DeviceView } from "../../../lib/feed/wire.ts";
import { casesOf } from "./device-recalls.ts";
import { decodeCheckpoint } from "./health.ts";
import { loadUnitRows } from "./look-up.ts";
import { provenanceOf } from "./provenance.ts";
import { refsTo, releaseView } from "./refs.ts";
import type { UnitRows } from "./unit-rows.ts";

/** Who owns a unit, who is about to, and who claims to. */
function titleView({ title, offer, recovery }: UnitRows, now: number): DeviceView["title"] {
  if (!title) return null;
  const { owner, epoch, since, evidence, provisional, stolen, retired, contested } = title;
  return {
    ...{ owner: getAddress(owner), epoch, since, evidence },
    flags: { provisional: provisional && isProvisional(since, now), stolen, retired, contested },
    offer: offer && offer.until >= now ? { key: getAddress(offer.key), until: offer.until } : null,
    recovery: recovery && { ...recovery, claimant: getAddress(recovery.claimant) },
  };
}

function deviceView(rows: UnitRows): DeviceView {
  const { id, frozen, supportEnd, factoryRelease, title, parts, swaps, history } = rows;
  const refs = refsTo(rows.batches);
  const releases = rows.releases.map((row) => releaseView({ ...row, size: BigInt(row.size) }));
  return {
    id: formatDeviceId(id),
    index: indexOf(id),
    batch: refs(batchOf(id)),
    ...{ frozen, supportEnd, releases },
    release: title?.release || factoryRelease,
    title: titleView(rows, timeAt(decodeCheckpoint(rows.checkpoint).block)),
    parts: provenanceOf(batchOf(id), indexOf(id), parts, refs),
    swaps: swaps.map(({ position, partId, evidence, at }) => ({ position, batch: partId && refs(partId), evidence, at })),
    recalls: casesOf(rows, releases, refs),
    history,
  };
}

/** Units in full. Ids outside their batch, or of no batch, are left out. */
export async function loadDevices(ids: readonly DeviceId[]): Promise<DeviceView[]> {
  const units = await Promise.all(ids.map(loadUnitRows));
  return units.flatMap((rows) => (rows ? [deviceView(rows)] : []));
}
