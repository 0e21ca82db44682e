import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { answer } from "@/app/_lib/read.ts";
import type { SearchParams } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";
import { asciiDomain, countryName, ORG_KIND_WORDS, readable } from "@/app/_lib/words.ts";
import { SCORECARD_ORDERS } from "@/lib/domain/scorecard-order.ts";
import { Makers } from "./makers.tsx";

export const metadata: Metadata = {
  title: "Organisations",
  description: "The makers, regulators and other bodies that have been admitted to the register.",
  alternates: alternates("/organizations", files.organizations),
};

const place = z.string().min(1).max(200).optional().catch(undefined);
/** What is not understood in the address is left out. */
const querySchema = z.object({ cursor: place, makers: place, sort: z.enum(SCORECARD_ORDERS).catch("name") });

export default async function OrganizationsPage({ searchParams }: { searchParams: SearchParams }) {
  const { cursor, sort, makers } = querySchema.parse(await searchParams);
  const { value: page, failed } = await answer(feed().organizations({ cursor, limit: 50 }));
  return (
    <div className="frame">
      <PageHeader title="Organisations">
        <p>Legal bodies that the register's governance has admitted. Each is known by the domain that it has proved to hold.</p>
      </PageHeader>
      {failed ? <Trouble what="The list of organisations" /> : null}
      {page?.items.length === 0 ? (
        <EmptyState icon={Building2} title="Nobody has been admitted yet">
          The register's governance admits organisations one by one.
        </EmptyState>
      ) : null}
      {page && page.items.length > 0 ? (
        <Table caption="Organisations">
          <TableHead>
            <tr>
              <TableHeader>Name</TableHeader>
              <TableHeader>Domain</TableHeader>
              <TableHeader>Kind</TableHeader>
              <TableHeader>Country</TableHeader>
              <TableHeader>Admitted</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map(({ id, name, domain, kind, country, admittedAt, suspended }) => (
              <TableRow key={id}>
                <TableHeader scope="row">
                  <AppLink href={`/organizations/${id}`} className="link">
                    <bdi>{readable(name)}</bdi>
                  </AppLink>
                </TableHeader>
                <TableCell>{asciiDomain(domain)}</TableCell>
                <TableCell>
                  {ORG_KIND_WORDS[kind]} {suspended ? <Badge tone="checking">Suspended</Badge> : null}
                </TableCell>
                <TableCell>{countryName(country)}</TableCell>
                <TableCell className="whitespace-nowrap">
                  <Day at={admittedAt} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
      <Pager path="/organizations" query={{}} isLater={cursor !== undefined} next={page?.next ?? null} />
      {failed ? null : <Makers sort={sort} cursor={makers} others={{ cursor }} />}
      <PageFiles files={files.organizations} />
    </div>
  );
}
