import { position, SEVERITIES } from "../../../lib/domain/kinds.ts";
import type { DeviceRecall, DeviceView } from "../../../lib/feed/wire.ts";
import { stateFor } from "../../_lib/unit-state.ts";

/** Recalls that still ask something of the device's owner, the most severe first. */
export const openRecallsOf = (device: DeviceView): DeviceRecall[] =>
  device.recalls
    .filter((entry) => entry.recall.state === "open" && stateFor(entry, device) !== "fixed")
    .sort(
      (a, b) => position(SEVERITIES, b.recall.severity) - position(SEVERITIES, a.recall.severity) || b.recall.openedAt - a.recall.openedAt,
    );

/** Recalls that are under way for the device: those to be acted on first, then those in which it is fixed already. */
export const currentRecallsOf = (device: DeviceView): DeviceRecall[] => [
  ...openRecallsOf(device),
  ...device.recalls.filter((entry) => entry.recall.state === "open" && stateFor(entry, device) === "fixed"),
];

/** Recalls under way that mean a device because of a part in it, by the part's batch. */
export function recalledParts(device: DeviceView): Map<number, number[]> {
  const byBatch = new Map<number, number[]>();
  for (const { via, recall } of openRecallsOf(device)) {
    const part = via.at(-1);
    if (part) byBatch.set(part.id, [...(byBatch.get(part.id) ?? []), recall.id]);
  }
  return byBatch;
}

/** Somebody else claims it, and silence gives it away. */
export const isContested = ({ title }: DeviceView): boolean => title?.flags.contested === true;

/** Devices that somebody else claims first, then those with something to do, then by the time of claiming, newest first. */
export const byUrgency = (devices: readonly DeviceView[]): DeviceView[] =>
  devices.toSorted(
    (a, b) =>
      Number(isContested(b)) - Number(isContested(a)) ||
      openRecallsOf(b).length - openRecallsOf(a).length ||
      (b.title?.since ?? 0) - (a.title?.since ?? 0),
  );
