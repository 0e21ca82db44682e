/**
 * Dates of production inside serials, as makers print them. Y, M, D and W stand for a digit of the year, month, day and
 * ISO week; DDD is the day of the year. Two digits of a year mean 2000 to 2099; one digit is refused, because it would
 * begin again after ten years and two units of one model would change places.
 */
const FORMATS = ["YYMM", "YYYYMM", "YYMMDD", "YYYYMMDD", "YYWW", "YYYYWW", "YYDDD", "YYYYDDD"] as const;

export const isDateFormat = (text: string): boolean => FORMATS.some((format) => format === text);

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

/** ISO 8601: a year that begins on a Thursday has 53 weeks, and so has a leap year that begins on a Wednesday. */
function weeksIn(year: number): number {
  const begins = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  return begins === 4 || (begins === 3 && isLeap(year)) ? 53 : 52;
}

function isWithin(year: number, rest: string, form: string): boolean {
  const value = Number(rest);
  if (form === "DDD") return value >= 1 && value <= (isLeap(year) ? 366 : 365);
  if (form === "WW") return value >= 1 && value <= weeksIn(year);
  const month = Number(rest.slice(0, 2));
  const isMonth = month >= 1 && month <= 12;
  return form === "MM" ? isMonth : isMonth && Number(rest.slice(2)) >= 1 && Number(rest.slice(2)) <= daysIn(year, month);
}

/** @returns What reads a code of the form as a number that grows with the date; null for what is no date. */
export function dateCodeReader(format: string): (code: string) => number | null {
  const yearDigits = format.startsWith("YYYY") ? 4 : 2;
  const form = format.slice(yearDigits);
  return (code) => {
    if (code.length !== format.length || !/^[0-9]+$/.test(code)) return null;
    const year = Number(code.slice(0, yearDigits)) + (yearDigits === 2 ? 2000 : 0);
    const rest = code.slice(yearDigits);
    // Four digits are room for the largest, 1231.
    return year > 0 && isWithin(year, rest, form) ? year * 10_000 + Number(rest) : null;
  };
}
