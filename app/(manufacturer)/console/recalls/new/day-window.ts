/** The last second of a day is in it. */
const DAY_END = 86_399;

const secondsOf = (day: string): number => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / 1000 : Number.NaN);

/** Two days as Unix times, both days included; null when they are not days in their order. */
export function dayWindow(from: string, to: string): { first: number; last: number } | null {
  const [first, last] = [secondsOf(from), secondsOf(to) + DAY_END];
  return first >= 0 && first <= last ? { first, last } : null;
}
