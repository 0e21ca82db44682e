import { gs1TextProblem } from "./gs1-text.ts";

/**
 * In which order a model's serials count, declared by its maker and written into each batch. Units are numbered in
 * this order, so that "serials A through B" becomes one range of units.
 *
 * - `text`: character by character in ASCII, upper case before lower case. `U96Y29128` comes after `U96Y28876`.
 * - `numeric`: by value, digits only. `9` comes before `10`. Serials of equal value and unequal length (`7`, `007`) are
 *   different units; the shorter comes first.
 */
export const SERIAL_ORDERS = ["text", "numeric"] as const;
export type SerialOrder = (typeof SERIAL_ORDERS)[number];

const ascii = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const stripped = (digits: string): string => digits.replace(/^0+/, "");

function byValue(a: string, b: string): number {
  const [x, y] = [stripped(a), stripped(b)];
  // Without leading zeros the longer number is the larger one; twenty digits are more than a JavaScript number holds.
  return x.length - y.length || ascii(x, y) || a.length - b.length;
}

export const compareSerials: Record<SerialOrder, (a: string, b: string) => number> = { text: ascii, numeric: byValue };

/** Why a serial does not fit its model's order, null when it does. */
export function serialProblem(serial: string, order: SerialOrder): string | null {
  const problem = gs1TextProblem(serial);
  if (problem) return problem;
  if (order === "numeric" && !/^[0-9]+$/.test(serial)) return "it is not a number, but the serials of this batch are ordered by number";
  return null;
}
