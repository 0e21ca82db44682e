"use client";

import { Boxes } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { useBatches, useModels } from "@/app/_hooks/use-feed.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { BatchView } from "@/lib/feed/wire.ts";
import { ClaimedShare } from "../_components/claimed-share.tsx";
import { useConsole } from "../_components/console-context.ts";

/** The organisation's batches, newest first, and how the next one is registered. */
export function BatchList() {
  const { organization } = useConsole();
  const batches = useBatches(organization.id);
  return (
    <div className="flex flex-col gap-6">
      {batches.isPending ? <Skeleton className="h-64" /> : null}
      {batches.isError ? <Trouble what="The list of batches" /> : null}
      {batches.data?.length === 0 ? (
        <EmptyState icon={Boxes} title="No batch registered yet">
          A batch is built from the list that the factory writes, below.
        </EmptyState>
      ) : null}
      {batches.data && batches.data.length > 0 ? <BatchTable batches={batches.data.toSorted((a, b) => b.id - a.id)} /> : null}
      <NextBatch />
    </div>
  );
}

function BatchTable({ batches }: { batches: BatchView[] }) {
  return (
    <Table caption="Batches of your organisation">
      <TableHead>
        <tr>
          <TableHeader>Lot</TableHeader>
          <TableHeader>Model</TableHeader>
          <TableHeader>Made</TableHeader>
          <TableHeader numeric>Units</TableHeader>
          <TableHeader numeric>With an owner</TableHeader>
          <TableHeader numeric>Parts</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {batches.map((batch) => (
          <TableRow key={batch.id}>
            <TableHeader scope="row" className="whitespace-nowrap">
              <AppLink href={`/console/batches/${batch.id}`} className="link">
                {readable(batch.lot)}
              </AppLink>
            </TableHeader>
            <TableCell>
              <ModelName model={batch.model} plain />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Day at={batch.madeFrom} />
            </TableCell>
            <TableCell numeric>{formatUnits(batch.size, "unit")}</TableCell>
            <TableCell numeric>
              {batch.model.kind === "device" ? <ClaimedShare batch={batch} /> : <span className="text-ink-soft">built in</span>}
            </TableCell>
            <TableCell numeric>{batch.parts.length}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Both ways give the same batch. The command suits a line without people at it, and a machine that is on no web. */
function NextBatch() {
  const { organization } = useConsole();
  const gtin = useModels(organization.id).data?.[0]?.gtin ?? "09506000134352";
  return (
    <Card>
      <CardTitle className="flex items-center gap-2">
        <Boxes className="size-5 text-ink-soft" aria-hidden />
        Register the next batch
      </CardTitle>
      <CardText>
        From the list of units that comes off the line. This browser checks it, makes the labels on this computer, and writes to the
        register; the seed and the claim codes are sent to nobody.
      </CardText>
      <Button asChild className="mt-4">
        <AppLink href="/console/batches/new">Build a batch</AppLink>
      </Button>
      <Disclosure summary="On a machine without a browser" className="mt-5">
        <p className="text-ink-soft text-sm leading-relaxed">
          The first command checks the list and makes the labels, the second writes to the register. The result is the same.
        </p>
        <pre className="mt-3 whitespace-pre-wrap break-words rounded-md bg-sunken p-4 font-mono text-sm leading-relaxed">
          {`muster batch build units.csv --gtin ${gtin} --lot L2409 --seed-file muster.seed --out batch-L2409\nmuster batch register batch-L2409 --org ${organization.id}`}
        </pre>
      </Disclosure>
    </Card>
  );
}
