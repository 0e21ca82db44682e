"use client";

import { FileClock } from "lucide-react";
import type { Hex } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { MeasureBadge, SeverityBadge } from "@/app/_components/register/badges.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useNotice, useRecalls } from "@/app/_hooks/use-feed.ts";
import { usePerson } from "@/app/_hooks/use-person.ts";
import { shorten } from "@/app/_lib/format.ts";
import { useConsole } from "../_components/console-context.ts";
import { type RecallDraft, useDrafts } from "../_components/use-drafts.ts";

/** Drafts that no recall has come of yet. */
function useWaitingDrafts() {
  const { organization } = useConsole();
  const { drafts } = useDrafts();
  const issued = useRecalls({ issuer: organization.id });
  // A draft that a colleague released from the command line is done, although nobody took it out of the list.
  const released = new Set(issued.data?.map(({ notice }) => notice));
  return { ...drafts, waiting: drafts.data?.filter(({ content }) => !released.has(content.notice)) };
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

function DraftItem({ draft: { draft, content, drafter, createdAt } }: { draft: RecallDraft }) {
  const notice = useNotice(content.notice as Hex);
  const person = usePerson(drafter);
  return (
    <AppLink
      href={`/console/recalls/drafts/${draft}`}
      className="block rounded-lg border bg-surface p-4 hover:border-line-strong hover:bg-sunken/40"
    >
      <span className="flex flex-wrap gap-1.5">
        <MeasureBadge measure={content.measure} />
        <SeverityBadge severity={content.severity} />
      </span>
      <span className="mt-2 block font-semibold">{notice.data?.headline ?? "Recall without a readable notice"}</span>
      <span className="mt-1 block text-ink-soft text-sm">
        Drafted by {person?.name ?? shorten(drafter)}, <Moment at={createdAt} />
      </span>
    </AppLink>
  );
}
