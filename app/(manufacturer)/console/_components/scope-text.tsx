"use client";

import { useBatches, useModels } from "@/app/_hooks/use-feed.ts";
import { scopeWords } from "@/app/_lib/scope-words.ts";
import type { ScopeItemView } from "@/lib/feed/wire.ts";

/** A scope item as a sentence: which part, batch or model, and what of it. */
export function ScopeText({ item }: { item: ScopeItemView }) {
  const models = useModels();
  const batches = useBatches();
  const { before, name, after } = scopeWords(item, {
    batch: (id) => batches.data?.find((batch) => `${batch.id}` === id),
    model: (id) => models.data?.find((model) => model.id === id),
  });
  return (
    <>
      {before}
      <strong className="font-medium">{name}</strong>
      {after}
    </>
  );
}
