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
import { useNotice } from "@/app/_hooks/use-feed.ts";
import { usePerson } from "@/app/_hooks/use-person.ts";
import { shorten } from "@/app/_lib/format.ts";
import { EVIDENCE_WORDS } from "@/app/_lib/words.ts";
import { PreviewPanel } from "../../../_components/preview-panel.tsx";
import { ScopeText } from "../../../_components/scope-text.tsx";
import { scopeView } from "../../../_components/scope-view.ts";
import type { RecallDraft } from "../../../_components/use-drafts.ts";
import type { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { ReleaseDraft } from "./release-draft.tsx";

/** Everything of a draft that will be public, and the way to make it so. */
export function DraftSheet({ draft, acts }: { draft: RecallDraft; acts: ReturnType<typeof useRecallActs> }) {
  const { content, drafter, createdAt } = draft;
  const notice = useNotice(content.notice as Hex);
  const person = usePerson(drafter);
  const scope = content.scope.map(scopeView);
  return (
    <>
      <PageHeader
        trail={[{ href: "/console/recalls", label: "Recalls" }]}
        title={<Headline>{notice.data?.headline ?? "Recall draft"}</Headline>}
        badges={
          <>
            <MeasureBadge measure={content.measure} />
            <SeverityBadge severity={content.severity} />
          </>
        }
      >
        <p>
          Drafted by {person?.name ?? shorten(drafter)}, <Moment at={createdAt} />. A unit counts as fixed with:{" "}
          {EVIDENCE_WORDS[content.minEvidence]}.
        </p>
      </PageHeader>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex flex-col gap-8">
          <Part title="What is affected">
            <ul className="list-disc space-y-1 pl-5">
              {scope.map((item) => (
                <li key={`${item.kind}-${item.subject}-${item.first}`}>
                  <ScopeText item={item} />
                </li>
              ))}
            </ul>
          </Part>
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
        </div>
        <div className="flex flex-col gap-4">
          <PreviewPanel scope={scope} />
          <ReleaseDraft draft={draft} headline={notice.data?.headline} acts={acts} />
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
