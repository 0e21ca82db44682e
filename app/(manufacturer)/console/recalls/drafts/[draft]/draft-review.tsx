"use client";

import { FileQuestion } from "lucide-react";
import type { ReactNode } from "react";
import type { Hex } from "viem";
import { MeasureBadge, SeverityBadge } from "@/app/_components/register/badges.tsx";
import { NoticeBody } from "@/app/_components/register/notice-body.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { useNotice } from "@/app/_hooks/use-feed.ts";
import { usePerson } from "@/app/_hooks/use-person.ts";
import { shorten } from "@/app/_lib/format.ts";
import { EVIDENCE_WORDS } from "@/app/_lib/words.ts";
import { useConsole } from "../../../_components/console-context.ts";
import { OutcomeNotice } from "../../../_components/outcome-notice.tsx";
import { PreviewPanel } from "../../../_components/preview-panel.tsx";
import { ScopeText } from "../../../_components/scope-text.tsx";
import { scopeView } from "../../../_components/scope-view.ts";
import { type RecallDraft, useDrafts } from "../../../_components/use-drafts.ts";
import { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { ReleaseDraft } from "./release-draft.tsx";

/** A draft as the colleague sees it who is to release it: everything that will be public, before it is. */
export function DraftReview({ digest }: { digest: string }) {
  const { account } = useConsole();
  return (
    <RequireSignIn
      account={account}
      why="Drafts are for those who draft or release recalls of your organisation."
      heading={<PageHeader title="Recall draft" />}
    >
      <Review digest={digest} />
    </RequireSignIn>
  );
}

function Review({ digest }: { digest: string }) {
  const { drafts } = useDrafts();
  const acts = useRecallActs();
  const draft = drafts.data?.find((candidate) => candidate.draft === digest);
  if (acts.outcome)
    return (
      <div className="mt-8 max-w-2xl">
        <OutcomeNotice outcome={acts.outcome} />
      </div>
    );
  if (drafts.isPending) return <Skeleton className="mt-8 h-96" />;
  if (drafts.error) return <ProblemNotice error={drafts.error} />;
  if (!draft)
    return (
      <EmptyState icon={FileQuestion} title="There is no such draft">
        It was released or given up, or it belongs to another organisation.
      </EmptyState>
    );
  return <Sheet draft={draft} acts={acts} />;
}

function Sheet({ draft, acts }: { draft: RecallDraft; acts: ReturnType<typeof useRecallActs> }) {
  const { content, drafter, createdAt } = draft;
  const notice = useNotice(content.notice as Hex);
  const person = usePerson(drafter);
  const scope = content.scope.map(scopeView);
  return (
    <>
      <PageHeader
        trail={[{ href: "/console/recalls", label: "Recalls" }]}
        title={notice.data?.headline ?? "Recall draft"}
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
