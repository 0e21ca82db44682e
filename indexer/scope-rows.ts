import type { scopeItem } from "ponder:schema";
import { type BatchId, batchId, type ModelId, modelIdFromChain } from "../lib/domain/ids.ts";
import { SCOPE_KINDS, word } from "../lib/domain/kinds.ts";
import type { ScopeItem } from "../lib/domain/scope.ts";

type Row = Omit<typeof scopeItem.$inferSelect, "recallId" | "position" | "version">;
/** As it stands in events. */
export type ChainItem = { kind: number; excluded: boolean; subject: bigint; first: number; last: number };

/** A scope item as a row, from an event. */
export function rowFromChain({ kind, excluded, subject, first, last }: ChainItem): Row {
  const name = word(SCOPE_KINDS, kind);
  const named =
    name === "batch" || name === "component"
      ? { batchId: batchId(subject), modelId: null }
      : { batchId: null, modelId: modelIdFromChain(subject) };
  return { kind: name, excluded, ...named, first, last };
}

export function fromRow({ kind, excluded, first, last, ...row }: Row): ScopeItem {
  if (kind === "component") return { kind, batchId: row.batchId as BatchId };
  if (kind === "batch") return { kind, batchId: row.batchId as BatchId, first, last, excluded };
  const modelId = row.modelId as ModelId;
  return kind === "model" ? { kind, modelId, excluded } : { kind, modelId, first, last, excluded };
}
