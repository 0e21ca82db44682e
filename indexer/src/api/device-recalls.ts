import type { DeviceRecall, DeviceView } from "../../../lib/feed/wire.ts";
import type { Refs } from "./refs.ts";
import type { UnitRows } from "./unit-rows.ts";
import { waysOf } from "./ways.ts";

/** Every recall that affects a unit, open ones first, newest first. */
export function casesOf({ id, cases, ...rows }: UnitRows, releases: DeviceView["releases"], batches: Refs): DeviceRecall[] {
  const ways = waysOf(id, rows);
  const found = cases.flatMap(({ recall, fix, remediedBy, acknowledgedAt, remedy }): DeviceRecall[] => {
    const list = ways.byRecall.get(recall.id);
    if (!list) return [];
    const way = ways.shown(list);
    return [
      {
        recall,
        path: way.path,
        via: way.via.map(batches),
        fix: releases.find(({ sequence }) => sequence === fix) ?? null,
        acknowledgedAt,
        remedied: remediedBy !== null,
        remediedBy,
        remedy,
      },
    ];
  });
  const rank = ({ recall: { state } }: DeviceRecall) => (state === "open" ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b) || b.recall.id - a.recall.id);
}
