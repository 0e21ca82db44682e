import type { Range } from "./scope.ts";
import { compareSerials, describeOrder, type SerialOrder, serialProblem, serialsThrough } from "./serial-order.ts";
import { isSerialItem, type ReadItem, type SerialItem, type SerialReading } from "./serial-reading.ts";

/**
 * From a phrase to units of a batch. Serials are private to their maker, so this runs where the list of units is: beside
 * the batch folder, or in the browser on the file that was dropped there.
 */

/** Units of a batch with the serials of the first and the last, for whoever checks them. */
export type SerialRange = Range & { firstSerial: string; lastSerial: string };

const matchesPattern = (serial: string, pattern: string): boolean =>
  serial.length === pattern.length && [...pattern].every((character, at) => character === "x" || character === serial[at]);

/** By number, 24003xx means the values 2400300 to 2400399, whatever zeros a label has before them. */
function numericEnds({ from, to, length }: SerialItem & { kind: "prefix" }): { from: string; to: string } | null {
  if (length === null || !/^\d+$/.test(from + to)) return null;
  return { from: from.padEnd(length, "0"), to: to.padEnd(length, "9") };
}

function matcher(item: SerialItem, order: SerialOrder): (serial: string) => boolean {
  if (item.kind === "single") return (serial) => serial === item.serial;
  if (item.kind === "suffix") return (serial) => serial.endsWith(item.suffix);
  if (item.kind === "pattern") return (serial) => matchesPattern(serial, item.pattern);
  if (item.kind === "range") return serialsThrough(order, item.from, item.to) ?? (() => false);
  const { from, to, length } = item;
  const ends = order === "numeric" ? numericEnds(item) : null;
  if (ends) {
    // By value, not by digits: 02400300 lies in it too.
    const strip = (digits: string): string => digits.replace(/^0+(?=\d)/, "");
    const [low, high] = [strip(ends.from), strip(ends.to)];
    const compare = compareSerials(order);
    return (serial) => {
      const value = strip(serial);
      return compare(low, value) <= 0 && compare(value, high) <= 0;
    };
  }
  return (serial) => {
    const head = serial.slice(0, from.length);
    return head.length === from.length && from <= head && head <= to && (length === null || serial.length === length);
  };
}

/** Why an item cannot be applied to serials in this order; null when it can. */
export function itemProblem(item: SerialItem, order: SerialOrder): string | null {
  if (item.kind === "single") return serialProblem(item.serial, order);
  if (item.kind !== "range") return null;
  const { from, to } = item;
  for (const end of [from, to]) {
    const problem = end === null ? null : serialProblem(end, order);
    if (problem) return `${end}: ${problem}`;
  }
  if (serialsThrough(order, from, to) === null)
    return `in this batch, whose serials are ordered by ${describeOrder(order)}, ${from} comes after ${to}`;
  return null;
}

/**
 * Gathers the units that a reading names from all units of a batch in their order, one after another; its memory does
 * not grow with the batch.
 */
export function serialRanges(reading: SerialReading, order: SerialOrder) {
  const named = reading.items.filter(isSerialItem);
  const matchers = named.map((item) => ({ item, matches: matcher(item, order) }));
  const counts = new Map<ReadItem, number>(named.map((item) => [item, 0]));
  const ranges: SerialRange[] = [];
  return {
    add(index: number, serial: string): void {
      let [included, excluded] = [false, false];
      for (const { item, matches } of matchers) {
        if (!matches(serial)) continue;
        counts.set(item, (counts.get(item) ?? 0) + 1);
        if (item.excluded) excluded = true;
        else included = true;
      }
      if (!included || excluded) return;
      const open = ranges.at(-1);
      if (open?.last === index - 1) [open.last, open.lastSerial] = [index, serial];
      else ranges.push({ first: index, last: index, firstSerial: serial, lastSerial: serial });
    },
    /** @returns the ranges, and how many units each item meets. */
    finish: () => ({ ranges, counts }),
  };
}
