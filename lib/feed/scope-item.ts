import { batchId, formatModelId, parseModelId } from "../domain/ids.ts";
import type { ScopeItem } from "../domain/scope.ts";
import type { ScopeItemView } from "./wire.ts";

/** The one flat form of a scope item, in tables and on the wire. */
export function toWire(item: ScopeItem): ScopeItemView {
  const { first, last } = "first" in item ? item : { first: 0, last: 0 };
  const subject = "batchId" in item ? `${item.batchId}` : formatModelId(item.modelId);
  return { kind: item.kind, excluded: item.excluded ?? false, subject, first, last };
}

export function fromWire({ kind, excluded, subject, first, last }: ScopeItemView): ScopeItem {
  if (kind === "component") return { kind, batchId: batchId(subject) };
  if (kind === "batch") return { kind, batchId: batchId(subject), first, last, excluded };
  const modelId = parseModelId(subject);
  return kind === "model" ? { kind, modelId, excluded } : { kind, modelId, first, last, excluded };
}
