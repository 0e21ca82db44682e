import { useId } from "react";
import { formatCount, formatMonth } from "@/app/_lib/format.ts";
import { monthTotal, TREND_MEASURES, type TrendFigure, trendChart } from "@/app/_lib/trend-chart.ts";
import { MEASURE_WORDS } from "@/app/_lib/words.ts";
import type { Measure } from "@/lib/domain/kinds.ts";
import type { Trend } from "@/lib/feed/wire.ts";

/** Class names are whole, because Tailwind looks for them as text. */
const FILLS: Record<Measure, string> = {
  recall: "fill-affected-fill",
  withdrawal: "fill-reach-claimed",
  "safety-warning": "fill-checking-fill",
  "corrective-update": "fill-reach-told",
};

export const MeasureKeys = () => (
  <ul className="mb-4 flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
    {TREND_MEASURES.map((measure) => (
      <li key={measure} className="flex items-center gap-2">
        <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden>
          <rect width={12} height={12} rx={3} className={FILLS[measure]} />
        </svg>
        {MEASURE_WORDS[measure]}
      </li>
    ))}
  </ul>
);

type Props = { months: Trend["months"]; figure: TrendFigure; title: string };

/** Drawn for phones, for wider screens and for desks: text in a picture neither wraps nor keeps its size. A table says the same. */
export const TrendChart = (props: Props) => (
  <>
    <Drawing {...props} width={330} height={200} className="sm:hidden" />
    <Drawing {...props} width={680} height={230} className="hidden sm:block lg:hidden" />
    <Drawing {...props} width={1080} height={250} className="hidden lg:block" />
  </>
);

function Drawing({ months, figure, title, width, height, className }: Props & { width: number; height: number; className: string }) {
  const id = useId();
  const { plot, bars, xTicks, yTicks } = trendChart(months, figure, { width, height });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-text`} className={`${className} h-auto w-full`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-text`}>{inWords(months, figure)}</desc>
      {yTicks.map(({ y, count }) => (
        <g key={count}>
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} className="stroke-line" />
          <text x={plot.left - 8} y={y + 4} textAnchor="end" className="fill-ink-soft text-xs tabular-nums">
            {formatCount(count)}
          </text>
        </g>
      ))}
      {bars.map(({ month, measure, ...box }) => (
        <rect key={`${month} ${measure}`} {...box} className={`${FILLS[measure]} print:[print-color-adjust:exact]`} />
      ))}
      {xTicks.map(({ x, month }) => (
        <text key={month} x={x} y={height - 8} textAnchor="middle" className="fill-ink-soft text-xs">
          {formatMonth(month)}
        </text>
      ))}
    </svg>
  );
}

/** What the picture shows, for those who have it read out. */
function inWords(months: Trend["months"], figure: TrendFigure): string {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return "";
  const most = months.reduce((a, b) => (monthTotal(b, figure) > monthTotal(a, figure) ? b : a));
  const total = months.reduce((sum, month) => sum + monthTotal(month, figure), 0);
  return `From ${formatMonth(first.month)} to ${formatMonth(last.month)}: ${formatCount(total)} in all, most in ${formatMonth(most.month)}, ${formatCount(monthTotal(most, figure))}. The table below has every month.`;
}
