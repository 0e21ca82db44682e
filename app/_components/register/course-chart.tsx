import { useId } from "react";
import { COURSE_LINES, type CourseFigures, type CourseLine, countWidth, courseChart } from "@/app/_lib/course-chart.ts";
import { formatCount, formatDay, formatUnits } from "@/app/_lib/format.ts";

/** Class names are whole, because Tailwind looks for them as text. */
const LINES: Record<CourseLine, { label: string; stroke: string; dash?: string }> = {
  involved: { label: "Affected", stroke: "stroke-line-strong", dash: "2 4" },
  claimed: { label: "With an owner", stroke: "stroke-reach-contact" },
  acknowledged: { label: "Acknowledged", stroke: "stroke-reach-acknowledged", dash: "6 3" },
  fixed: { label: "Fixed", stroke: "stroke-reach-remedied" },
};

/** A line's colour and dashes beside its name, as they are in the picture. */
export const LineKey = ({ line }: { line: CourseLine }) => (
  <span className="flex items-center gap-2">
    <svg viewBox="0 0 24 4" className="h-1 w-6 shrink-0" aria-hidden>
      <line x1={0} x2={24} y1={2} y2={2} strokeWidth={3} strokeDasharray={LINES[line].dash} className={LINES[line].stroke} />
    </svg>
    {LINES[line].label}
  </span>
);

export const lineLabel = (line: CourseLine): string => LINES[line].label;

/** Room at the lines' ends for their colours, and for their names where the screen is wide enough. */
const ENDS = { keys: 16, names: 92 };

/**
 * The course of a recall as steps, drawn for phones, for wider screens and for desks: text in a picture neither wraps nor
 * keeps its size. The table below it says the same in numbers.
 */
export const CourseChart = ({ days }: { days: readonly CourseFigures[] }) => (
  <>
    <Drawing days={days} width={330} height={230} className="sm:hidden" />
    <Drawing days={days} width={680} height={280} hasNames className="hidden sm:block lg:hidden" />
    <Drawing days={days} width={1080} height={320} hasNames className="hidden lg:block" />
  </>
);

type DrawingProps = { days: readonly CourseFigures[]; width: number; height: number; hasNames?: boolean; className: string };

function Drawing({ days, width, height, hasNames = false, className }: DrawingProps) {
  const id = useId();
  const ends =
    ENDS.keys + Math.max(...COURSE_LINES.map((line) => countWidth((days.at(-1) as CourseFigures)[line]))) + (hasNames ? ENDS.names : 0);
  const { plot, lines, labels, fixedArea, xTicks, yTicks } = courseChart(days, { width: width - ends, height });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-text`} className={`${className} h-auto w-full`}>
      <title id={`${id}-title`}>Affected devices day by day</title>
      <desc id={`${id}-text`}>{inWords(days)}</desc>
      {yTicks.map(({ y, count }) => (
        <g key={count}>
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} className="stroke-line" />
          <text x={plot.left - 8} y={y + 4} textAnchor="end" className="fill-ink-soft text-xs tabular-nums">
            {formatCount(count)}
          </text>
        </g>
      ))}
      {xTicks.map(({ x, day }) => (
        <text key={day} x={x} y={height - 8} textAnchor={x < plot.left + 30 ? "start" : "middle"} className="fill-ink-soft text-xs">
          {formatDay(day).replace(/ \d{4}$/, "")}
        </text>
      ))}
      <path d={fixedArea} className="fill-reach-remedied opacity-15" />
      {lines.map(({ line, path }) => (
        <path key={line} d={path} fill="none" strokeWidth={2} strokeDasharray={LINES[line].dash} className={LINES[line].stroke} />
      ))}
      {labels.map(({ line, y, value }) => (
        <g key={line}>
          <line
            {...{ x1: plot.right + 6, x2: plot.right + 20, y1: y, y2: y, strokeWidth: 3 }}
            strokeDasharray={LINES[line].dash}
            className={LINES[line].stroke}
          />
          <text x={plot.right + 26} y={y + 4} className="fill-ink font-medium text-xs tabular-nums">
            {formatCount(value)}
            {hasNames ? <tspan className="fill-ink-soft font-normal"> {LINES[line].label.toLowerCase()}</tspan> : null}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** What the picture shows, for those who have it read out. */
function inWords(days: readonly CourseFigures[]): string {
  const [first, last] = [days[0] as CourseFigures, days.at(-1) as CourseFigures];
  return `From ${formatDay(first.day)} to ${formatDay(last.day)}: fixed from ${formatCount(first.fixed)} to ${formatCount(last.fixed)}, acknowledged from ${formatCount(first.acknowledged)} to ${formatCount(last.acknowledged)}, with an owner from ${formatCount(first.claimed)} to ${formatCount(last.claimed)}, of ${formatUnits(last.involved)}.`;
}
