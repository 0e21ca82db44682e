import { TestedCells } from "@/app/_components/networks/tested-cells.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import { FAMILY_WORDS } from "@/app/_lib/network-words.ts";
import { formatAsn } from "@/lib/domain/ids.ts";
import type { LeftOut } from "@/lib/domain/spoofer-sessions.ts";
import type { Counted } from "./use-tally.ts";

const LEFT_OUT_WORDS: Record<keyof LeftOut, string> = {
  "behind-translation": "behind address translation, or it is not known whether",
  "without-result": "without a result",
  unlocated: "without a network or a client",
  "too-old": "older than 90 days",
  "not-yet": "of the future",
  repeated: "older ones of the same client",
};

/** What a file of tests comes to. */
export function CountedTests({ counted: { sessions, observations, leftOut, goesOn } }: { counted: Counted }) {
  const left = (Object.keys(LEFT_OUT_WORDS) as (keyof LeftOut)[]).filter((reason) => leftOut[reason] > 0);
  return (
    <div className="mt-4 flex flex-col gap-4">
      {goesOn ? (
        <Alert tone="warning" title="This is one page of several">
          Its other pages are not in this file. The command line follows them: muster network import.
        </Alert>
      ) : null}
      {observations.length === 0 ? (
        <p role="status">None of the {formatCount(sessions)} sessions says anything about a network.</p>
      ) : (
        <Table caption={`What ${formatCount(sessions)} sessions come to`}>
          <TableHead>
            <tr>
              <TableHeader>Network</TableHeader>
              <TableHeader>Addresses</TableHeader>
              <TableHeader numeric>Blocked</TableHeader>
              <TableHeader numeric>Received</TableHeader>
              <TableHeader>Newest test</TableHeader>
              <TableHeader>Counts until</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {observations.map(({ asn, family, ...tested }) => (
              <TableRow key={`${asn} ${family}`}>
                <TableHeader scope="row">{formatAsn(asn)}</TableHeader>
                <TableCell>{FAMILY_WORDS[family]}</TableCell>
                <TestedCells of={tested} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {left.length > 0 ? (
        <p className="text-ink-soft text-sm leading-relaxed">
          Left out: {left.map((reason) => `${formatCount(leftOut[reason])} ${LEFT_OUT_WORDS[reason]}`).join("; ")}.
        </p>
      ) : null}
    </div>
  );
}
