import { scaleLinear, scaleUtc } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { totalRemedied } from "../../lib/domain/statistics.ts";
import type { RecallCourse } from "../../lib/feed/wire.ts";
import { formatCount } from "./format.ts";

/** The lines of a course, the widest first: each counts part of the one before it. */
export const COURSE_LINES = ["involved", "claimed", "acknowledged", "fixed"] as const;
export type CourseLine = (typeof COURSE_LINES)[number];

export type CourseFigures = Record<CourseLine, number> & { /** Its first second, Unix time. */ day: number };

export const figuresOf = ({ days }: RecallCourse): CourseFigures[] =>
  days.map(({ day, involved, claimed, acknowledged, remedied }) => ({
    day,
    involved,
    claimed,
    acknowledged,
    fixed: totalRemedied(remedied),
  }));

export type CourseChart = {
  /** Space that the lines are drawn in. */
  plot: { left: number; right: number; top: number; bottom: number };
  lines: { line: CourseLine; path: string /** Where it ends. */; y: number; value: number }[];
  /** Below the line of the fixed devices. */
  fixedArea: string;
  xTicks: { x: number; day: number }[];
  yTicks: { y: number; count: number }[];
  /** Where each line's label stands, no two on top of each other. */
  labels: { line: CourseLine; y: number; value: number }[];
};

/** What a count takes of the picture's width in its small type; a little more than that, never less. */
export const countWidth = (count: number): number => 7.5 * formatCount(count).length;

/** Height of a label. */
const LABEL = 18;
/** How many times more devices may be affected than are claimed, for both to be seen in one picture. */
const FAR_ABOVE = 4;

const highest = (days: readonly CourseFigures[], of: CourseLine): number => Math.max(...days.map((day) => day[of]));

/** Whether the affected devices are so many more than the claimed that their line would press all others to the ground. */
export const isFarAbove = (days: readonly CourseFigures[]): boolean =>
  highest(days, "involved") > FAR_ABOVE * Math.max(1, highest(days, "claimed"));

/**
 * The course as steps: a figure holds from its day until the next that is different.
 * @param days Two at least, in order.
 */
export function courseChart(days: readonly CourseFigures[], { width, height }: { width: number; height: number }): CourseChart {
  const [first, last] = [days[0] as CourseFigures, days.at(-1) as CourseFigures];
  const shown = COURSE_LINES.filter((name) => name !== "involved" || !isFarAbove(days));
  const top = Math.max(1, ...shown.map((name) => highest(days, name)));
  const [upper, lower] = [12, height - 28];
  const y = scaleLinear([0, top], [lower, upper]).nice(4);
  const plot = { left: 10 + countWidth(y.domain()[1] as number), right: width - 12, top: upper, bottom: lower };
  const x = scaleUtc([first.day * 1000, last.day * 1000], [plot.left, plot.right]);
  const at = (day: CourseFigures): number => x(day.day * 1000);
  // Of round days a narrow picture of a short course may have one, which says nothing about its length.
  const ticks = x.ticks(Math.max(2, Math.floor(width / 160))).map((time) => time.getTime() / 1000);
  const round = ticks.filter((time) => time % 86_400 === 0);
  const lines = shown.map((name) => ({
    line: name,
    path: line<CourseFigures>(at, (day) => y(day[name])).curve(curveStepAfter)([...days]) ?? "",
    y: y(last[name]),
    value: last[name],
  }));
  const fixedArea = area<CourseFigures>(at, plot.bottom, (day) => y(day.fixed)).curve(curveStepAfter);
  return {
    ...{ plot, lines },
    fixedArea: fixedArea([...days]) ?? "",
    xTicks: (round.length > 1 ? round : [first.day, last.day]).map((day) => ({ x: x(day * 1000), day })),
    yTicks: y
      .ticks(4)
      .filter(Number.isInteger)
      .map((count) => ({ y: y(count), count })),
    labels: spread(lines, plot),
  };
}

/** Moves labels apart, from the ground up, and keeps them inside. */
function spread(lines: CourseChart["lines"], { top, bottom }: CourseChart["plot"]): CourseChart["labels"] {
  let below = bottom + LABEL;
  const placed = lines.toReversed().map(({ line: name, y, value }) => {
    below = Math.min(y, below - LABEL);
    return { line: name, y: below, value };
  });
  const over = Math.max(0, top - (placed.at(-1)?.y ?? top));
  return placed.map((label) => ({ ...label, y: label.y + over })).toReversed();
}
