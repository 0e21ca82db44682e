"use client";

import { OrganizationName } from "@/app/_components/register/names.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { useGovernance, useOrganizations } from "@/app/_hooks/use-feed.ts";
import { useWallet } from "@/app/_hooks/use-wallet.ts";
import { formatUnits, formatWait } from "@/app/_lib/format.ts";
import { countryName, ORG_KIND_WORDS } from "@/app/_lib/words.ts";
import type { AnnouncedView } from "@/lib/feed/wire/governance.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";
import { AnnouncedTable } from "../_components/announced-table.tsx";
import { AdmitDialog } from "./admit-dialog.tsx";
import { AnnouncedActs } from "./announced-acts.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { AdminDialog, SuspendDialog } from "./body-dialogs.tsx";

/** All bodies and all that is announced of them, for everybody; and for whoever governs, what can be done. */
export function Bodies() {
  const organizations = useOrganizations();
  const governance = useGovernance();
  const wallet = useWallet();
  if (organizations.isPending || governance.isPending) return <Skeleton className="h-96" />;
  if (!organizations.data || !governance.data) return <Trouble what="The list of bodies" />;
  const { governors, items } = governance.data;
  const me = wallet.status === "ready" ? wallet.address.toLowerCase() : null;
  const own = governors.find(({ account }) => account.toLowerCase() === me);
  const governs = own !== undefined;
  const delay = (own ?? governors[0])?.delay ?? 0;
  const isSuspended = organizations.data.filter(({ suspended }) => suspended).length;
  return (
    <>
      <p className="text-sm">
        {delay === 0
          ? "On this register governance acts at once."
          : `Governance acts ${formatWait(delay)} after it announced what it does.`}{" "}
        {governs ? "You govern this register." : null}
      </p>
      {governs ? (
        <div className="mt-4">
          <AdmitDialog delay={delay} />
        </div>
      ) : null}
      <Section
        id="bodies"
        title="All bodies"
        lead={`${formatUnits(organizations.data.length, "body", "bodies")}, of which ${isSuspended} suspended.`}
        className="mt-8 sm:mt-8"
      >
        <Table caption="Bodies of the register">
          <TableHead>
            <tr>
              <TableHeader numeric>No.</TableHeader>
              <TableHeader>Name</TableHeader>
              <TableHeader>State</TableHeader>
              <TableHeader>Kind</TableHeader>
              <TableHeader>Country</TableHeader>
              {governs ? (
                <TableHeader>
                  <span className="sr-only">What you can do</span>
                </TableHeader>
              ) : null}
            </tr>
          </TableHead>
          <TableBody>
            {organizations.data.map((body) => (
              <TableRow key={body.id}>
                <TableCell numeric>{body.id}</TableCell>
                <TableHeader scope="row" className="min-w-44 whitespace-normal">
                  <OrganizationName organization={body} />
                </TableHeader>
                <TableCell>
                  <BodyState body={body} announced={items} />
                </TableCell>
                <TableCell>{ORG_KIND_WORDS[body.kind]}</TableCell>
                <TableCell>{countryName(body.country)}</TableCell>
                {governs ? (
                  <TableCell>
                    <div className="flex gap-2">
                      <SuspendDialog body={body} delay={delay} />
                      <AdminDialog body={body} delay={delay} />
                      {body.kind === "network-operator" ? <AssignDialog body={body} delay={delay} /> : null}
                    </div>
                  </TableCell>
                ) : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Section>
      <Section id="announced" title="Announced" lead="What has become due may be done for a week; after that it has to be announced anew.">
        {items.length === 0 ? (
          <p className="text-ink-soft">Nothing has been announced.</p>
        ) : (
          <AnnouncedTable items={items} action={governs ? (item) => <AnnouncedActs item={item} /> : undefined} />
        )}
      </Section>
    </>
  );
}

/** Admitted or suspended, and what is about to change that. */
function BodyState({ body, announced }: { body: OrganizationView; announced: readonly AnnouncedView[] }) {
  const coming = announced.filter(
    ({ state, what }) => (state === "waiting" || state === "ready") && "orgId" in what && what.orgId === body.id,
  );
  return (
    <div className="flex flex-col items-start gap-1">
      {body.suspended ? (
        <Badge tone="affected">Suspended</Badge>
      ) : (
        <span className="whitespace-nowrap">
          Admitted <Day at={body.admittedAt} />
        </span>
      )}
      {coming.map(({ operation, what, readyAt }) => (
        <Badge key={operation} tone="checking">
          {comingWords(what)} from <Day at={readyAt} />
        </Badge>
      ))}
    </div>
  );
}

/** What is about to happen to a body, as the beginning of a sentence. */
function comingWords(what: AnnouncedView["what"]): string {
  if (what.act === "suspend") return "To be suspended";
  if (what.act === "lift") return "To be readmitted";
  return what.act === "assign-network" ? `To run AS${what.asn}` : "To get another admin";
}
