/** Days of production as regulators write them. */

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** A date that names a year, a month of a year or a day; nothing that could be read in two ways, such as 03/04/2012. */
export const DATE = `(?:\\d{4}-\\d{2}-\\d{2}|(?:${MONTHS.join("|")})\\s+(?:\\d{1,2},\\s*)?\\d{4}|(?:19|20)\\d{2})`;

const FORM = new RegExp(`^(?:(\\d{4})-(\\d{2})-(\\d{2})|(?:(${MONTHS.join("|")})\\s+(?:(\\d{1,2}),\\s*)?)?(\\d{4}))$`, "i");

const two = (value: number): string => `${value}`.padStart(2, "0");

/** Days of a month; the zeroth of the next one is its last. */
const daysOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** First and last day of what a date names, ISO 8601; null for a day that no calendar has. */
export function readDate(text: string): { from: string; to: string } | null {
  const [, isoYear, isoMonth, isoDay, name, dayText, plainYear] = FORM.exec(text.trim()) ?? [];
  const year = Number(isoYear ?? plainYear);
  const month = isoMonth === undefined ? MONTHS.indexOf((name ?? "").toLowerCase()) + 1 : Number(isoMonth);
  if (!year || month > 12) return null;
  if (month === 0) return isoMonth === undefined ? { from: `${year}-01-01`, to: `${year}-12-31` } : null;
  const stem = `${year}-${two(month)}`;
  const named = isoDay ?? dayText;
  if (named === undefined) return { from: `${stem}-01`, to: `${stem}-${two(daysOf(year, month))}` };
  const day = Number(named);
  return day >= 1 && day <= daysOf(year, month) ? { from: `${stem}-${two(day)}`, to: `${stem}-${two(day)}` } : null;
}
