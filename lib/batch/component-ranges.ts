import type { ComponentLot } from "../domain/factory-csv.ts";
import { MAX_PARTS } from "../domain/kinds.ts";
import type { ComponentRange } from "../domain/manifest.ts";

/**
 * Turns the component lots of each unit, in the batch's order, into ranges of units; units in a row that contain the
 * same lot are one range.
 */
export function componentRanges() {
  const found: { lot: number; first: number; last: number }[] = [];
  const openSince: number[] = [];
  let before = 0;
  let index = 0;
  let count = 0;
  const change = (now: number): void => {
    for (let lot = 0, changed = now ^ before; changed !== 0; lot++, changed >>>= 1) {
      if (!(changed & 1)) continue;
      if ((now >>> lot) & 1) openSince[lot] = index;
      // More ranges than are allowed are counted only.
      else if (++count <= MAX_PARTS) found.push({ lot, first: openSince[lot] ?? 0, last: index - 1 });
    }
    before = now;
  };
  return {
    /** @param lots Of the next unit: bit i stands for the i-th lot. */
    add(lots: number): void {
      if (lots !== before) change(lots);
      index++;
    },
    /** Ranges there are, which may be more than are allowed. */
    end(lots: readonly ComponentLot[]): { count: number; ranges: ComponentRange[] } {
      change(0);
      const ranges = found.sort((a, b) => a.lot - b.lot || a.first - b.first);
      return {
        count,
        ranges: ranges.flatMap(({ lot, first, last }) => {
          const component = lots[lot];
          return component ? [{ gtin: component.gtin, lot: component.lot, first, last }] : [];
        }),
      };
    },
  };
}
