import { AppLink } from "@/app/_components/app-link.tsx";
import { DueDay } from "@/app/_components/disclosures/due-day.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import type { Clocks } from "@/lib/feed/wire.ts";

/** Answers that makers owe, the longest overdue first. */
export function ClockTable({ clocks, now }: { clocks: Clocks["items"]; now: number }) {
  return (
    <Table caption="Makers who owe an answer, the longest overdue first">
      <TableHead>
        <tr>
          <TableHeader>Maker</TableHeader>
          <TableHeader>About</TableHeader>
          <TableHeader>Answer</TableHeader>
          <TableHeader>Asked</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {clocks.map(({ maker, about, id, askedAt, dueAt, demanded }) => (
          <TableRow key={`${about} ${id} ${maker.id}`}>
            <TableHeader scope="row" className="min-w-44 whitespace-normal">
              <OrganizationName organization={maker} />
            </TableHeader>
            <TableCell>
              <AppLink href={about === "recall" ? `/recalls/${id}` : `/disclosures/${id}`} className="link">
                {about === "recall" ? "Recall" : "Disclosure"} {id}
              </AppLink>
            </TableCell>
            <TableCell>
              <DueDay at={dueAt} now={now} /> {demanded ? <Badge tone="checking">Demanded by a regulator</Badge> : null}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Day at={askedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
