import { gs1TextProblem, isGs1Text } from "./gs1-text.ts";
import { dateCodeReader, isDateFormat } from "./serial-date.ts";

/**
 * In which order a model's serials count, declared by its maker and written into each batch. Units are numbered in
 * this order, so that "serials A through B" becomes one range of units.
 *
 * - `"text"`: character by character in ASCII, upper case before lower case. `U96Y29128` comes after `U96Y28876`.
 *   *A through B*: what stands from A to B in a list so sorted, both included; `U96Y3` is before `U96Y30`.
 * - `"numeric"`: by value, digits only. `9` comes before `10`. Serials of equal value and unequal length (`7`, `007`) are
 *   different units; the shorter comes first. *A through B*: every serial whose value is from A's to B's, however it is
 *   spelt: `7 through 9` means `007` as well.
 * - `{ fixedWidth }`: as text, and every serial has exactly so many characters, so a digit that is missing is found.
 *   *A through B*: as for text; both have the width.
 * - `{ prefixes }`: one of the declared prefixes (the longest that fits), then digits. First by the prefix's place in
 *   the declaration, then by the digits' value. *A through B*: within one prefix by value, however spelt; across
 *   prefixes also everything of the prefixes declared between them. *Beginning with P* is one range for a declared P.
 * - `{ dateCode }`: has a date of production in the declared form (see lib/domain/serial-date.ts) from its `at`-th
 *   character, counted from 1. First by date, then by the whole serial as text. *A through B*: every serial of a date
 *   after A's and before B's, and on these two dates what does not come before A or after B.
 */
export type SerialOrder =
  | "text"
  | "numeric"
  | { fixedWidth: number }
  | { prefixes: readonly string[] }
  | { dateCode: { at: number; format: string } };

/** Bytes of a sorting key. */
export const KEY_BYTES = 24;

/** Longest serial, from GS1. */
export const SERIAL_MAX = 20;

/** An order, ready for many serials. */
export type SerialReader = {
  /** Why a serial does not fit, null when it does. A sentence's end, such as "it is not a number". */
  problem(serial: string): string | null;
  /**
   * Writes `KEY_BYTES` bytes that sort, compared as bytes, as the serials do; equal ones are the same serial.
   * @param serial One without a problem.
   */
  writeKey(serial: string, into: Uint8Array, offset: number): void;
  /** Byte of the key that tells spellings of one value apart; undefined where nothing is spelt in two ways. */
  spellingAt?: number;
};

/** Why an order cannot be declared so, null when it can. */
export function orderProblem(order: SerialOrder): string | null {
  if (order === "text" || order === "numeric") return null;
  if ("fixedWidth" in order)
    return isPlace(order.fixedWidth) ? null : `a serial has 1 to ${SERIAL_MAX} characters, not ${order.fixedWidth}`;
  if ("prefixes" in order) {
    const { prefixes } = order;
    if (prefixes.length < 1 || prefixes.length > 255) return `it has 1 to 255 prefixes, not ${prefixes.length}`;
    if (new Set(prefixes).size < prefixes.length) return "a prefix stands twice";
    const wrong = prefixes.find((prefix) => !isGs1Text(prefix) || prefix.length >= SERIAL_MAX);
    return wrong === undefined ? null : `"${wrong}" cannot be a prefix`;
  }
  const { at, format } = order.dateCode;
  if (!isDateFormat(format)) return `${format} is not a form of dates that is known`;
  return isPlace(at) && at + format.length - 1 <= SERIAL_MAX ? null : `a date ${format} does not fit behind character ${at}`;
}

const isPlace = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= SERIAL_MAX;

/**
 * Reads an order as it is typed: `text`, `numeric`, `fixed-width:9`, `prefix-set:12J,12K` or `date-code:YYWW@2`.
 * @returns null for what is none.
 */
export function parseSerialOrder(text: string): SerialOrder | null {
  const [, kind, value = ""] = /^([a-z-]+)(?::(.*))?$/.exec(text) ?? [];
  const order = ((): SerialOrder | null => {
    if ((kind === "text" || kind === "numeric") && kind === text) return kind;
    if (kind === "fixed-width" && /^[0-9]{1,2}$/.test(value)) return { fixedWidth: Number(value) };
    if (kind === "prefix-set") return { prefixes: value.split(",") };
    const [, format, at] = /^([A-Z]+)@([0-9]{1,2})$/.exec(value) ?? [];
    return kind === "date-code" && format ? { dateCode: { at: Number(at), format } } : null;
  })();
  return order && orderProblem(order) === null ? order : null;
}

/** @throws RangeError for an order that `orderProblem` refuses. */
export function serialReader(order: SerialOrder): SerialReader {
  const wrong = orderProblem(order);
  if (wrong) throw new RangeError(wrong);
  if (order === "text") return { problem: gs1TextProblem, writeKey: writeText };
  if (order === "numeric") return numericReader;
  if ("fixedWidth" in order) return fixedWidthReader(order.fixedWidth);
  return "prefixes" in order ? prefixReader(order.prefixes) : dateReader(order.dateCode);
}

function writeText(text: string, into: Uint8Array, offset: number, room = KEY_BYTES): void {
  for (let i = 0; i < room; i++) into[offset + i] = i < text.length ? text.charCodeAt(i) : 0;
}

/** Digits by value: how many there are without leading zeros, then these, then how many there are with them. */
function writeNumber(text: string, from: number, into: Uint8Array, offset: number): void {
  let first = from;
  while (first < text.length && text.charCodeAt(first) === 48) first++;
  into[offset] = text.length - first;
  for (let i = 0; i < SERIAL_MAX; i++) into[offset + 1 + i] = first + i < text.length ? text.charCodeAt(first + i) : 0;
  into[offset + 1 + SERIAL_MAX] = text.length - from;
}

const isDigits = (text: string): boolean => /^[0-9]+$/.test(text);

const numericReader: SerialReader = {
  problem: (serial) =>
    gs1TextProblem(serial) ?? (isDigits(serial) ? null : "it is not a number, but the serials of this batch are ordered by number"),
  writeKey(serial, into, offset) {
    writeNumber(serial, 0, into, offset);
    into.fill(0, offset + SERIAL_MAX + 2, offset + KEY_BYTES);
  },
  spellingAt: 1 + SERIAL_MAX,
};

const fixedWidthReader = (width: number): SerialReader => ({
  problem: (serial) =>
    gs1TextProblem(serial) ??
    (serial.length === width ? null : `it has ${serial.length} characters, but the serials of this batch have ${width}`),
  writeKey: writeText,
});

function prefixReader(prefixes: readonly string[]): SerialReader {
  const longestFirst = prefixes.map((prefix, place) => ({ prefix, place })).sort((a, b) => b.prefix.length - a.prefix.length);
  const of = (serial: string) => longestFirst.find(({ prefix }) => serial.startsWith(prefix));
  return {
    problem(serial) {
      const problem = gs1TextProblem(serial);
      if (problem) return problem;
      const found = of(serial);
      if (!found) return "it begins with none of the prefixes of this batch";
      return isDigits(serial.slice(found.prefix.length)) ? null : `behind the prefix ${found.prefix} it has no number`;
    },
    writeKey(serial, into, offset) {
      const { prefix, place } = of(serial) ?? { prefix: "", place: 0 };
      into[offset] = place;
      writeNumber(serial, prefix.length, into, offset + 1);
      into.fill(0, offset + SERIAL_MAX + 3, offset + KEY_BYTES);
    },
    spellingAt: 2 + SERIAL_MAX,
  };
}

function dateReader({ at, format }: { at: number; format: string }): SerialReader {
  const dateAt = dateCodeReader(format);
  return {
    problem(serial) {
      const problem = gs1TextProblem(serial);
      if (problem) return problem;
      const code = serial.slice(at - 1, at - 1 + format.length);
      return dateAt(code) === null ? `it has no date ${format} from character ${at} on` : null;
    },
    writeKey(serial, into, offset) {
      const date = dateAt(serial.slice(at - 1, at - 1 + format.length)) ?? 0;
      for (let i = 0; i < 4; i++) into[offset + i] = date >>> (24 - 8 * i);
      writeText(serial, into, offset + 4, SERIAL_MAX);
    },
  };
}

function keyOf(reader: SerialReader, serial: string): Uint8Array {
  const key = new Uint8Array(KEY_BYTES);
  reader.writeKey(serial, key, 0);
  return key;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < KEY_BYTES; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Which of two serials of an order comes first. */
export function compareSerials(order: SerialOrder): (a: string, b: string) => number {
  const reader = serialReader(order);
  return (a, b) => compareBytes(keyOf(reader, a), keyOf(reader, b));
}

/**
 * What "first through last" means in an order.
 * @param first Null for no beginning; and `last` for no end.
 * @returns Whether a serial of the order is meant; null when one of the two does not fit the order, or they are the
 * wrong way round.
 */
export function serialsThrough(order: SerialOrder, first: string | null, last: string | null): ((serial: string) => boolean) | null {
  const reader = serialReader(order);
  const [from, to] = [first, last].map((end) => (end === null || reader.problem(end) !== null ? null : keyOf(reader, end)));
  if ((first !== null && !from) || (last !== null && !to)) return null;
  if (reader.spellingAt !== undefined) {
    from?.fill(0, reader.spellingAt);
    to?.fill(255, reader.spellingAt);
  }
  if (from && to && compareBytes(from, to) > 0) return null;
  return (serial) => {
    const key = keyOf(reader, serial);
    return (!from || compareBytes(from, key) <= 0) && (!to || compareBytes(key, to) <= 0);
  };
}

/** Why a serial does not fit its model's order, null when it does. */
export const serialProblem = (serial: string, order: SerialOrder): string | null => serialReader(order).problem(serial);

/** An order in words: "ordered by …". */
export function describeOrder(order: SerialOrder): string {
  if (order === "text") return "text";
  if (order === "numeric") return "number";
  if ("fixedWidth" in order) return `text of ${order.fixedWidth} characters`;
  if ("prefixes" in order) return `the prefixes ${order.prefixes.join(", ")} and the number behind them`;
  return `the date ${order.dateCode.format} from character ${order.dateCode.at} on`;
}
