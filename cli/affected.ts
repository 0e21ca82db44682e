import type { Hex } from "viem";
import { MusterError } from "../lib/domain/errors.ts";
import { type DeviceId, formatDeviceId, type RecallId } from "../lib/domain/ids.ts";
import type { Context } from "./context.ts";

/**
 * The way by which a recall affects a unit, which the contracts want to be shown; the indexer knows it.
 * @throws MusterError `RecallsNotAffected`.
 */
export async function wayTo({ feed }: Context, recallId: RecallId, deviceId: DeviceId): Promise<Hex> {
  const { recalls } = await feed.device(formatDeviceId(deviceId));
  const found = recalls.find(({ recall }) => recall.id === recallId);
  if (!found) throw new MusterError("RecallsNotAffected", { recallId, deviceId: formatDeviceId(deviceId) });
  return found.path as Hex;
}
