import { AppLink } from "@/app/_components/app-link.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { recallTitle } from "@/app/_lib/recall-title.ts";
import { readable } from "@/app/_lib/words.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";
import { CaseBadge, MeasureBadge, SeverityBadge } from "./badges.tsx";
import { Completion } from "./completion.tsx";

/** Recalls for everybody: what it is about, who says so, how far it has come. */
export function RecallList({ recalls }: { recalls: readonly RecallSummary[] }) {
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {recalls.map((recall) => (
        <RecallItem key={recall.id} recall={recall} />
      ))}
    </ul>
  );
}

async function RecallItem({ recall }: { recall: RecallSummary }) {
  return (
    <li className="relative grid gap-x-8 gap-y-3 p-4 transition-colors hover:bg-sunken/60 sm:p-5 md:grid-cols-[1fr_15rem] md:items-center">
      <div className="min-w-0">
        <div className="flex flex-wrap gap-1.5">
          <MeasureBadge measure={recall.measure} />
          <SeverityBadge severity={recall.severity} />
          {recall.state === "open" ? null : <CaseBadge state={recall.state} />}
        </div>
        <h3 className="mt-2 font-semibold leading-snug">
          <AppLink href={`/recalls/${recall.id}`} className="after:absolute after:inset-0 hover:underline">
            {await recallTitle(recall)}
          </AppLink>
        </h3>
        <p className="mt-1 text-ink-soft text-sm">
          No. {recall.id} · <bdi>{readable(recall.issuer.name)}</bdi> · <Day at={recall.openedAt} />
        </p>
      </div>
      <Completion counts={recall.counts} />
    </li>
  );
}
