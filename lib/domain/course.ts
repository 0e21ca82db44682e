import type { OrgId } from "./ids.ts";
import type { Evidence } from "./kinds.ts";
import { addCounts, type CourseCounts, type CourseEvent, createReplay } from "./replay.ts";
import { completion } from "./statistics.ts";

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

/** How many of how many affected devices were remedied at the end of a day; it stands until the next day that is given. */
export type CompletionDay = { day: number; count: number; of: number };

/** Of a course, the days on which that changed. */
export function completionDays(days: readonly CourseDay[]): CompletionDay[] {
  const all = days.map((of) => ({ day: of.day, count: completion(of).count, of: of.involved }));
  return all.filter(({ count, of }, i) => count !== (all[i - 1]?.count ?? 0) || of !== (all[i - 1]?.of ?? 0));
}

/**
 * Courses as one, of devices that no two of them have in common. What happens to a device changes nothing about those of other
 * batches, so a recall may be replayed batch by batch.
 */
export function addCourses(courses: Iterable<readonly CompletionDay[]>): CompletionDay[] {
  const changes = new Map<number, { count: number; of: number }>();
  for (const days of courses) {
    let before = { count: 0, of: 0 };
    for (const { day, count, of } of days) {
      const change = changes.get(day) ?? { count: 0, of: 0 };
      changes.set(day, { count: change.count + count - before.count, of: change.of + of - before.of });
      before = { count, of };
    }
  }
  const sum: CompletionDay[] = [];
  let [count, of] = [0, 0];
  for (const [day, change] of [...changes].sort(([a], [b]) => a - b)) {
    count += change.count;
    of += change.of;
    if (change.count !== 0 || change.of !== 0) sum.push({ day, count, of });
  }
  return sum;
}
