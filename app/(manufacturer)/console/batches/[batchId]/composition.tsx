import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatRange } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { BatchView } from "@/lib/feed/wire.ts";

type Props = { id: string; title: string; caption: string; rows: BatchView["parts"]; size?: number; none: string };

/** Parts of a batch, or batches of which it is a part. `size`: of the batch in question, when the ranges count its units. */
export function Composition({ id, title, caption, rows, size, none }: Props) {
  return (
    <Section id={id} title={title}>
      {rows.length === 0 ? (
        <p className="text-ink-soft">{none}</p>
      ) : (
        <Table caption={caption}>
          <TableHead>
            <tr>
              <TableHeader>Lot</TableHeader>
              <TableHeader>Model</TableHeader>
              <TableHeader>Maker</TableHeader>
              <TableHeader>Units</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {rows.map(({ position, first, last, batch }) => (
              <TableRow key={`${batch.id}-${position}`}>
                <TableHeader scope="row">
                  <AppLink href={`/batches/${batch.id}`} className="link">
                    {readable(batch.lot)}
                  </AppLink>
                </TableHeader>
                <TableCell>
                  <ModelName model={batch.model} plain />
                </TableCell>
                <TableCell>
                  <OrganizationName organization={batch.model.maker} plain />
                </TableCell>
                <TableCell>{formatRange(first, last, size ?? batch.size)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}
