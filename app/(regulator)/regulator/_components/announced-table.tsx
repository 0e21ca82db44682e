import type { ReactNode } from "react";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { ANNOUNCED_WORDS, announcedText } from "@/app/_lib/governance-words.ts";
import { readableReason } from "@/app/_lib/words.ts";
import type { AnnouncedView } from "@/lib/feed/wire/governance.ts";

type Props = { items: readonly AnnouncedView[]; action?: (item: AnnouncedView) => ReactNode };

/** What governance has announced, and from when it may be done. */
export function AnnouncedTable({ items, action }: Props) {
  return (
    <Table caption="Announced by governance, newest first">
      <TableHead>
        <tr>
          <TableHeader>What</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Announced</TableHeader>
          <TableHeader>Not before</TableHeader>
          {action ? (
            <TableHeader>
              <span className="sr-only">What you can do</span>
            </TableHeader>
          ) : null}
        </tr>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <TableRow key={`${item.operation} ${item.announcedAt}`}>
            <TableHeader scope="row" className="min-w-60 whitespace-normal">
              {announcedText(item)}
              {"reason" in item.what ? (
                <span className="block font-normal text-ink-soft text-xs">“{readableReason(item.what.reason)}”</span>
              ) : null}
            </TableHeader>
            <TableCell>
              <Badge tone={item.state === "ready" ? "accent" : item.state === "waiting" ? "checking" : "neutral"}>
                {ANNOUNCED_WORDS[item.state]}
              </Badge>
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Moment at={item.announcedAt} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Moment at={item.readyAt} />
            </TableCell>
            {action ? <TableCell className="whitespace-nowrap">{action(item)}</TableCell> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
