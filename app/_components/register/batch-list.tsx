import { AppLink } from "@/app/_components/app-link.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { BatchView } from "@/lib/feed/wire.ts";
import { ModelName } from "./names.tsx";

/** @param withModel Where batches of several models stand together. */
export function BatchList({ batches, withModel = false }: { batches: readonly BatchView[]; withModel?: boolean }) {
  if (batches.length === 0) return <p className="text-ink-soft">No batch is registered yet.</p>;
  return (
    <Table caption="Batches">
      <TableHead>
        <tr>
          <TableHeader>Lot</TableHeader>
          {withModel ? <TableHeader>Model</TableHeader> : null}
          <TableHeader>Made</TableHeader>
          <TableHeader numeric>Units</TableHeader>
          <TableHeader numeric>With an owner</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {batches.map((batch) => (
          <TableRow key={batch.id}>
            <TableHeader scope="row">
              <AppLink href={`/batches/${batch.id}`} className="link whitespace-nowrap">
                {readable(batch.lot)}
              </AppLink>
            </TableHeader>
            {withModel ? (
              <TableCell>
                <ModelName model={batch.model} />
              </TableCell>
            ) : null}
            <TableCell className="whitespace-nowrap">
              <Day at={batch.madeFrom} /> to <Day at={batch.madeTo} />
            </TableCell>
            <TableCell numeric>{formatCount(batch.size)}</TableCell>
            <TableCell numeric>
              {batch.model.kind === "device" ? formatCount(batch.claimed) : <span className="text-ink-soft">part</span>}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
