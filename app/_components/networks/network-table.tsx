import { AppLink } from "@/app/_components/app-link.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { countryName } from "@/app/_lib/words.ts";
import type { NetworkSummary } from "@/lib/feed/wire/networks.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

/** Networks by number, each with both families. */
export const NetworkTable = ({ networks }: { networks: readonly NetworkSummary[] }) => (
  <Table caption="Networks, by number">
    <TableHead>
      <tr>
        <TableHeader>Network</TableHeader>
        <TableHeader>IPv4</TableHeader>
        <TableHeader>IPv6</TableHeader>
        <TableHeader>Operator</TableHeader>
        <TableHeader>Country</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {networks.map(({ asn, operator, standing, retest }) => (
        <TableRow key={asn}>
          <TableHeader scope="row">
            <AppLink href={`/networks/${asn}`} className="link">
              AS{asn}
            </AppLink>
          </TableHeader>
          {(["ipv4", "ipv6"] as const).map((family) => (
            <TableCell key={family}>
              <VerdictBadge verdict={standing[family].verdict} />
              <span className="mt-1 block text-ink-soft text-xs">
                {standing[family].newest === null ? "no test counts" : <NewestTest at={standing[family].newest} />}
                {retest[family] === null ? "" : "; retest wanted"}
              </span>
            </TableCell>
          ))}
          <TableCell>{operator ? <OrganizationName organization={operator} /> : "–"}</TableCell>
          <TableCell>{operator ? countryName(operator.country) : "–"}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const NewestTest = ({ at }: { at: number }) => (
  <>
    newest test <Day at={at} />
  </>
);
