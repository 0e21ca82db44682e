import { Network } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NetworkTable } from "@/app/_components/networks/network-table.tsx";
import { ShareTable } from "@/app/_components/networks/share-table.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { type NetworkQuery, parseNetworkQuery } from "@/app/_lib/network-query.ts";
import { answer } from "@/app/_lib/read.ts";
import type { SearchParams } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";
import { countryName } from "@/app/_lib/words.ts";
import type { NetworkList } from "@/lib/feed/wire/networks.ts";
import { NetworkFilters } from "./network-filters.tsx";

export const metadata: Metadata = {
  title: "Networks",
  description: "Which networks let packets with a false source out, by provider and by country, and what that rests on.",
  alternates: alternates("/networks", files.networks({})),
};

export default async function NetworksPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, tidy } = await parseNetworkQuery(searchParams);
  if (tidy) redirect(tidy);
  const { cursor, ...filters } = query;
  const list = await answer(feed().networks({ ...query, limit: 50 }));
  return (
    <div className="frame">
      <PageHeader title="Networks">
        <p>
          Floods from hijacked cameras are harder to stop and to trace when networks let packets out with a false source. Networks can
          filter these (BCP 38 and BCP 84). Observers test whether they do; what they find is shown with how many tests it rests on and how
          old these are. IPv4 and IPv6 are judged apart.
        </p>
      </PageHeader>
      <NetworkFilters query={filters} />
      {list.failed ? (
        <div className="mt-6">
          <Trouble what="The list of networks" />
        </div>
      ) : (
        <Networks list={list.value} filters={filters} />
      )}
      <Pager path="/networks" query={filters} isLater={cursor !== undefined} next={list.value?.next ?? null} />
      {list.value && list.value.networks > 0 ? <Shares list={list.value} /> : null}
      <PageFiles files={files.networks(filters)} />
    </div>
  );
}

function Networks({ list, filters }: { list: NetworkList; filters: NetworkQuery }) {
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  if (list.items.length === 0)
    return (
      <EmptyState icon={Network} title="No network here">
        {isFiltered ? "Take a filter away to see more." : "No observer has recorded a test yet, and no network has an operator."}
      </EmptyState>
    );
  return (
    <div className="mt-6">
      <NetworkTable networks={list.items} />
    </div>
  );
}

const Shares = ({ list }: { list: NetworkList }) => (
  <Section
    id="shares"
    title="By provider and by country"
    lead={`Of ${formatUnits(list.networks, "network")} that fit, whatever their verdict. No verdict: fewer than two tests count.`}
  >
    <div className="space-y-6">
      <ShareTable
        caption="By provider"
        what="Provider"
        shares={list.operators.map(({ operator, ...share }) => ({
          ...share,
          key: String(operator?.id),
          name: operator ? <OrganizationName organization={operator} /> : "Nobody in the register",
        }))}
      />
      <ShareTable
        caption="By country of the provider"
        what="Country"
        shares={list.countries.map(({ country, ...share }) => ({
          ...share,
          key: String(country),
          name: country ? countryName(country) : "Of nobody in the register",
        }))}
      />
    </div>
  </Section>
);
