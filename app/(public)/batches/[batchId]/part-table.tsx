import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatRange } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { BatchRef, BatchView } from "@/lib/feed/wire.ts";

type Props = {
  caption: string;
  links: BatchView["parts"];
  /** The batch whose units the ranges count; without it each link's own batch. */
  whole?: BatchRef;
  empty: string;
};

/** Part and whole in either direction. Ranges always count units of the whole. */
export function PartTable({ caption, links, whole, empty }: Props) {
  if (links.length === 0) return <p className="text-ink-soft">{empty}</p>;
  return (
    <Table caption={caption}>
      <TableHead>
        <tr>
          <TableHeader>Model</TableHeader>
          <TableHeader>Maker</TableHeader>
          <TableHeader>Lot</TableHeader>
          <TableHeader>{whole ? "In units of this batch" : "In its units"}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {links.map(({ position, first, last, batch }) => (
          <TableRow key={`${batch.id}-${position}`}>
            <TableHeader scope="row">
              <ModelName model={batch.model} />
            </TableHeader>
            <TableCell>
              <bdi>{readable(batch.model.maker.name)}</bdi>
            </TableCell>
            <TableCell>
              <AppLink href={`/batches/${batch.id}`} className="link whitespace-nowrap">
                {readable(batch.lot)}
              </AppLink>
            </TableCell>
            <TableCell>{formatRange(first, last, (whole ?? batch).size)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
