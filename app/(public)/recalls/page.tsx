import { FileSearch } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { RecallFilters } from "@/app/_components/register/recall-filters.tsx";
import { RecallList } from "@/app/_components/register/recall-list.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { answer } from "@/app/_lib/read.ts";
import { listAddress, parseRecallQuery, type RecallQuery, type SearchParams, tidyAddress } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";

export const metadata: Metadata = {
  title: "Recalls",
  description:
    "All recalls, safety warnings and corrective updates in the register, with how many of the affected devices have been fixed.",
  alternates: {
    canonical: "/recalls",
    types: {
      "application/atom+xml": "/feeds/recalls.atom",
      "application/feed+json": "/feeds/recalls.json",
      "application/json": "/api/feed/v1/recalls",
      "text/csv": "/api/feed/v1/recalls.csv",
    },
  },
};

const PAGE = 20;

export default async function RecallsPage({ searchParams }: { searchParams: SearchParams }) {
  const tidy = await tidyAddress("/recalls", searchParams);
  if (tidy) redirect(tidy);
  const query = await parseRecallQuery(searchParams);
  const [recalls, organizations] = await Promise.all([
    answer(feed().recalls({ ...query, limit: PAGE })),
    answer(feed().organizations({ limit: 100 })),
  ]);
  const { cursor, ...filters } = query;
  return (
    <div className="frame">
      <PageHeader title="Recalls">
        <p>
          What makers and regulators have found to be wrong, {query.sort === "oldest" ? "oldest" : "newest"} first, and how many of the
          affected devices have been fixed since.{" "}
          <AppLink href={listAddress("/recalls/trend", { ...filters, sort: undefined })} className="link">
            See them over time
          </AppLink>
          .
        </p>
      </PageHeader>
      <RecallFilters action="/recalls" query={query} organizations={organizations.value?.items ?? []} />
      <div className="mt-6">
        {recalls.failed ? (
          <Trouble what="The list of recalls" />
        ) : recalls.value.items.length === 0 ? (
          <EmptyState icon={FileSearch} title="No recall matches">
            {Object.values({ ...filters, sort: undefined }).some(Boolean)
              ? "Take a word or a filter away to see more."
              : "None has been issued yet."}
          </EmptyState>
        ) : (
          <RecallList recalls={recalls.value.items} />
        )}
      </div>
      {recalls.failed ? null : <ListFiles query={query} />}
      <Pager path="/recalls" query={filters} isLater={cursor !== undefined} next={recalls.value?.next ?? null} />
    </div>
  );
}

/** The same list for programs: what is on the page as JSON, and all that fits, however long, as a table; and what is new, for feed readers. */
function ListFiles({ query: { cursor, ...filters } }: { query: RecallQuery }) {
  return (
    <p className="mt-4 text-ink-soft text-sm print:hidden">
      For programs:{" "}
      <a href={listAddress("/api/feed/v1/recalls", { ...filters, cursor, limit: `${PAGE}` })} className="link">
        this page as JSON
      </a>
      ,{" "}
      <a href={listAddress("/api/feed/v1/recalls.csv", filters)} className="link" download="recalls.csv">
        the whole list as CSV
      </a>
      . To follow:{" "}
      <a href="/feeds/recalls.atom" className="link">
        Atom
      </a>
      ,{" "}
      <a href="/feeds/recalls.json" className="link">
        JSON Feed
      </a>
    </p>
  );
}
