import type { BatchRef, ModelRef, ReleaseView, ScopeItemView } from "../../lib/feed/wire.ts";
import { formatDay, formatRange } from "./format.ts";
import { readable } from "./words.ts";

/** What is known of the things that a scope names; undefined where it is not at hand. */
export type ScopeNames = {
  batch(id: string): BatchRef | undefined;
  model(id: string): (Pick<ModelRef, "name"> & { releases?: readonly ReleaseView[] }) | undefined;
};

/** A scope item as a sentence around the name of what it names. */
export type ScopeWords = { before: string; name: string; after: string };

export function scopeWords(item: ScopeItemView, names: ScopeNames): ScopeWords {
  const words = itemWords(item, names);
  return item.excluded ? { ...words, before: `Not meant: ${words.before.toLowerCase()}` } : words;
}

function itemWords({ kind, subject, first, last }: ScopeItemView, names: ScopeNames): ScopeWords {
  if (kind === "batch" || kind === "component") {
    const batch = names.batch(subject);
    const name = batch ? `${readable(batch.model.name)}, lot ${readable(batch.lot)}` : `batch ${subject}`;
    const after = kind === "component" ? ", and every device that contains it" : `: ${formatRange(first, last, batch?.size)}`;
    return { before: "", name, after };
  }
  const model = names.model(subject);
  const name = model ? readable(model.name) : `model ${subject}`;
  if (kind === "model") return { before: "Every unit of ", name, after: "" };
  if (kind === "made") return { before: "Units of ", name, after: ` made from ${formatDay(first)} to ${formatDay(last)}` };
  const version = (sequence: number): string => {
    const release = model?.releases?.find((candidate) => candidate.sequence === sequence);
    return release ? readable(release.version) : `number ${sequence}`;
  };
  const span = first === last ? version(first) : `${version(first)} to ${version(last)}`;
  return { before: "Units of ", name, after: ` that left the factory with release ${span}` };
}
