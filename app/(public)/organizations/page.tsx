import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { answer } from "@/app/_lib/read.ts";
import { parseRecallQuery, type SearchParams } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";
import { asciiDomain, countryName, ORG_KIND_WORDS, readable } from "@/app/_lib/words.ts";

export const metadata: Metadata = {
  title: "Organisations",
  description: "The makers, regulators and other bodies that have been admitted to the register.",
  alternates: { canonical: "/organizations" },
};

export default async function OrganizationsPage({ searchParams }: { searchParams: SearchParams }) {
  const { cursor } = await parseRecallQuery(searchParams);
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
    </div>
  );
}
