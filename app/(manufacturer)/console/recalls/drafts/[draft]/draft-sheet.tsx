"use client";

import type { ReactNode } from "react";
import type { Hex } from "viem";
import { MeasureBadge, SeverityBadge } from "@/app/_components/register/badges.tsx";
import { Headline } from "@/app/_components/register/headline.tsx";
import { NoticeBody } from "@/app/_components/register/notice-body.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useNotice, useRecall } from "@/app/_hooks/use-feed.ts";
import { EVIDENCE_WORDS } from "@/app/_lib/words.ts";
import { decodeDraft } from "@/lib/chain/draft.ts";
import { releaseGas } from "@/lib/chain/recall-gas.ts";
import { PersonName } from "../../../_components/person-name.tsx";
import { PreviewPanel } from "../../../_components/preview-panel.tsx";
import { ScopeText } from "../../../_components/scope-text.tsx";
import { scopeViewOf } from "../../../_components/scope-view.ts";
import { useDraftTitle } from "../../../_components/use-draft-title.ts";
import type { RecallDraft } from "../../../_components/use-drafts.ts";
import type { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { DraftChanges } from "./draft-changes.tsx";
import { ReleaseDraft } from "./release-draft.tsx";

type Props = { draft: RecallDraft; acts: ReturnType<typeof useRecallActs> };

/** Everything of a draft that will be public, and the way to make it so. */
export function DraftSheet({ draft, acts }: Props) {
  const { content, drafter, createdAt } = draft;
  const notice = useNotice("notice" in content ? (content.notice as Hex) : undefined);
  const present = useRecall("recall" in content ? `${content.recall}` : undefined).data;
  const isEnd = content.step === "close" || content.step === "withdraw";
  const title = useDraftTitle(content);
  const own = scopeViewOf(content);
  return (
    <>
      <PageHeader
        trail={[{ href: "/console/recalls", label: "Recalls" }]}
        title={<Headline>{title}</Headline>}
        badges={
          "measure" in content ? (
            <>
              <MeasureBadge measure={content.measure} />
              <SeverityBadge severity={content.severity} />
            </>
          ) : undefined
        }
      >
        <p>
          Drafted by <PersonName account={drafter} />, <Moment at={createdAt} />.
          {content.step === "open" ? ` A unit counts as fixed with: ${EVIDENCE_WORDS[content.minEvidence]}.` : null}
        </p>
      </PageHeader>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex flex-col gap-8">
          {"reason" in content ? (
            <Part title="The public reason">
              <p className="max-w-prose whitespace-pre-line leading-relaxed">{content.reason}</p>
            </Part>
          ) : null}
          {own.length > 0 ? (
            <Part title={content.step === "amend" ? "What changes in its scope" : "What is affected"}>
              <ul className="list-disc space-y-1 pl-5">
                {own.map((item) => (
                  <li key={`${item.kind}-${item.excluded}-${item.subject}-${item.first}`}>
                    <ScopeText item={item} />
                  </li>
                ))}
              </ul>
            </Part>
          ) : null}
          {content.step === "amend" && present ? (
            <Part title="What it changes">
              <DraftChanges content={content} present={present} notice={notice.data ?? null} />
            </Part>
          ) : null}
          {isEnd ? null : (
            <Part title="What owners do">
              {notice.isLoading ? <Skeleton className="h-48" /> : null}
              {notice.error ? <ProblemNotice error={notice.error} /> : null}
              <ol className="list-decimal space-y-1.5 pl-5 leading-relaxed">
                {notice.data?.whatToDo.map((step) => (
                  <li key={step} className="whitespace-pre-line">
                    {step}
                  </li>
                ))}
              </ol>
            </Part>
          )}
        </div>
        <div className="flex flex-col gap-4">
          {isEnd ? null : <PreviewPanel scope={[...(present?.scope ?? []), ...own]} gas={releaseGas(decodeDraft(content))} />}
          <ReleaseDraft draft={draft} isReadable={isEnd || notice.data !== undefined} present={present} acts={acts} />
        </div>
      </div>
      {notice.data ? (
        <div className="mt-10">
          <Part title="The notice">
            <NoticeBody notice={notice.data} />
          </Part>
        </div>
      ) : null}
    </>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-3 font-semibold text-xl tracking-tight">{title}</h2>
    {children}
  </section>
);
