"use client";

import { ShieldCheck } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { Completion } from "@/app/_components/register/completion.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useRecalls } from "@/app/_hooks/use-feed.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { OwnModels } from "./own-models.tsx";

/** Open recalls that reach the organisation's devices, and where it has to bring a fix. */
export function ConcernedList() {
  const { organization } = useConsole();
  const recalls = useRecalls({ affects: organization.id, state: "open" });
  if (recalls.isPending) return <Skeleton className="h-32" />;
  if (!recalls.data) return <Trouble what="The list of recalls" />;
  // What the organisation issued itself stands with its own recalls.
  const others = recalls.data.filter(({ issuer }) => issuer.id !== organization.id);
  if (others.length === 0) return <EmptyState icon={ShieldCheck} title="No open recall of others reaches your products" />;
  return (
    <ul className="flex flex-col gap-4">
      {others.map((recall) => (
        <li key={recall.id}>
          <Concern recall={recall} />
        </li>
      ))}
    </ul>
  );
}

function Concern({ recall }: { recall: RecallSummary }) {
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 flex-1 basis-72">
          <RecallBrief recall={recall} />
          <p className="mt-1 text-ink-soft text-sm">
            By <OrganizationName organization={recall.issuer} plain />, <Day at={recall.openedAt} />
          </p>
        </div>
        <div className="flex flex-col items-stretch gap-3">
          <Completion counts={recall.counts} />
          <AppLink href={`/console/recalls/${recall.id}`} className="link self-start text-sm">
            Day by day
          </AppLink>
        </div>
      </div>
      <OwnModels recallId={recall.id} />
    </Card>
  );
}
