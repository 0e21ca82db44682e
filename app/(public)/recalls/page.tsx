import { FileSearch } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { RecallFilters } from "@/app/_components/register/recall-filters.tsx";
import { RecallList } from "@/app/_components/register/recall-list.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { answer } from "@/app/_lib/read.ts";
import { parseRecallQuery, type SearchParams, tidyAddress } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";

export const metadata: Metadata = {
  title: "Recalls",
  description:
    "All recalls, safety warnings and corrective updates in the register, with how many of the affected devices have been fixed.",
  alternates: {
    canonical: "/recalls",
    types: { "application/atom+xml": "/feeds/recalls.atom", "application/feed+json": "/feeds/recalls.json" },
  },
};

export default async function RecallsPage({ searchParams }: { searchParams: SearchParams }) {
  const tidy = await tidyAddress("/recalls", searchParams);
  if (tidy) redirect(tidy);
  const query = await parseRecallQuery(searchParams);
  const [recalls, organizations] = await Promise.all([
    answer(feed().recalls({ ...query, limit: 20 })),
    answer(feed().organizations({ limit: 100 })),
  ]);
  const { cursor, ...filters } = query;
  return (
    <div className="frame">
      <PageHeader title="Recalls">
        <p>What makers and regulators have found to be wrong, newest first, and how many of the affected devices have been fixed since.</p>
      </PageHeader>
      <RecallFilters action="/recalls" query={query} organizations={organizations.value?.items ?? []} />
      <div className="mt-6">
        {recalls.failed ? (
          <Trouble what="The list of recalls" />
        ) : recalls.value.items.length === 0 ? (
          <EmptyState icon={FileSearch} title="No recall matches">
            {Object.values(filters).some(Boolean) ? "Take a filter away to see more." : "None has been issued yet."}
          </EmptyState>
        ) : (
          <RecallList recalls={recalls.value.items} />
        )}
      </div>
      <Pager path="/recalls" query={filters} isLater={cursor !== undefined} next={recalls.value?.next ?? null} />
    </div>
  );
}
