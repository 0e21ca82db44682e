import type { DraftDocument } from "../../../../lib/chain/draft.ts";
import type { ScopeItemView } from "../../../../lib/feed/wire.ts";

/** A draft's scope item in the form in which the feed asks and answers. */
export function scopeView(item: DraftDocument["scope"][number]): ScopeItemView {
  if (item.kind === "model") return { kind: "model", subject: item.model, first: 0, last: 0 };
  if (item.kind === "batch") return { kind: "batch", subject: `${item.batch}`, first: item.first, last: item.last };
  return { kind: "component", subject: `${item.batch}`, first: 0, last: 0 };
}
