import { Section } from "@/app/_components/register/section.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { PERMISSION_WORDS } from "@/app/_lib/words.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";

type Operator = OrganizationView["operators"][number];

const handlesRecalls = ({ permissions }: Operator): boolean =>
  permissions.includes("recall-draft") || permissions.includes("recall-release");

/** The keys that act for an organisation. New rights over recalls are announced here before they begin. */
export function Operators({ organization: { operators } }: { organization: OrganizationView }) {
  const acting = operators.filter(({ permissions }) => permissions.length > 0);
  if (acting.length === 0) return null;
  return (
    <Section
      id="operators"
      title="Who acts for it"
      lead="Every step of a recall takes two of these keys: one drafts it, another releases it. A new right over recalls begins three days after it was granted."
    >
      <Table caption="Keys of the organisation">
        <TableHead>
          <tr>
            <TableHeader>Key</TableHeader>
            <TableHeader>May</TableHeader>
            <TableHeader>Recalls</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {acting.map((operator) => (
            <TableRow key={operator.account}>
              <TableHeader scope="row">
                <Copy value={operator.account} what="key's address" />
              </TableHeader>
              <TableCell className="min-w-60 whitespace-normal">
                {operator.permissions.map((permission) => PERMISSION_WORDS[permission]).join(", ")}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {handlesRecalls(operator) ? (
                  <>
                    from <Moment at={operator.releaseFrom} /> on
                  </>
                ) : (
                  "none"
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
