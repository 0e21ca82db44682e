import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import { FAMILY_WORDS } from "@/app/_lib/network-words.ts";
import { FAMILIES, type NetworkVerdict } from "@/lib/domain/network-standing.ts";
import type { NetworkList } from "@/lib/feed/wire/networks.ts";

export type Share = Pick<NetworkList, "networks" | "verdicts"> & { key: string; name: ReactNode };

/** What is counted together, as there is room for. */
const COLUMNS: [word: string, verdicts: NetworkVerdict[]][] = [
  ["filter", ["filters"]],
  ["let spoofed packets out", ["spoofable"]],
  ["conflicting", ["conflicting"]],
  ["no verdict", ["too-few-tests", "unknown"]],
];

/** Networks by something, with how many of how many stand how. */
export const ShareTable = ({ caption, what, shares }: { caption: string; what: string; shares: readonly Share[] }) => (
  <Table caption={caption} showCaption>
    <TableHead>
      <tr>
        <TableHeader>{what}</TableHeader>
        <TableHeader numeric>Networks</TableHeader>
        {FAMILIES.flatMap((family) =>
          COLUMNS.map(([word]) => (
            <TableHeader key={`${family} ${word}`} numeric>
              {FAMILY_WORDS[family]}: {word}
            </TableHeader>
          )),
        )}
      </tr>
    </TableHead>
    <TableBody>
      {shares.map(({ key, name, networks, verdicts }) => (
        <TableRow key={key}>
          <TableHeader scope="row" className="min-w-48">
            {name}
          </TableHeader>
          <TableCell numeric>{formatCount(networks)}</TableCell>
          {FAMILIES.flatMap((family) =>
            COLUMNS.map(([word, of]) => (
              <TableCell key={`${family} ${word}`} numeric>
                {formatCount(of.reduce((sum, verdict) => sum + verdicts[family][verdict], 0))}
              </TableCell>
            )),
          )}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
