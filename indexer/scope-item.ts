import { batchId, formatModelId, parseModelId } from "../lib/domain/ids.ts";
import type { ScopeItem } from "../lib/domain/scope.ts";
import type { ScopeItemView } from "../lib/feed/wire.ts";

/** The one flat form of a scope item, in tables and on the wire. */
export function toWire(item: ScopeItem): ScopeItemView {
  if (item.kind === "model") return { kind: item.kind, subject: formatModelId(item.modelId), first: 0, last: 0 };
  const { first, last } = item.kind === "batch" ? item : { first: 0, last: 0 };
  return { kind: item.kind, subject: `${item.batchId}`, first, last };
}

export function fromWire({ kind, subject, first, last }: ScopeItemView): ScopeItem {
  if (kind === "model") return { kind, modelId: parseModelId(subject) };
  return kind === "batch" ? { kind, batchId: batchId(subject), first, last } : { kind, batchId: batchId(subject) };
}
