import type { Metadata } from "next";
import { BatchTable, BrandTable } from "@/app/_components/register/affected-tables.tsx";
import { CaseBadge, MeasureBadge, SeverityBadge } from "@/app/_components/register/badges.tsx";
import { Headline } from "@/app/_components/register/headline.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { NoticeBody } from "@/app/_components/register/notice-body.tsx";
import { NoticeTrouble } from "@/app/_components/register/notice-trouble.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { PartsDiagram } from "@/app/_components/register/parts-diagram.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { affectedBatches, affectedBrands } from "@/app/_lib/affected.ts";
import { alternates, files } from "@/app/_lib/files.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { readNotice } from "@/app/_lib/notices.ts";
import { partsGraph } from "@/app/_lib/parts-graph.ts";
import { readRecall } from "@/app/_lib/read.ts";
import type { SearchParams } from "@/app/_lib/recall-query.ts";
import { recallTitle } from "@/app/_lib/recall-title.ts";
import { CASE_WORDS, MEASURE_WORDS, readable } from "@/app/_lib/words.ts";
import { CaseHistory } from "./_parts/case-history.tsx";
import { Ended } from "./_parts/ended.tsx";
import { Fixes } from "./_parts/fixes.tsx";
import { Progress } from "./_parts/progress.tsx";
import { ScopeList } from "./_parts/scope-list.tsx";
import { UnitCheck } from "./_parts/unit-check.tsx";
import { VerifyRecall } from "./_parts/verify-recall.tsx";
import { WhatChanged } from "./_parts/what-changed.tsx";
import { WhatToDo } from "./_parts/what-to-do.tsx";

type Props = { params: Promise<{ recallId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { recallId } = await params;
  const { value: recall } = await readRecall(recallId);
  if (!recall) return { title: `Recall ${recallId}` };
  return {
    title: await recallTitle(recall),
    description: `${MEASURE_WORDS[recall.measure]} no. ${recall.id} by ${readable(recall.issuer.name)}: ${formatUnits(recall.counts.involved)} affected.`,
    alternates: alternates(`/recalls/${recall.id}`, files.recall(recall.id)),
  };
}

/** What to do now, then whether your unit is meant, then the evidence. */
export default async function RecallPage({ params, searchParams }: Props) {
  const { recallId } = await params;
  const { device } = await searchParams;
  const { value: recall } = await readRecall(recallId);
  if (!recall) return <TroublePage what={`Recall ${recallId}`} />;

  const checked = await readNotice(recall.notice);
  const batches = affectedBatches(recall.affected);
  const brands = affectedBrands(recall.affected);
  const graph = partsGraph(recall.affected);
  return (
    <article className="frame">
      <PageHeader
        trail={[{ href: "/recalls", label: "Recalls" }]}
        title={<Headline>{await recallTitle(recall)}</Headline>}
        badges={
          <>
            <MeasureBadge measure={recall.measure} />
            <SeverityBadge severity={recall.severity} />
            <CaseBadge state={recall.state} />
          </>
        }
      >
        <p>
          No. {recall.id}, issued by <OrganizationName organization={recall.issuer} /> on <Day at={recall.openedAt} />
          {recall.endedAt ? (
            <>
              , {CASE_WORDS[recall.state].toLowerCase()} on <Day at={recall.endedAt} />
            </>
          ) : null}
          {recall.version > 1 ? `, version ${recall.version}` : null}. It means {formatUnits(recall.counts.involved)} of{" "}
          {formatUnits(recall.counts.brands, "brand")}.
        </p>
      </PageHeader>

      <Ended recall={recall} />

      <div className="grid gap-6 lg:grid-cols-[1fr_24rem] lg:items-start">
        {recall.state === "withdrawn" ? null : <WhatToDo recall={recall} checked={checked} />}
        <UnitCheck recall={recall} asked={typeof device === "string" ? device.trim() : undefined} />
      </div>

      <Section id="notice" title="The notice">
        {checked.notice ? <NoticeBody notice={checked.notice} /> : <NoticeTrouble state={checked.state} />}
      </Section>

      <Progress recall={recall} />

      <Section
        id="affected"
        title="What is affected"
        lead={
          graph.columns.length > 0
            ? "The fault is in a component. Follow it from the component to the brands whose devices contain it."
            : "The devices are named by their batches."
        }
      >
        <div className="space-y-6">
          <ScopeList recall={recall} />
          {graph.columns.length > 0 ? <PartsDiagram graph={graph} /> : null}
          <BrandTable brands={brands} />
          <BatchTable batches={batches} />
        </div>
      </Section>

      <Fixes recall={recall} brands={brands} />
      <WhatChanged recall={recall} />
      <CaseHistory recall={recall} />
      <VerifyRecall recall={recall} checked={checked} />
      <PageFiles files={files.recall(recall.id)} />
    </article>
  );
}
