import { batchId, modelIdFromChain } from "../domain/ids.ts";
import { SCOPE_KINDS, word } from "../domain/kinds.ts";
import type { ScopeItem } from "../domain/scope.ts";

/** A scope item as it stands in events. */
export type ChainScopeItem = { kind: number; excluded: boolean; subject: bigint; first: number; last: number };

/** A scope item in our words. */
export function scopeItemFromChain({ kind: number, excluded, subject, first, last }: ChainScopeItem): ScopeItem {
  const kind = word(SCOPE_KINDS, number);
  if (kind === "component") return { kind, batchId: batchId(subject) };
  if (kind === "batch") return { kind, batchId: batchId(subject), first, last, excluded };
  const modelId = modelIdFromChain(subject);
  return kind === "model" ? { kind, modelId, excluded } : { kind, modelId, first, last, excluded };
}
