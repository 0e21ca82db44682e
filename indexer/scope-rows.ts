import type { scopeItem } from "ponder:schema";
import { type ChainScopeItem, scopeItemFromChain } from "../lib/chain/scope-item.ts";
import type { BatchId, ModelId } from "../lib/domain/ids.ts";
import type { ScopeItem } from "../lib/domain/scope.ts";

type Row = Omit<typeof scopeItem.$inferSelect, "recallId" | "position" | "version">;

/** A scope item as a row, from an event. */
export function rowFromChain(of: ChainScopeItem): Row {
  const item = scopeItemFromChain(of);
  const named = "batchId" in item ? { batchId: item.batchId, modelId: null } : { batchId: null, modelId: item.modelId };
  return { kind: item.kind, excluded: of.excluded, ...named, first: of.first, last: of.last };
}

export function fromRow({ kind, excluded, first, last, ...row }: Row): ScopeItem {
  if (kind === "component") return { kind, batchId: row.batchId as BatchId };
  if (kind === "batch") return { kind, batchId: row.batchId as BatchId, first, last, excluded };
  const modelId = row.modelId as ModelId;
  return kind === "model" ? { kind, modelId, excluded } : { kind, modelId, first, last, excluded };
}
