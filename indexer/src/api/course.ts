import { courseOf } from "../../../lib/domain/course.ts";
import type { RecallCourse } from "../../../lib/feed/wire.ts";
import { loadCourseEvents } from "./course-events.ts";
import { loadHealth, ofOneBlock } from "./health.ts";

/** The course of a recall up to the newest block, kept for as long as that is the newest: it is made from many rows. */
const kept = new Map<number, { block: number; course: Promise<RecallCourse> }>();

/** Courses kept at a time. */
const KEPT = 100;

export async function loadCourse(recallId: number): Promise<RecallCourse> {
  const { block } = await loadHealth();
  const before = kept.get(recallId);
  if (before?.block === block.number) return before.course;
  const course = ofOneBlock(({ timestamp }) => makeCourse(recallId, timestamp));
  kept.delete(recallId);
  kept.set(recallId, { block: block.number, course });
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  course.catch(() => kept.delete(recallId));
  return course;
}

async function makeCourse(recallId: number, until: number): Promise<Omit<RecallCourse, "asOf">> {
  const { recall, events } = await loadCourseEvents(recallId);
  return { recallId, until, days: courseOf(events, recall.minEvidence, until) };
}
