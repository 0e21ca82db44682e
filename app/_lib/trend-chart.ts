import { scaleLinear } from "d3-scale";
import type { Measure } from "../../lib/domain/kinds.ts";
import type { Trend } from "../../lib/feed/wire.ts";
import { countWidth } from "./course-chart.ts";

/** From the ground up. */
export const TREND_MEASURES = ["recall", "withdrawal", "safety-warning", "corrective-update"] as const satisfies readonly Measure[];
export type TrendFigure = "recalls" | "devices";

type Month = Trend["months"][number];

export const monthTotal = (month: Month, figure: TrendFigure): number =>
  TREND_MEASURES.reduce((sum, measure) => sum + month[measure][figure], 0);

export type TrendChart = {
  plot: { left: number; right: number; top: number; bottom: number };
  bars: { month: string; measure: Measure; x: number; y: number; width: number; height: number }[];
  xTicks: { x: number; month: string }[];
  yTicks: { y: number; count: number }[];
};

/** What a month's name takes of the width. */
const MONTH_WIDTH = 64;

/** Months as bars, by measure one on top of the other. @param months One at least. */
export function trendChart(
  months: readonly Month[],
  figure: TrendFigure,
  { width, height }: { width: number; height: number },
): TrendChart {
  const top = Math.max(1, ...months.map((month) => monthTotal(month, figure)));
  const y = scaleLinear([0, top], [height - 28, 12]).nice(4);
  const plot = { left: 10 + countWidth(y.domain()[1] as number), right: width - 8, top: 12, bottom: height - 28 };
  const step = (plot.right - plot.left) / months.length;
  const bar = Math.min(48, step * 0.7);
  const middle = (i: number): number => plot.left + step * (i + 0.5);
  const bars = months.flatMap((month, i) => {
    let ground = 0;
    return TREND_MEASURES.flatMap((measure) => {
      const value = month[measure][figure];
      const [from, to] = [y(ground), y(ground + value)];
      ground += value;
      return value === 0 ? [] : [{ month: month.month, measure, x: middle(i) - bar / 2, y: to, width: bar, height: from - to }];
    });
  });
  const every = Math.ceil((months.length * MONTH_WIDTH) / (plot.right - plot.left));
  return {
    plot,
    bars,
    xTicks: months.flatMap(({ month }, i) => (i % every === 0 ? [{ x: middle(i), month }] : [])),
    yTicks: y
      .ticks(4)
      .filter(Number.isInteger)
      .map((count) => ({ y: y(count), count })),
  };
}

/** The years of a trend, each with its twelve months; those before the first and after the last have null. */
export function calendarOf(months: readonly Month[]): { year: string; months: (Month | null)[] }[] {
  const byMonth = new Map(months.map((month) => [month.month, month]));
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].reverse();
  return years.map((year) => ({
    year,
    months: Array.from({ length: 12 }, (_, i) => byMonth.get(`${year}-${String(i + 1).padStart(2, "0")}`) ?? null),
  }));
}
