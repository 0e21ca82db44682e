import { InvalidArgumentError } from "commander";
import { registrationOf } from "../lib/chain/registrations.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { type BatchId, batchId, formatModelId, parseModelId } from "../lib/domain/ids.ts";
import { MAX_SCOPE_ITEMS, type ScopeItem } from "../lib/domain/scope.ts";
import { toWire } from "../lib/feed/scope-item.ts";
import type { Preview, ScopeItemView } from "../lib/feed/wire.ts";
import { day, unixTime } from "./arguments.ts";
import type { Context, Signed } from "./context.ts";
import { date, number, reach, table } from "./output.ts";

/** A scope item as it is typed; a whole batch gets its size from the chain. */
export type TypedScope =
  | Exclude<ScopeItem, { kind: "batch" }>
  | { kind: "batch"; batchId: BatchId; first?: number; last?: number; excluded?: boolean };

const FORMS = {
  batch: /^batch:([1-9][0-9]{0,15})(?::([0-9]{1,10})-([0-9]{1,10}))?$/,
  component: /^component:([1-9][0-9]{0,15})$/,
  model: /^model:([0-9]+-[0-9]{14})$/,
  made: /^made:([0-9]+-[0-9]{14}):([0-9-]{10}):([0-9-]{10})$/,
  shipped: /^shipped:([0-9]+-[0-9]{14}):([1-9][0-9]{0,9})-([1-9][0-9]{0,9})$/,
};

/** The last second of a day is in it. */
const DAY_END = 86_399;

/** For the help of commands. */
export const SCOPE_FORMS = "batch:3:0-99, batch:3, component:2, model:M, made:M:2024-11-01:2024-11-30 or shipped:M:1-2";

export function parseScope(text: string): TypedScope {
  const [, subject = "", first, last] = Object.values(FORMS).flatMap((form) => form.exec(text) ?? []);
  if (FORMS.batch.test(text)) {
    const id = batchId(subject);
    return first === undefined ? { kind: "batch", batchId: id } : { kind: "batch", batchId: id, first: Number(first), last: Number(last) };
  }
  if (FORMS.component.test(text)) return { kind: "component", batchId: batchId(subject) };
  if (FORMS.model.test(text)) return { kind: "model", modelId: parseModelId(subject) };
  const modelId = FORMS.made.test(text) || FORMS.shipped.test(text) ? parseModelId(subject) : undefined;
  if (modelId === undefined) throw new InvalidArgumentError(`It has to be ${SCOPE_FORMS}, where M is a model such as 3-09506000134352.`);
  if (FORMS.shipped.test(text)) return { kind: "shipped", modelId, first: Number(first), last: Number(last) };
  return { kind: "made", modelId, first: unixTime(day(first ?? "")), last: unixTime(day(last ?? "")) + DAY_END };
}

/** What is taken out of a scope. */
export function parseExclusion(text: string): TypedScope {
  const item = parseScope(text);
  if (item.kind === "component") throw new InvalidArgumentError("A component cannot be excluded; name the batches or models of devices.");
  return { ...item, excluded: true };
}

export async function completeScope({ deployment, sender }: Signed, items: readonly TypedScope[] = []): Promise<ScopeItem[]> {
  const complete = async (item: TypedScope): Promise<ScopeItem> => {
    if (item.kind !== "batch") return item;
    const { first = 0, last = (await registrationOf(sender.public, deployment, item.batchId)).size - 1 } = item;
    return { ...item, first, last };
  };
  return Promise.all(items.map(complete));
}

/** @throws MusterError `RecallsScopeTooLong`, as the contract does. */
export function checkedScope(scope: ScopeItem[]): ScopeItem[] {
  if (scope.length > MAX_SCOPE_ITEMS) throw new MusterError("RecallsScopeTooLong", { count: scope.length, limit: MAX_SCOPE_ITEMS });
  return scope;
}

/** What a scope reaches now. @param before Items that a recall has already. @throws MusterError `scope-without-devices`. */
export async function previewScope(
  { feed }: Context,
  scope: readonly ScopeItem[],
  before: readonly ScopeItemView[] = [],
): Promise<Preview> {
  const preview = await feed.preview([...before, ...scope.map(toWire)]);
  if (preview.counts.involved === 0) throw new MusterError("scope-without-devices");
  return preview;
}

/** As it is typed. */
export function scopeText(item: ScopeItem): string {
  const text = (): string => {
    if (item.kind === "component") return `component:${item.batchId}`;
    if (item.kind === "batch") return `batch:${item.batchId}:${item.first}-${item.last}`;
    const model = `${item.kind}:${formatModelId(item.modelId)}`;
    if (item.kind === "model") return model;
    return item.kind === "made" ? `${model}:${date(item.first)}:${date(item.last)}` : `${model}:${item.first}-${item.last}`;
  };
  return item.excluded ? `without ${text()}` : text();
}

/** The preview for people. */
export const previewLines = (preview: Preview | null): string[] =>
  preview === null
    ? []
    : table([
        ["reaches", reach(preview.counts)],
        ["through parts", number(preview.throughParts.devices)],
        ["of them claimed", number(preview.counts.claimed)],
        ["owners to be told", number(preview.owners)],
        ...preview.brands.map(({ name, devices }): [string, string] => [`  ${name}`, number(devices)]),
      ]);
