import { dayOf } from "./course.ts";
import { median } from "./scorecard.ts";

/** How far a recall had come at the end of days; what stands for a day holds until the next. @param until Unix time up to which it is known. */
export type Curve = { openedAt: number; points: readonly { day: number; count: number; of: number }[]; until: number };

/** How a recall stood so many days after its opening, and how others did that are as old. */
export type ComparedDay = {
  /** Days of UTC since the opening; 0 is its first. */
  age: number;
  /** Null where the recall is younger. */
  own: { count: number; of: number } | null;
  /** Others that are as old: only these are in the next three. */
  others: number;
  /** Of their shares; null where none is as old. */
  median: number | null;
  lowest: number | null;
  highest: number | null;
};

const DAY = 86_400;

/** Days that are compared at most: a picture shows no more. */
const MOST = 60;

function at({ openedAt, points, until }: Curve, age: number): { count: number; of: number } | null {
  const day = dayOf(openedAt) + age * DAY;
  if (day > until) return null;
  const point = points.findLast((of) => of.day <= day);
  return point && point.of > 0 ? { count: point.count, of: point.of } : null;
}

/**
 * A recall beside others, day by day since each was opened. A recall counts only for days that it has lived through: a young
 * one does not make the others look slow, nor an old one the young.
 */
export function compareCurves(own: Curve, others: readonly Curve[]): ComparedDay[] {
  const ages = [own, ...others].map(({ openedAt, until }) => Math.floor((until - dayOf(openedAt)) / DAY));
  const last = Math.max(0, ...ages);
  const step = Math.max(1, Math.ceil(last / MOST));
  // Today is always among them, so that the picture ends where the figures are.
  const days = new Set([...Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step), ages[0] as number, last]);
  return [...days]
    .sort((a, b) => a - b)
    .map((age) => {
      const shares = others.flatMap((other) => {
        const found = at(other, age);
        return found ? [found.count / found.of] : [];
      });
      return {
        age,
        own: at(own, age),
        others: shares.length,
        median: median(shares),
        lowest: shares.length === 0 ? null : Math.min(...shares),
        highest: shares.length === 0 ? null : Math.max(...shares),
      };
    });
}
