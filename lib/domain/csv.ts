/**
 * Comma-separated values as RFC 4180 has them. Names and reasons in the register were chosen by strangers, and spreadsheets
 * run a cell as a formula when it begins in a certain way; OWASP's answer is a quote in front, which makes it text again.
 */
const RUNS_AS_FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

export type Cell = string | number | null;

function cellOf(value: Cell): string {
  if (value === null) return "";
  // A number of ours is a number, also a negative one.
  if (typeof value === "number") return String(value);
  const text = RUNS_AS_FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row with its line end. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(",")}\r\n`;
