import { db } from "ponder:api";
import { batch, device, model } from "ponder:schema";
import { countDistinct, eq, inArray, sql } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { BatchId } from "../../../lib/domain/ids.ts";
import { countUnits } from "../../../lib/domain/remedied.ts";
import {
  type AffectedRange,
  affectedRanges,
  mergeRanges,
  type Range,
  reachedRanges,
  type ScopeItem,
  unionSize,
} from "../../../lib/domain/scope.ts";
import { fromWire } from "../../../lib/feed/scope-item.ts";
import type { ModelRef, Preview } from "../../../lib/feed/wire.ts";
import { type KnownBatch, loadReach, loadSwappedIn } from "../../graph.ts";
import { rangeViews } from "./affected-ranges.ts";
import { loadModelRefs } from "./refs.ts";
import type { Handlers } from "./serve.ts";

/** Refuses what the contract would refuse: items that name nothing, and components named as if they were devices. */
async function checkScope(scope: ScopeItem[]): Promise<void> {
  const modelIds = scope.flatMap((item) => ("modelId" in item ? [item.modelId] : []));
  const batchIds = scope.flatMap((item) => ("batchId" in item ? [item.batchId] : []));
  const columns = { id: batch.id, size: batch.size, kind: model.kind };
  const [models, batches] = await Promise.all([
    db.select({ id: model.id, kind: model.kind }).from(model).where(inArray(model.id, modelIds)),
    db.select(columns).from(batch).innerJoin(model, eq(model.id, batch.modelId)).where(inArray(batch.id, batchIds)),
  ]);
  for (const [position, item] of scope.entries()) {
    const named = "batchId" in item ? batches.find(({ id }) => id === item.batchId) : models.find(({ id }) => id === item.modelId);
    const ordered = !("first" in item) || item.first <= item.last;
    const inside = item.kind !== "batch" || item.last < (batches.find(({ id }) => id === item.batchId)?.size ?? 0);
    const reaches = item.kind === "component" ? named !== undefined : named?.kind === "device";
    const numbered = item.kind !== "shipped" || item.first > 0;
    if (!(ordered && inside && reaches && numbered)) throw new MusterError("RecallsInvalidScope", { position });
  }
}

type Span = Range & { batchId: BatchId };
type Claimed = { claimed: Map<BatchId, number>; owners: number };

/** How many units of each batch have an owner, within ranges that do not overlap, and how many owners those are. */
async function countClaimed(spans: Span[]): Promise<Claimed> {
  const column = (name: keyof Span) => sql`${sql.param(spans.map((span) => span[name]))}::int8[]`;
  const units = sql`unnest(${column("batchId")}, ${column("first")}, ${column("last")}) as span(batch_id, first, last)`;
  const within = sql`span.batch_id = ${device.batchId} and ${device.index} between span.first and span.last`;
  const [rows, [all]] = await Promise.all([
    db
      .select({ batchId: device.batchId, claimed: sql`count(*)`.mapWith(Number) })
      .from(device)
      .innerJoin(units, within)
      .groupBy(device.batchId),
    db
      .select({ owners: countDistinct(device.owner) })
      .from(device)
      .innerJoin(units, within),
  ]);
  return { claimed: new Map(rows.map(({ batchId, claimed }) => [batchId, claimed])), owners: all?.owners ?? 0 };
}

async function brandsOf(
  batches: KnownBatch[],
  ranges: Map<BatchId, AffectedRange[]>,
  claimed: Claimed["claimed"],
): Promise<Preview["brands"]> {
  const models = await loadModelRefs(batches.map(({ modelId }) => modelId));
  const brands = new Map<number, Preview["brands"][number]>();
  for (const { id, modelId } of batches) {
    const { maker } = models.get(modelId) as ModelRef;
    const brand = brands.get(maker.id) ?? { id: maker.id, name: maker.name, devices: 0, claimed: 0 };
    brand.devices += unionSize(ranges.get(id) ?? []);
    brand.claimed += claimed.get(id) ?? 0;
    brands.set(maker.id, brand);
  }
  return [...brands.values()].sort((a, b) => b.devices - a.devices || a.id - b.id);
}

/** What contains a recalled component, and is not the component itself. */
function throughParts(batches: KnownBatch[], ranges: Map<BatchId, AffectedRange[]>): Preview["throughParts"] {
  const wholes = batches
    .map(({ id }) => (ranges.get(id) ?? []).filter(({ via }) => via.length > 0))
    .filter((reached) => reached.length > 0);
  return { devices: wholes.reduce((sum, reached) => sum + unionSize(reached), 0), batches: wholes.length };
}

async function preview(scope: ScopeItem[]): Promise<Preview> {
  await checkScope(scope);
  const made = await loadReach(db, scope);
  const swapped = await loadSwappedIn(db, scope, reachedRanges(scope, made));
  const batches = [...new Map([...made, ...swapped.batches].map((item) => [item.id, item])).values()];
  const affected = [...affectedRanges(scope, made), ...swapped.ranges];
  const ranges = Map.groupBy(affected, ({ batchId }) => batchId);
  const reached = batches.filter(({ id, kind }) => kind === "device" && ranges.has(id));
  if (reached.length === 0) throw new MusterError("scope-without-devices");
  const spans = reached.flatMap(({ id }) => mergeRanges(ranges.get(id) ?? []).map((range) => ({ ...range, batchId: id })));
  const { claimed, owners } = await countClaimed(spans);
  const brands = await brandsOf(reached, ranges, claimed);
  const total = (of: "devices" | "claimed") => brands.reduce((sum, brand) => sum + brand[of], 0);
  return {
    counts: {
      ...countUnits([]),
      involved: total("devices"),
      claimed: total("claimed"),
      brands: brands.length,
      batches: reached.length,
    },
    affected: await rangeViews(affected),
    brands,
    owners,
    throughParts: throughParts(reached, ranges),
  };
}

export const previews = {
  "POST /preview": ({ body }) => preview(body.scope.map(fromWire)),
} satisfies Partial<Handlers>;
