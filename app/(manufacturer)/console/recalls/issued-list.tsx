"use client";

import { Megaphone } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { CaseBadge } from "@/app/_components/register/badges.tsx";
import { Completion } from "@/app/_components/register/completion.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useRecalls } from "@/app/_hooks/use-feed.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { CASE_WORDS } from "@/app/_lib/words.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { EndDialog } from "./end-dialog.tsx";
import { OwnModels } from "./own-models.tsx";

/** Every recall of the organisation. None is ever taken away. */
export function IssuedList() {
  const { organization } = useConsole();
  const recalls = useRecalls({ issuer: organization.id });
  if (recalls.isPending) return <Skeleton className="h-32" />;
  if (!recalls.data) return <Trouble what="The list of recalls" />;
  if (recalls.data.length === 0) return <EmptyState icon={Megaphone} title="You have not issued a recall" />;
  return (
    <ul className="flex flex-col gap-4">
      {recalls.data.map((recall) => (
        <li key={recall.id}>
          <Issued recall={recall} />
        </li>
      ))}
    </ul>
  );
}

function Issued({ recall }: { recall: RecallSummary }) {
  const { may } = useConsole();
  const { counts, state, openedAt, endedAt, version } = recall;
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-72">
          <RecallBrief recall={recall} />
          <p className="mt-2 flex flex-wrap items-center gap-2 text-ink-soft text-sm">
            <CaseBadge state={state} />
            <span>
              Recall {recall.id}, opened on <Day at={openedAt} />
              {endedAt ? (
                <>
                  , {CASE_WORDS[state].toLowerCase()} on <Day at={endedAt} />
                </>
              ) : null}
              {version > 1 ? `, version ${version}` : null}. {formatUnits(counts.brands, "brand")},{" "}
              {formatUnits(counts.batches, "batch", "batches")}.
            </span>
          </p>
        </div>
        <div className="flex flex-col items-stretch gap-3">
          <Completion counts={counts} />
          <AppLink href={`/console/recalls/${recall.id}`} className="link self-start text-sm">
            Day by day
          </AppLink>
          {may("recall-draft") && state === "open" ? (
            <>
              <Button asChild variant="secondary" size="sm">
                <AppLink href={`/console/recalls/amend/${recall.id}`}>Amend it</AppLink>
              </Button>
              <EndDialog recall={recall} />
            </>
          ) : null}
        </div>
      </div>
      {state === "open" ? <OwnModels recallId={recall.id} /> : null}
    </Card>
  );
}
