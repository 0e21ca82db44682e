import { useId } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { comparisonChart } from "@/app/_lib/comparison-chart.ts";
import { formatCount, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { MEASURE_WORDS, SEVERITY_WORDS } from "@/app/_lib/words.ts";
import { rate } from "@/lib/domain/statistics.ts";
import type { Comparison as View } from "@/lib/feed/wire.ts";

/** How a recall goes on beside all that are like it: which they are is said, and none is chosen. */
export function Comparison({ comparison: { by, recalls, pending, days } }: { comparison: View }) {
  const like = `${MEASURE_WORDS[by.measure].toLowerCase()}, risk ${SEVERITY_WORDS[by.severity].toLowerCase()}, ${by.component ? "the fault in a component" : "named by batch or model"}`;
  if (recalls.length === 0)
    return <p className="text-ink-soft text-sm">There is no other recall of the same kind ({like}) that was not withdrawn.</p>;
  return (
    <figure>
      <p className="mb-4 max-w-3xl text-ink-soft text-sm leading-relaxed">
        All {formatUnits(recalls.length, "other recall")} of the same kind ({like}) that {recalls.length === 1 ? "was" : "were"} not
        withdrawn, each from its own first day; one counts only for the days that it has lived through.
        {pending > 0 ? ` ${formatUnits(pending, "recall")} still to be counted: load the page again in a moment.` : ""}
      </p>
      {days.length > 0 ? (
        <>
          <Keys />
          <Chart days={days} width={330} height={220} className="sm:hidden" />
          <Chart days={days} width={680} height={260} className="hidden sm:block lg:hidden" />
          <Chart days={days} width={1080} height={290} className="hidden lg:block" />
        </>
      ) : null}
      <figcaption className="mt-4 space-y-3">
        <Disclosure summary="Which recalls, and the same in numbers">
          <p className="mb-3 text-sm">
            {recalls.map((id, i) => (
              <span key={id}>
                {i > 0 ? ", " : "No. "}
                <AppLink href={`/recalls/${id}`} className="link">
                  {id}
                </AppLink>
              </span>
            ))}
          </p>
          <Numbers days={days} />
        </Disclosure>
      </figcaption>
    </figure>
  );
}

const Keys = () => (
  <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
    <li className="flex items-center gap-2">
      <Key className="stroke-reach-remedied" />
      This recall
    </li>
    <li className="flex items-center gap-2">
      <Key className="stroke-reach-acknowledged" dash="6 3" />
      Median of the others
    </li>
    <li className="flex items-center gap-2">
      <svg viewBox="0 0 24 12" className="h-3 w-6 shrink-0" aria-hidden>
        <rect width={24} height={12} className="fill-reach-contact opacity-40" />
      </svg>
      From the lowest to the highest of them
    </li>
  </ul>
);

const Key = ({ className, dash }: { className: string; dash?: string }) => (
  <svg viewBox="0 0 24 4" className="h-1 w-6 shrink-0" aria-hidden>
    <line x1={0} x2={24} y1={2} y2={2} strokeWidth={3} strokeDasharray={dash} className={className} />
  </svg>
);

type ChartProps = { days: View["days"]; width: number; height: number; className: string };

function Chart({ days, width, height, className }: ChartProps) {
  const id = useId();
  const { plot, own, median, range, xTicks, yTicks } = comparisonChart(days, { width, height });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-text`} className={`${className} h-auto w-full`}>
      <title id={`${id}-title`}>Share of the affected devices that are fixed, by days since the opening</title>
      <desc id={`${id}-text`}>{inWords(days)}</desc>
      {yTicks.map(({ y, share }) => (
        <g key={share}>
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} className="stroke-line" />
          <text x={plot.left - 8} y={y + 4} textAnchor="end" className="fill-ink-soft text-xs tabular-nums">
            {share * 100}%
          </text>
        </g>
      ))}
      {xTicks.map(({ x, age }) => (
        <text
          key={age}
          x={x}
          y={height - 8}
          textAnchor={age === 0 ? "start" : x > plot.right - 24 ? "end" : "middle"}
          className="fill-ink-soft text-xs"
        >
          {age === 0 ? "first day" : `day ${formatCount(age)}`}
        </text>
      ))}
      <path d={range} className="fill-reach-contact opacity-40" />
      <path d={median} fill="none" strokeWidth={2} strokeDasharray="6 3" className="stroke-reach-acknowledged" />
      <path d={own} fill="none" strokeWidth={2.5} className="stroke-reach-remedied" />
    </svg>
  );
}

/** What the picture shows, for those who have it read out. */
function inWords(days: View["days"]): string {
  const last = days.findLast(({ own }) => own !== null);
  if (!last?.own) return "";
  const { age, own, others, median, lowest, highest } = last;
  const beside =
    others === 0
      ? "No other is as old."
      : `Of ${formatCount(others)} others as old: median ${formatShare(median)}, from ${formatShare(lowest)} to ${formatShare(highest)}.`;
  return `${formatUnits(age, "day")} after its opening this recall has ${formatCount(own.count)} of ${formatUnits(own.of)} fixed, ${formatShare(own.count / own.of)}. ${beside}`;
}

const Numbers = ({ days }: { days: View["days"] }) => (
  <Table caption="Fixed of affected devices by days since the opening, beside comparable recalls">
    <TableHead>
      <tr>
        <TableHeader>Days</TableHeader>
        <TableHeader numeric>This recall</TableHeader>
        <TableHeader numeric>Others as old</TableHeader>
        <TableHeader numeric>Lowest</TableHeader>
        <TableHeader numeric>Median</TableHeader>
        <TableHeader numeric>Highest</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {days.map(({ age, own, others, lowest, median, highest }) => (
        <TableRow key={age}>
          <TableHeader scope="row">{formatCount(age)}</TableHeader>
          <TableCell numeric>
            {own ? `${formatCount(own.count)} of ${formatCount(own.of)} (${formatShare(rate(own.count, own.of).share)})` : "–"}
          </TableCell>
          <TableCell numeric>{formatCount(others)}</TableCell>
          <TableCell numeric>{formatShare(lowest)}</TableCell>
          <TableCell numeric>{formatShare(median)}</TableCell>
          <TableCell numeric>{formatShare(highest)}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
