import { ShieldQuestion } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { AppLink } from "@/app/_components/app-link.tsx";
import { DisclosureTable } from "@/app/_components/disclosures/disclosure-table.tsx";
import { StandingCountLinks } from "@/app/_components/disclosures/standing-counts.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Pager } from "@/app/_components/register/pager.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { answer, readHealth } from "@/app/_lib/read.ts";
import type { SearchParams } from "@/app/_lib/recall-query.ts";
import { feed } from "@/app/_lib/server.ts";
import { STANDINGS } from "@/lib/domain/disclosure.ts";
import { timeAt } from "@/lib/domain/register-time.ts";

export const metadata: Metadata = {
  title: "Disclosures",
  description: "Vulnerabilities and broken security declarations that researchers have disclosed, with the makers' answers.",
  alternates: alternates("/disclosures", files.disclosures),
};

/** What is not understood of an address is left out. */
const querySchema = z.object({
  standing: z.enum(STANDINGS).optional().catch(undefined),
  org: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/)
    .optional()
    .catch(undefined),
  model: z
    .string()
    .regex(/^[1-9][0-9]{0,8}-[0-9]{14}$/)
    .optional()
    .catch(undefined),
  cursor: z.string().max(20).optional().catch(undefined),
});

export default async function DisclosuresPage({ searchParams }: { searchParams: SearchParams }) {
  const { cursor, ...filters } = querySchema.parse(await searchParams);
  const [list, health] = await Promise.all([
    answer(feed().disclosures({ ...filters, cursor, limit: 50 } as Parameters<ReturnType<typeof feed>["disclosures"]>[0])),
    readHealth(),
  ]);
  const { standing, ...query } = filters;
  return (
    <div className="frame">
      <PageHeader title="Disclosures">
        <p>
          What researchers have found out about models: vulnerabilities, and security declarations that are not kept. Anybody may disclose
          something, so what nobody has answered or judged is one person's word and stands after what somebody has.
        </p>
        <p className="mt-2">
          <AppLink href="/disclosures/file" className="link">
            Disclose something
          </AppLink>
          {list.value ? `. ${formatUnits(list.value.filed, "finding")} filed and not revealed yet.` : null}
        </p>
      </PageHeader>
      {list.failed ? (
        <Trouble what="The list of disclosures" />
      ) : (
        <>
          <StandingCountLinks counts={list.value.counts} path="/disclosures" query={query} chosen={standing} />
          <div className="mt-4">
            {list.value.items.length === 0 ? (
              <EmptyState icon={ShieldQuestion} title="No disclosure here">
                {standing || query.org || query.model ? "Take a filter away to see more." : "Nobody has disclosed anything yet."}
              </EmptyState>
            ) : (
              <DisclosureTable disclosures={list.value.items} now={health.value ? timeAt(health.value.block) : 0} />
            )}
          </div>
        </>
      )}
      <Pager path="/disclosures" query={filters} isLater={cursor !== undefined} next={list.value?.next ?? null} />
      <PageFiles files={files.disclosures} />
    </div>
  );
}
