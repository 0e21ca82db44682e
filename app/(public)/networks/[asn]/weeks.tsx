import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount, formatUnits } from "@/app/_lib/format.ts";
import { discountSentence } from "@/app/_lib/network-words.ts";
import type { NetworkView } from "@/lib/feed/wire.ts";

/** Reports about its customers' devices, as the operator published them week by week. */
export function Weeks({ network: { weeks } }: { network: NetworkView }) {
  const empty = weeks.filter(({ counts }) => counts.length === 0).length;
  return (
    <Section
      id="weeks"
      title="Devices reported for attacks"
      lead="Reports about devices in this network, published by its operator, week by week. Numbers below 5 are hidden and count as 0, so that none points at a person."
    >
      {weeks.length === 0 ? (
        <p className="text-ink-soft">Its operator has not published a week yet.</p>
      ) : (
        <>
          <p className="mb-3 text-ink-soft text-sm">
            {formatUnits(weeks.length, "week")} published, {formatCount(empty)} of them without a number of 5 or more.
          </p>
          {empty < weeks.length ? <Counts weeks={weeks} /> : null}
        </>
      )}
    </Section>
  );
}

const Counts = ({ weeks }: { weeks: NetworkView["weeks"] }) => (
  <Table caption="Reports by week and model, newest week first">
    <TableHead>
      <tr>
        <TableHeader>Week from</TableHeader>
        <TableHeader>Model</TableHeader>
        <TableHeader numeric>Reported</TableHeader>
        <TableHeader numeric>Claimed</TableHeader>
        <TableHeader numeric>Remedied</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {weeks.flatMap(({ week, from, discount, counts }) =>
        counts.map(({ model, reported, claimed, remedied }) => (
          <TableRow key={`${week} ${model?.id}`}>
            <TableHeader scope="row" className="whitespace-nowrap">
              <Day at={from} />
              {discount ? <span className="block font-normal text-checking text-xs">{discountSentence(discount, "operator")}</span> : null}
            </TableHeader>
            <TableCell>
              {model ? (
                <>
                  <ModelName model={model} />
                  <OrganizationName organization={model.maker} plain className="block text-ink-soft text-xs" />
                </>
              ) : (
                "Model not known"
              )}
            </TableCell>
            <TableCell numeric>{formatCount(reported)}</TableCell>
            <TableCell numeric>{formatCount(claimed)}</TableCell>
            <TableCell numeric>{formatCount(remedied)}</TableCell>
          </TableRow>
        )),
      )}
    </TableBody>
  </Table>
);
