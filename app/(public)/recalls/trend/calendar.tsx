import { AppLink } from "@/app/_components/app-link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount, formatMonth } from "@/app/_lib/format.ts";
import { listAddress } from "@/app/_lib/recall-query.ts";
import { calendarOf, monthTotal } from "@/app/_lib/trend-chart.ts";
import { nextMonth } from "@/lib/domain/trend.ts";
import type { Trend } from "@/lib/feed/wire.ts";

const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** Class names are whole, because Tailwind looks for them as text. The numbers say the same. */
const SHADES = ["", "bg-accent-wash/40", "bg-accent-wash/70", "bg-accent-wash"];

type Props = { months: Trend["months"]; query: Record<string, string | undefined> };

/** Years by months; the more were opened, the darker. */
export function Calendar({ months, query }: Props) {
  const most = Math.max(1, ...months.map((month) => monthTotal(month, "recalls")));
  return (
    <Table caption="Recalls opened, by year and month">
      <TableHead>
        <tr>
          <TableHeader>Year</TableHeader>
          {NAMES.map((name) => (
            <TableHeader key={name} numeric>
              {name}
            </TableHeader>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {calendarOf(months).map(({ year, months: of }) => (
          <TableRow key={year}>
            <TableHeader scope="row">{year}</TableHeader>
            {of.map((month, i) => (
              <TableCell
                key={NAMES[i]}
                numeric
                className={month ? SHADES[Math.ceil((3 * monthTotal(month, "recalls")) / most)] : undefined}
              >
                {month ? <Count month={month} query={query} /> : <span className="text-ink-soft">–</span>}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Count({ month, query }: { month: Trend["months"][number]; query: Props["query"] }) {
  const count = monthTotal(month, "recalls");
  if (count === 0) return <>0</>;
  return (
    <AppLink
      href={listAddress("/recalls", { ...query, from: `${month.month}-01`, to: lastDay(month.month) })}
      aria-label={`${formatCount(count)} in ${formatMonth(month.month)}`}
      className="link"
    >
      {formatCount(count)}
    </AppLink>
  );
}

const lastDay = (month: string): string => new Date(Date.parse(`${nextMonth(month)}-01T00:00:00Z`) - 1).toISOString().slice(0, 10);
