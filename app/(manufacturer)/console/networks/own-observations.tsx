"use client";

import { TestedCells } from "@/app/_components/networks/tested-cells.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { useNetworksOf } from "@/app/_hooks/use-feed.ts";
import { FAMILY_WORDS } from "@/app/_lib/network-words.ts";
import { asNumber, formatAsn } from "@/lib/domain/ids.ts";
import { METHOD_WORDS } from "./network-fields.tsx";
import { WithdrawDialog } from "./withdraw-dialog.tsx";

/** What an observer has on record, also what does not count any more. */
export function OwnObservations({ observer }: { observer: number }) {
  const networks = useNetworksOf({ observer });
  if (networks.isPending) return <Skeleton className="h-48" />;
  if (!networks.data) return <Trouble what="The list of your observations" />;
  const own = networks.data.flatMap(({ asn, observations }) =>
    observations.filter((found) => found.observer.id === observer).map((found) => ({ asn, ...found })),
  );
  return (
    <Section id="observations" title="What you have recorded">
      {own.length === 0 ? (
        <p className="text-ink-soft">Nothing yet.</p>
      ) : (
        <Table caption="Your observations">
          <TableHead>
            <tr>
              <TableHeader>Network</TableHeader>
              <TableHeader>Tested</TableHeader>
              <TableHeader numeric>Blocked</TableHeader>
              <TableHeader numeric>Received</TableHeader>
              <TableHeader>Newest test</TableHeader>
              <TableHeader>Counts until</TableHeader>
              <TableHeader>
                <span className="sr-only">Act</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {own.map(({ asn, family, method, withdrawn, ...tested }) => (
              <TableRow key={`${asn} ${family} ${method}`}>
                <TableHeader scope="row">{formatAsn(asNumber(asn))}</TableHeader>
                <TableCell>
                  {FAMILY_WORDS[family]}, {METHOD_WORDS[method]}
                </TableCell>
                <TestedCells of={tested} isWithdrawn={withdrawn !== null} />
                <TableCell>
                  <WithdrawDialog of={{ asn: asNumber(asn), family, method }} isWithdrawn={withdrawn !== null} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}
