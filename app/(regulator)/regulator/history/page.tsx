import { FileSearch } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { RecallFilters } from "@/app/_components/register/recall-filters.tsx";
import { RecallTable } from "@/app/_components/register/recall-table.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { answer, readHealth } from "@/app/_lib/read.ts";
import { parseRecallQuery, type SearchParams, tidyAddress } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";

export const metadata: Metadata = {
  title: "Recall history",
  description: "Every recall in the register with its figures, filtered by state, measure, risk, issuer and affected brand.",
  alternates: { canonical: "/regulator/history" },
};

export default async function RegulatorPage({ searchParams }: { searchParams: SearchParams }) {
  const tidy = await tidyAddress("/regulator/history", searchParams);
  if (tidy) redirect(tidy);
  const query = await parseRecallQuery(searchParams);
  const [recalls, organizations, health] = await Promise.all([
    answer(feed().recalls({ ...query, limit: 50 })),
    answer(feed().organizations({ limit: 100 })),
    readHealth(),
  ]);
  const { cursor, ...filters } = query;
  return (
    <div className="frame">
      <PageHeader title="Recall history">
        <p>
          Every case with the same figures that owners and makers see. Counts are devices; a unit that is affected in several ways counts
          once.
          {health.value ? (
            <>
              {" "}
              As of <Day at={health.value.block.timestamp} />.
            </>
          ) : null}
        </p>
        <p className="mt-2">
          A regulator opens a recall over any maker's products in the{" "}
          <AppLink href="/console/recalls" className="link">
            console
          </AppLink>
          .
        </p>
      </PageHeader>
      <RecallFilters action="/regulator/history" query={query} organizations={organizations.value?.items ?? []} unfolded />
      <div className="mt-6">
        {recalls.failed ? (
          <Trouble what="The history" />
        ) : recalls.value.items.length === 0 ? (
          <EmptyState icon={FileSearch} title="No recall matches">
            {Object.values(filters).some(Boolean) ? "Take a filter away to see more." : "None has been issued yet."}
          </EmptyState>
        ) : (
          <RecallTable recalls={recalls.value.items} />
        )}
      </div>
      <Pager path="/regulator/history" query={filters} isLater={cursor !== undefined} next={recalls.value?.next ?? null} />
    </div>
  );
}
