"use client";

import { useBatches, useModels } from "@/app/_hooks/use-feed.ts";
import { formatRange } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { ScopeItemView } from "@/lib/feed/wire.ts";

/** A scope item as a sentence: which part, batch or model, and what of it. */
export function ScopeText({ item }: { item: ScopeItemView }) {
  const models = useModels();
  const batches = useBatches();
  if (item.kind === "model") {
    const model = models.data?.find(({ id }) => id === item.subject);
    return (
      <>
        Every unit of <strong className="font-medium">{model ? readable(model.name) : `model ${item.subject}`}</strong>
      </>
    );
  }
  const batch = batches.data?.find(({ id }) => `${id}` === item.subject);
  const name = (
    <strong className="font-medium">{batch ? `${readable(batch.model.name)}, lot ${batch.lot}` : `batch ${item.subject}`}</strong>
  );
  if (item.kind === "component") return <>{name}, and every device that contains it</>;
  return (
    <>
      {name}: {formatRange(item.first, item.last, batch?.size)}
    </>
  );
}
