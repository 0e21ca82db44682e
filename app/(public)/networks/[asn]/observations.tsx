import { TestedCells } from "@/app/_components/networks/tested-cells.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { discountSentence, FAMILY_WORDS, METHOD_WORDS } from "@/app/_lib/network-words.ts";
import { readableReason } from "@/app/_lib/words.ts";
import type { NetworkView } from "@/lib/feed/wire.ts";

/** What each observer found last, also where it does not count. */
export function Observations({ network: { observations } }: { network: NetworkView }) {
  return (
    <Section
      id="observations"
      title="What observers found"
      lead="The latest of each observer by each method. What several draw from the same report counts once. What does not count stays here, with the reason."
    >
      {observations.length === 0 ? (
        <p className="text-ink-soft">No observer has recorded a test in this network.</p>
      ) : (
        <Latest of={observations} />
      )}
    </Section>
  );
}

const Latest = ({ of }: { of: NetworkView["observations"] }) => (
  <Table caption="Observations, newest test first">
    <TableHead>
      <tr>
        <TableHeader>Observer</TableHeader>
        <TableHeader>Family</TableHeader>
        <TableHeader>Method</TableHeader>
        <TableHeader numeric>Blocked</TableHeader>
        <TableHeader numeric>Received</TableHeader>
        <TableHeader>Tests from</TableHeader>
        <TableHeader>To</TableHeader>
        <TableHeader>Counts until</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {of.map(({ observer, family, method, discount, withdrawn, ...tested }) => (
        <TableRow key={`${observer.id} ${family} ${method}`} className={discount ? "text-ink-soft" : undefined}>
          <TableHeader scope="row">
            <OrganizationName organization={observer} />
            {discount ? <span className="mt-1 block font-normal text-checking text-xs">{discountSentence(discount)}</span> : null}
            {withdrawn ? (
              <span className="block max-w-80 whitespace-normal break-words font-normal text-xs">“{readableReason(withdrawn.reason)}”</span>
            ) : null}
          </TableHeader>
          <TableCell>{FAMILY_WORDS[family]}</TableCell>
          <TableCell>{METHOD_WORDS[method]}</TableCell>
          <TestedCells of={tested} since={tested.first} />
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
