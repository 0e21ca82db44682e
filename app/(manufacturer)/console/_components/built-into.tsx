"use client";

import { PartsDiagram } from "@/app/_components/register/parts-diagram.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { usePreview } from "@/app/_hooks/use-feed.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { partsGraph } from "@/app/_lib/parts-graph.ts";
import type { BatchView } from "@/lib/feed/wire.ts";

/** Where a batch of components went, down to the brands: the way that a recall of it would take. */
export function BuiltInto({ batch }: { batch: BatchView }) {
  const preview = usePreview([{ kind: "component", excluded: false, subject: `${batch.id}`, first: 0, last: 0 }]);
  // A scope that reaches nothing is refused; here it only means that nobody has built the batch in yet.
  if (batch.wholes.length === 0) return <p className="text-ink-soft">No registered batch contains it.</p>;
  if (preview.isPending) return <Skeleton className="h-48" />;
  if (!preview.data) return <Trouble what="Where it was built in" />;
  const { counts, affected } = preview.data;
  return (
    <>
      <p className="mb-4 text-ink-soft leading-relaxed">
        A recall of this batch would reach {formatUnits(counts.involved)} of {formatUnits(counts.brands, "brand")}.
      </p>
      <PartsDiagram graph={partsGraph(affected)} isRecalled={false} />
    </>
  );
}
