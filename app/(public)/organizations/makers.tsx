import { ArrowDown } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { CountOf, Took } from "@/app/_components/register/took.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatShare, formatUnits } from "@/app/_lib/format.ts";
import { answer } from "@/app/_lib/read.ts";
import { listAddress } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";
import { readable } from "@/app/_lib/words.ts";
import type { SCORECARD_ORDERS } from "@/lib/domain/scorecard-order.ts";
import { rate } from "@/lib/domain/statistics.ts";
import type { Scorecard } from "@/lib/feed/wire.ts";

type Order = (typeof SCORECARD_ORDERS)[number];

/** Columns, and by what one sorts by them. */
const COLUMNS: [order: Order, title: string][] = [
  ["name", "Maker"],
  ["fixed", "Its devices fixed"],
  ["reply", "First answer"],
  ["half", "Half fixed"],
  ["ninety", "Nine tenths fixed"],
  ["support", "Update promises kept"],
  ["revoked", "Releases revoked"],
  ["certified", "Models certified"],
];

type Props = { sort: Order; cursor: string | undefined; others: Record<string, string | undefined> };

/** All makers in one table. Sorting is a link: it works without JavaScript, and its address can be shared. */
export async function Makers({ sort, cursor, others }: Props) {
  const { value: page, failed } = await answer(feed().scorecards({ sort, cursor, limit: 50 }));
  if (page?.items.length === 0) return null;
  const pending = page?.items[0]?.pending ?? 0;
  return (
    <Section
      id="makers"
      title="Makers compared"
      lead="Counted from what happened, by one rule for all. How long something took is the median of the cases that got there, and of those only; beside it stands how many did."
    >
      {failed ? <Trouble what="The comparison" /> : null}
      {pending > 0 ? (
        <Alert tone="warning" title={`${formatUnits(pending, "recall")} still to be counted.`} className="mb-4">
          They are missing from these figures. Load the page again in a moment.
        </Alert>
      ) : null}
      {page ? (
        <Table caption="Makers compared">
          <TableHead>
            <tr>
              {COLUMNS.map(([order, title]) => (
                <TableHeader key={order} aria-sort={order === sort ? "ascending" : undefined} numeric={order !== "name"}>
                  <AppLink
                    href={`${listAddress("/organizations", { ...others, sort: order === "name" ? undefined : order })}#makers`}
                    className="inline-flex items-center gap-1 hover:text-accent hover:underline"
                  >
                    {title}
                    {order === sort ? <ArrowDown className="size-3.5" aria-hidden /> : null}
                  </AppLink>
                </TableHeader>
              ))}
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((card) => (
              <Maker key={card.organization.id} card={card} />
            ))}
          </TableBody>
        </Table>
      ) : null}
      <Pager
        path="/organizations"
        query={{ ...others, sort: sort === "name" ? undefined : sort }}
        cursor="makers"
        label="Pages of makers"
        isLater={cursor !== undefined}
        next={page?.next ?? null}
      />
    </Section>
  );
}

const Maker = ({ card: { organization, maker, support, releases, models } }: { card: Scorecard }) => (
  <TableRow>
    <TableHeader scope="row">
      <AppLink href={`/organizations/${organization.id}#record`} className="link">
        <bdi>{readable(organization.name)}</bdi>
      </AppLink>
    </TableHeader>
    <TableCell numeric>
      <CountOf count={maker.remedied} of={maker.involved} none="none affected" />
      {maker.involved > 0 ? (
        <span className="block text-ink-soft text-xs">
          {formatShare(rate(maker.remedied, maker.involved).share)}, {formatUnits(maker.recalls, "recall")}
        </span>
      ) : null}
    </TableCell>
    <TableCell numeric>
      <Took timing={maker.reply} />
    </TableCell>
    <TableCell numeric>
      <Took timing={maker.half} />
    </TableCell>
    <TableCell numeric>
      <Took timing={maker.ninety} />
    </TableCell>
    <TableCell numeric>
      <CountOf count={support.kept} of={support.ended} none="none over" />
    </TableCell>
    <TableCell numeric>
      <CountOf count={releases.revoked} of={releases.published} />
    </TableCell>
    <TableCell numeric>
      <CountOf count={models.certified} of={models.registered} />
    </TableCell>
  </TableRow>
);
