"use client";

import { CircleCheck, Hourglass, ShieldCheck } from "lucide-react";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { Completion } from "@/app/_components/register/completion.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useRecall, useRecalls } from "@/app/_hooks/use-feed.ts";
import { affectedBrands } from "@/app/_lib/affected.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import type { ModelRef, RecallSummary, RecallView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { OfferFixDialog } from "./offer-fix-dialog.tsx";

/** Open recalls that reach the organisation's devices, and where it has to bring a fix. */
export function ConcernedList() {
  const { organization } = useConsole();
  const recalls = useRecalls({ affects: organization.id, state: "open" });
  if (recalls.isPending) return <Skeleton className="h-32" />;
  if (!recalls.data) return <Trouble what="The list of recalls" />;
  if (recalls.data.length === 0) return <EmptyState icon={ShieldCheck} title="No open recall reaches your products" />;
  return (
    <ul className="flex flex-col gap-4">
      {recalls.data.map((recall) => (
        <li key={recall.id}>
          <Concern recall={recall} />
        </li>
      ))}
    </ul>
  );
}

function Concern({ recall }: { recall: RecallSummary }) {
  const details = useRecall(`${recall.id}`);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 flex-1 basis-72">
          <RecallBrief recall={recall} />
          <p className="mt-1 text-ink-soft text-sm">
            By <OrganizationName organization={recall.issuer} plain />, <Day at={recall.openedAt} />
          </p>
        </div>
        <Completion counts={recall.counts} />
      </div>
      {details.data ? <OwnModels recall={details.data} /> : <Skeleton className="mt-4 h-12" />}
    </Card>
  );
}

/** The organisation's own models in the recall. Until each has a fix, its owners have nothing to install. */
function OwnModels({ recall }: { recall: RecallView }) {
  const { organization } = useConsole();
  const own = affectedBrands(recall.affected).find(({ maker }) => maker.id === organization.id);
  if (!own) return null;
  return (
    <ul className="mt-4 divide-y border-t">
      {own.models.map((model) => (
        <li key={model.id} className="flex flex-wrap items-center justify-between gap-3 py-3 last:pb-0">
          <FixOf recall={recall} model={model} devices={own.devices} isOnly={own.models.length === 1} />
        </li>
      ))}
    </ul>
  );
}

type FixProps = { recall: RecallView; model: ModelRef; devices: number; isOnly: boolean };

function FixOf({ recall, model, devices, isOnly }: FixProps) {
  const { may } = useConsole();
  const fix = recall.fixes.find((offered) => offered.model.id === model.id);
  const Icon = fix ? CircleCheck : Hourglass;
  return (
    <>
      <p className="flex items-start gap-2 text-sm leading-relaxed">
        <Icon className={`mt-0.5 size-4 shrink-0 ${fix ? "text-fixed" : "text-checking"}`} aria-hidden />
        <span>
          <ModelName model={model} plain className="font-medium" />
          {isOnly ? <span className="text-ink-soft">, {formatUnits(devices)}</span> : null}
          <br />
          {fix ? (
            <>
              Fixed from version <span className="font-mono">{fix.release.version}</span> on, offered on <Day at={fix.offeredAt} />
            </>
          ) : (
            "No fix offered yet"
          )}
        </span>
      </p>
      {may("releases") ? <OfferFixDialog recall={recall} model={model} isOffered={fix !== undefined} /> : null}
    </>
  );
}
