"use client";

import { FileQuestion } from "lucide-react";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { useConsole } from "../../../_components/console-context.ts";
import { OutcomeNotice } from "../../../_components/outcome-notice.tsx";
import { useDrafts } from "../../../_components/use-drafts.ts";
import { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { DraftSheet } from "./draft-sheet.tsx";

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
  return <DraftSheet draft={draft} acts={acts} />;
}
