import { type DraftDocument, scopeFromText } from "../../../../lib/chain/draft.ts";
import { toWire } from "../../../../lib/feed/scope-item.ts";
import type { ScopeItemView } from "../../../../lib/feed/wire.ts";

/** What a draft names, in the form in which the feed asks and answers; nothing for the end of a recall. */
export function scopeViewOf(draft: DraftDocument): ScopeItemView[] {
  if (draft.step === "open") return draft.scope.map((item) => toWire(scopeFromText(item)));
  return draft.step === "amend" ? draft.added.map((item) => toWire(scopeFromText(item))) : [];
}
