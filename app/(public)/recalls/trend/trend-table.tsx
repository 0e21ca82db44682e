import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount, formatMonth } from "@/app/_lib/format.ts";
import { monthTotal, TREND_MEASURES } from "@/app/_lib/trend-chart.ts";
import { MEASURE_WORDS } from "@/app/_lib/words.ts";
import type { Trend } from "@/lib/feed/wire.ts";

/** What the pictures show, in numbers. */
export const TrendTable = ({ months }: { months: Trend["months"] }) => (
  <Table caption="Recalls opened, and devices that they mean, by month">
    <TableHead>
      <tr>
        <TableHeader>Month</TableHeader>
        {TREND_MEASURES.map((measure) => (
          <TableHeader key={measure} numeric>
            {MEASURE_WORDS[measure]}
          </TableHeader>
        ))}
        <TableHeader numeric>All</TableHeader>
        <TableHeader numeric>Devices</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {months.toReversed().map((month) => (
        <TableRow key={month.month}>
          <TableHeader scope="row" className="whitespace-nowrap">
            {formatMonth(month.month)}
          </TableHeader>
          {TREND_MEASURES.map((measure) => (
            <TableCell key={measure} numeric>
              {formatCount(month[measure].recalls)}
            </TableCell>
          ))}
          <TableCell numeric>{formatCount(monthTotal(month, "recalls"))}</TableCell>
          <TableCell numeric>{formatCount(monthTotal(month, "devices"))}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
