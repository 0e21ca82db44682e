import { type CompletionDay, dayOf } from "./course.ts";

/** A share of the affected devices, in whole numbers: nothing is rounded where it decides. */
export type Share = { count: number; of: number };

export const HALF: Share = { count: 1, of: 2 };
export const NINE_TENTHS: Share = { count: 9, of: 10 };

/**
 * The first second of the day since which, at the end of every day, at least this share of the affected devices was remedied; null
 * while it is not so. A share that was reached and lost again, because a recall was widened or devices went back to an older
 * release, was not reached: nobody gets a milestone by recalling ten devices first and a million later.
 */
export function heldSince(days: readonly CompletionDay[], share: Share): number | null {
  let since: number | null = null;
  for (const { day, count, of } of days) {
    const holds = of > 0 && count * share.of >= of * share.count;
    since = holds ? (since ?? day) : null;
  }
  return since;
}

/** Seconds from a time to a day, in whole days of UTC: 0 on the same day. */
export const daysFrom = (time: number, day: number): number => Math.max(0, day - dayOf(time));
