import { Day } from "@/app/_components/ui/datetime.tsx";
import { TableCell } from "@/app/_components/ui/table.tsx";
import { formatCount } from "@/app/_lib/format.ts";

type Tested = { blocked: number; received: number; last: number; expiresAt: number };

/** The cells of what tests came to. @param since When the first was, where that is told. */
export const TestedCells = ({ of, since, isWithdrawn }: { of: Tested; since?: number; isWithdrawn?: boolean }) => (
  <>
    <TableCell numeric>{formatCount(of.blocked)}</TableCell>
    <TableCell numeric>{formatCount(of.received)}</TableCell>
    {since === undefined ? null : <DayCell at={since} />}
    <DayCell at={of.last} />
    {isWithdrawn ? <TableCell>Withdrawn</TableCell> : <DayCell at={of.expiresAt} />}
  </>
);

const DayCell = ({ at }: { at: number }) => (
  <TableCell className="whitespace-nowrap">
    <Day at={at} />
  </TableCell>
);
