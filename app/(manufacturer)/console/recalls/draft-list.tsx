"use client";

import { FileClock } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { MeasureBadge, SeverityBadge } from "@/app/_components/register/badges.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useRecalls } from "@/app/_hooks/use-feed.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { PersonName } from "../_components/person-name.tsx";
import { useDraftTitle } from "../_components/use-draft-title.ts";
import { type RecallDraft, readyAt, useDrafts } from "../_components/use-drafts.ts";

/** Whether a colleague has released a draft, from the command line perhaps, although nobody took it out of the list. */
function isDone({ content }: RecallDraft, issued: RecallSummary[]): boolean {
  if (content.step === "open") return issued.some(({ notice, version }) => version === 1 && notice === content.notice);
  const recall = issued.find(({ id }) => id === content.recall);
  if (!recall) return false;
  return content.step === "amend" ? recall.version >= content.version || recall.state !== "open" : recall.state !== "open";
}

/** Drafts that nothing has come of yet. */
function useWaitingDrafts() {
  const { organization } = useConsole();
  const { drafts } = useDrafts();
  const issued = useRecalls({ issuer: organization.id });
  return { ...drafts, waiting: drafts.data?.filter((draft) => !isDone(draft, issued.data ?? [])) };
}

export function DraftList() {
  const { waiting, isPending, error } = useWaitingDrafts();
  if (isPending) return <Skeleton className="h-20" />;
  if (error) return <ProblemNotice error={error} />;
  if (!waiting || waiting.length === 0) return <EmptyState icon={FileClock} title="No draft is waiting" />;
  return (
    <ul className="flex flex-col gap-3">
      {waiting.map((draft) => (
        <li key={draft.draft}>
          <DraftItem draft={draft} />
        </li>
      ))}
    </ul>
  );
}

function DraftItem({ draft }: { draft: RecallDraft }) {
  const { content, drafter, createdAt } = draft;
  const title = useDraftTitle(content);
  const from = readyAt(draft);
  return (
    <AppLink
      href={`/console/recalls/drafts/${draft.draft}`}
      className="block rounded-lg border bg-surface p-4 hover:border-line-strong hover:bg-sunken/40"
    >
      {content.step === "open" || content.step === "amend" ? (
        <span className="mb-2 flex flex-wrap gap-1.5">
          <MeasureBadge measure={content.measure} />
          <SeverityBadge severity={content.severity} />
        </span>
      ) : null}
      <span className="block font-semibold">{title}</span>
      <span className="mt-1 block text-ink-soft text-sm">
        Drafted by <PersonName account={drafter} />, <Moment at={createdAt} />
        {from > createdAt ? (
          <>
            ; to be released from <Moment at={from} /> on
          </>
        ) : null}
      </span>
    </AppLink>
  );
}
