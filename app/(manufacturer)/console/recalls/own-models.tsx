"use client";

import { CircleCheck, Hourglass } from "lucide-react";
import { ModelName } from "@/app/_components/register/names.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useRecall } from "@/app/_hooks/use-feed.ts";
import { affectedBrands } from "@/app/_lib/affected.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { ModelRef, RecallView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { OfferFixDialog } from "./offer-fix-dialog.tsx";
import { ReplyDialog } from "./reply-dialog.tsx";

const REPLY_WORDS = { affected: "affected", "not-affected": "not affected", investigating: "under investigation" };

/** The organisation's own models in the recall. Until each has a fix, its owners have nothing to install. */
export function OwnModels({ recallId }: { recallId: number }) {
  const { organization, may } = useConsole();
  const { data: recall, isPending } = useRecall(`${recallId}`);
  if (isPending) return <Skeleton className="mt-4 h-12" />;
  if (!recall) return null;
  const own = affectedBrands(recall.affected).find(({ maker }) => maker.id === organization.id);
  if (!own) return null;
  const mine = recall.affected.find(({ batch }) => batch.model.maker.id === organization.id);
  const said = recall.makers.find(({ maker }) => maker.id === organization.id)?.reply;
  return (
    <>
      {mine && recall.issuer.id !== organization.id ? (
        <div className="mt-4 flex flex-wrap items-center justify-between gap-3 text-sm">
          <p>
            {said ? (
              <>
                You said on <Day at={said.at} />: {REPLY_WORDS[said.says]}.
              </>
            ) : (
              "You have not replied: that is shown to everybody."
            )}
          </p>
          {may("recall-release") ? <ReplyDialog recall={recall} affected={mine} /> : null}
        </div>
      ) : null}
      <ul className="mt-4 divide-y border-t">
        {own.models.map((model) => (
          <li key={model.id} className="flex flex-wrap items-center justify-between gap-3 py-3 last:pb-0">
            <FixOf recall={recall} model={model} devices={own.devices} isOnly={own.models.length === 1} />
          </li>
        ))}
      </ul>
    </>
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
              Fixed from version <span className="font-mono">{readable(fix.release.version)}</span> on, offered on{" "}
              <Day at={fix.offeredAt} />
            </>
          ) : (
            "No fix offered yet"
          )}
        </span>
      </p>
      {may("releases") ? <OfferFixDialog recall={recall} model={model} present={fix?.release.sequence ?? 0} /> : null}
    </>
  );
}
