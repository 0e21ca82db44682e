import { CalendarDays } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { RecallFilters } from "@/app/_components/register/recall-filters.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { MeasureKeys, TrendChart } from "@/app/_components/register/trend-chart.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { answer } from "@/app/_lib/read.ts";
import { listAddress, parseRecallQuery, type SearchParams, tidyAddress } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";
import type { Trend } from "@/lib/feed/wire.ts";
import { Calendar } from "./calendar.tsx";
import { TrendTable } from "./trend-table.tsx";

export const metadata: Metadata = {
  title: "Recalls over time",
  description: "How many recalls were opened in each month, of which kind, and how many devices they mean.",
  alternates: alternates("/recalls/trend", files.trend({})),
};

/** The same list as the page of recalls, over time: with the same filters, in the same address. */
export default async function TrendPage({ searchParams }: { searchParams: SearchParams }) {
  const tidy = await tidyAddress("/recalls/trend", searchParams);
  if (tidy) redirect(tidy);
  const { cursor, sort, ...query } = await parseRecallQuery(searchParams);
  const [trend, organizations] = await Promise.all([answer(feed().trend(query)), answer(feed().organizations({ limit: 100 }))]);
  return (
    <div className="frame">
      <PageHeader trail={[{ href: "/recalls", label: "Recalls" }]} title="Recalls over time">
        <p>How many were opened in each month (UTC), of which kind, and how many devices they mean. Withdrawn ones are counted as well.</p>
      </PageHeader>
      <RecallFilters
        action="/recalls/trend"
        query={{ ...query, cursor: undefined, sort: undefined }}
        organizations={organizations.value?.items ?? []}
        ordered={false}
      />
      {trend.failed ? (
        <div className="mt-6">
          <Trouble what="The course of recalls" />
        </div>
      ) : trend.value.months.length === 0 ? (
        <div className="mt-6">
          <EmptyState icon={CalendarDays} title="No recall matches">
            {Object.values(query).some(Boolean) ? "Take a word or a filter away to see more." : "None has been issued yet."}
          </EmptyState>
        </div>
      ) : (
        <Months months={trend.value.months} query={query} />
      )}
      <PageFiles files={files.trend(query)} />
      <p className="mt-2 text-sm print:hidden">
        <AppLink href={listAddress("/recalls", query)} className="link">
          These recalls as a list
        </AppLink>
      </p>
    </div>
  );
}

const Months = ({ months, query }: { months: Trend["months"]; query: Record<string, string | undefined> }) => (
  <>
    <Section id="calendar" title="Calendar" lead="Recalls opened. Each month leads to its list.">
      <Calendar months={months} query={query} />
    </Section>
    <Section id="opened" title="Recalls opened a month">
      <MeasureKeys />
      <TrendChart months={months} figure="recalls" title="Recalls opened a month, by measure" />
    </Section>
    <Section
      id="devices"
      title="Devices involved"
      lead="That the recalls of a month mean now; a device that several recalls mean is counted in each."
    >
      <MeasureKeys />
      <TrendChart months={months} figure="devices" title="Devices that the recalls of a month mean, by measure" />
    </Section>
    <Section id="numbers" title="The same in numbers">
      <TrendTable months={months} />
    </Section>
  </>
);
