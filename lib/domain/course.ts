import type { OrgId } from "./ids.ts";
import type { Evidence } from "./kinds.ts";
import { addCounts, type CourseCounts, type CourseEvent, createReplay } from "./replay.ts";

/**
 * The course of a recall: its figures at the end of each day, as they were then. What happened is replayed in the order
 * of the chain under the same rules that decide the figures of today; the last day's are today's (I12).
 */
type Word = Exclude<Evidence, "none">;

/** @param day Its first second, Unix time. */
export type CourseDay = CourseCounts & { day: number };

const DAY = 86_400;
/** The first second of a time's day of UTC. */
export const dayOf = (time: number): number => time - (time % DAY);

/** Replays events into days. `end` says what the replay has come to, and gives the day `until` where that is later. */
export function createCourse(minEvidence: Word) {
  const replay = createReplay(minEvidence);
  const days: CourseDay[] = [];
  const byMaker = new Map<OrgId, CourseDay[]>();
  let day = 0;
  let opened = false;
  const note = (list: CourseDay[], counts: CourseCounts): void => {
    const before = list.at(-1);
    if (!before || !isSame(before, counts)) list.push({ day, ...counts });
  };
  const close = (): void => {
    if (!opened) return;
    const counts = replay.countsByMaker();
    note(days, addCounts(counts.values()));
    for (const orgId of new Set([...byMaker.keys(), ...counts.keys()])) {
      const own = byMaker.get(orgId) ?? [];
      byMaker.set(orgId, own);
      note(own, counts.get(orgId) ?? addCounts([]));
    }
  };
  const upTo = (list: readonly CourseDay[], until: number): CourseDay[] => {
    const last = list.at(-1);
    return last && last.day < dayOf(until) ? [...list, { ...last, day: dayOf(until) }] : [...list];
  };
  return {
    replay,
    apply(event: CourseEvent): void {
      if (dayOf(event.time) > day) close();
      day = Math.max(day, dayOf(event.time));
      opened ||= event.kind === "version";
      replay.apply(event);
    },
    end(until: number): CourseDay[] {
      close();
      return upTo(days, until);
    },
    /** The same for the devices of each maker, from the first day on which it had any among the affected. After `end`. */
    endByMaker: (until: number): Map<OrgId, CourseDay[]> => new Map([...byMaker].map(([orgId, own]) => [orgId, upTo(own, until)])),
  };
}

/**
 * The figures at the end of every day on which something changed, from the day of the first version on, and of the day
 * `until`.
 * @param events All that concern the recall, in the order of the chain; what is of other batches does no harm.
 */
export function courseOf(events: readonly CourseEvent[], minEvidence: Word, until: number): CourseDay[] {
  const course = createCourse(minEvidence);
  for (const event of events) course.apply(event);
  return course.end(until);
}

const isSame = (a: CourseCounts, b: CourseCounts): boolean =>
  a.involved === b.involved &&
  a.claimed === b.claimed &&
  a.acknowledged === b.acknowledged &&
  a.removed === b.removed &&
  (Object.keys(a.remedied) as Word[]).every((word) => a.remedied[word] === b.remedied[word]);
