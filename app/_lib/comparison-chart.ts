import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import type { Comparison } from "../../lib/feed/wire.ts";

type Day = Comparison["days"][number];

export type ComparisonChart = {
  plot: { left: number; right: number; top: number; bottom: number };
  own: string;
  median: string;
  /** Between the lowest and the highest of the others. */
  range: string;
  xTicks: { x: number; age: number }[];
  yTicks: { y: number; share: number }[];
};

/** Shares of the affected devices from none to all, by days since the opening. */
export function comparisonChart(days: readonly Day[], { width, height }: { width: number; height: number }): ComparisonChart {
  const plot = { left: 46, right: width - 12, top: 12, bottom: height - 28 };
  const x = scaleLinear([0, Math.max(1, days.at(-1)?.age ?? 1)], [plot.left, plot.right]);
  const y = scaleLinear([0, 1], [plot.bottom, plot.top]);
  const at = ({ age }: Day): number => x(age);
  const steps = (share: (day: Day) => number | null) =>
    line<Day>(at, (day) => y(share(day) ?? 0))
      .defined((day) => share(day) !== null)
      .curve(curveStepAfter)([...days]) ?? "";
  const range = area<Day>(
    at,
    (day) => y(day.lowest ?? 0),
    (day) => y(day.highest ?? 0),
  )
    .defined(({ others }) => others > 0)
    .curve(curveStepAfter);
  return {
    plot,
    own: steps(({ own }) => own && own.count / own.of),
    median: steps((day) => day.median),
    range: range([...days]) ?? "",
    xTicks: x
      .ticks(Math.max(2, Math.floor(width / 160)))
      .filter(Number.isInteger)
      .map((age) => ({ x: x(age), age })),
    yTicks: y.ticks(4).map((share) => ({ y: y(share), share })),
  };
}
