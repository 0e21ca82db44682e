import { MEASURES, type Measure } from "./kinds.ts";

/** How recalls came over time: those opened in a month, by measure, and the devices that they mean now. */

type Opened = { openedAt: number; measure: Measure; involved: number };

type MeasureCounts = Record<Measure, { recalls: number; devices: number }>;

/** @param month Of UTC, as `2026-03`. */
export type TrendMonth = { month: string } & MeasureCounts;

const WORDS = MEASURES.filter((word): word is Measure => word !== "none");

export const monthOf = (time: number): string => new Date(time * 1000).toISOString().slice(0, 7);

/** The month after one. */
export function nextMonth(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

const nothing = (): MeasureCounts => Object.fromEntries(WORDS.map((word) => [word, { recalls: 0, devices: 0 }])) as MeasureCounts;

/** Every month from the first with a recall to the last, also those without any. */
export function trendOf(recalls: Iterable<Opened>): TrendMonth[] {
  const found = new Map<string, MeasureCounts>();
  for (const { openedAt, measure, involved } of recalls) {
    const month = monthOf(openedAt);
    const counts = found.get(month) ?? nothing();
    found.set(month, counts);
    counts[measure].recalls++;
    counts[measure].devices += involved;
  }
  const [first, last] = [[...found.keys()].sort()[0], [...found.keys()].sort().at(-1)];
  const months: TrendMonth[] = [];
  for (let month = first; month !== undefined && last !== undefined && month <= last; month = nextMonth(month))
    months.push({ month, ...(found.get(month) ?? nothing()) });
  return months;
}
