"use client";

import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Stat, Stats } from "@/app/_components/ui/stat.tsx";
import { usePreview } from "@/app/_hooks/use-feed.ts";
import { type AffectedBatch, affectedBatches, isDevice } from "@/app/_lib/affected.ts";
import { cn } from "@/app/_lib/cn.ts";
import { formatCount, formatRange, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { toProblem } from "@/app/_lib/problem.ts";
import { readable } from "@/app/_lib/words.ts";
import { rate } from "@/lib/domain/statistics.ts";
import type { ScopeItemView } from "@/lib/feed/wire.ts";

type Props = {
  scope: ScopeItemView[];
  /** What the release costs, in units of gas; undefined while there is nothing to release. */
  gas?: number;
  className?: string;
};

/** Whom a scope reaches at this moment, counted by the same rules as the recall's own page afterwards. */
export function PreviewPanel({ scope, gas, className }: Props) {
  const preview = usePreview(scope);
  return (
    <section aria-labelledby="preview" aria-live="polite" className={cn("rounded-lg border bg-surface p-4 sm:p-5", className)}>
      <h2 id="preview" className="font-semibold text-lg tracking-tight">
        Whom it reaches
      </h2>
      <div className={cn("mt-4", preview.isPlaceholderData && "opacity-60")}>
        {scope.length === 0 ? (
          <p className="text-ink-soft text-sm leading-relaxed">
            Choose what is affected. The devices, brands and batches it reaches are counted here.
          </p>
        ) : preview.error ? (
          <ErrorNotice error={toProblem(preview.error)} />
        ) : preview.data ? (
          <Reached {...preview.data} />
        ) : (
          <Skeleton className="h-24" />
        )}
      </div>
      {gas === undefined || scope.length === 0 ? null : (
        <p className="mt-4 border-t pt-3 text-ink-soft text-sm">
          The release costs about <span className="tabular-nums">{formatCount(gas)}</span> units of the network's fee (gas).
        </p>
      )}
    </section>
  );
}

function Reached({ counts, affected, owners, throughParts }: NonNullable<ReturnType<typeof usePreview>["data"]>) {
  const batches = affectedBatches(affected);
  return (
    <>
      <Stats className="sm:grid-cols-2">
        <Stat
          label="Devices"
          value={formatCount(counts.involved)}
          note={`in ${formatUnits(batches.filter(isDevice).length, "batch", "batches")}`}
        />
        <Stat label="Brands" value={formatCount(counts.brands)} note="makers of these devices" />
        <Stat
          label="With an owner"
          value={formatCount(counts.claimed)}
          note={`of ${formatCount(counts.involved)} (${formatShare(rate(counts.claimed, counts.involved).share)})`}
        />
        <Stat
          label="Through parts"
          value={formatCount(throughParts.devices)}
          note={`devices that contain a recalled part, in ${formatUnits(throughParts.batches, "batch", "batches")}`}
        />
        <Stat label="Owners to be told" value={formatCount(owners)} note="in their inbox, and by mail where they left an address" />
        <Stat
          label="Without an owner"
          value={formatCount(counts.involved - counts.claimed)}
          note="their users see it when they look it up"
        />
      </Stats>
      <Disclosure summary="Brands and batches" className="mt-5">
        <ReachedBatches batches={batches} />
      </Disclosure>
    </>
  );
}

/** In a narrow place: the devices by brand, then the parts in them. */
const ReachedBatches = ({ batches }: { batches: AffectedBatch[] }) => (
  <ul className="divide-y border-y text-sm">
    {batches
      .toSorted((a, b) => Number(isDevice(b)) - Number(isDevice(a)) || b.units - a.units)
      .map(({ batch, ranges, units }) => (
        <li key={batch.id} className="py-2.5">
          <p className="flex items-baseline justify-between gap-3">
            <span className="font-medium">{readable(batch.model.name)}</span>
            <span className="whitespace-nowrap">{formatUnits(units, isDevice({ batch }) ? "device" : "part")}</span>
          </p>
          <p className="text-ink-soft leading-snug">
            {readable(batch.model.maker.name)}, lot {readable(batch.lot)}:{" "}
            {ranges.map(({ first, last }) => formatRange(first, last, batch.size)).join("; ")}
          </p>
        </li>
      ))}
  </ul>
);
