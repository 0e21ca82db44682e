import { db } from "ponder:api";
import { device, model } from "ponder:schema";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { inArray, sql } from "ponder";
import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { BatchId } from "../../../lib/domain/ids.ts";
import {
  type AffectedRange,
  affectedRanges,
  countUnits,
  mergeRanges,
  type Range,
  type ScopeItem,
  unionSize,
} from "../../../lib/domain/scope.ts";
import { fromWire } from "../../../lib/feed/scope-item.ts";
import { type ModelRef, type Preview, scopeItemSchema } from "../../../lib/feed/wire.ts";
import { type KnownBatch, loadReach } from "../../graph.ts";
import { check } from "./input.ts";
import { rangeViews } from "./recalls.ts";
import { loadModelRefs } from "./refs.ts";

/** Twin: `Recalls.MAX_SCOPE_ITEMS`. */
const MAX_SCOPE_ITEMS = 64;
const MAX_BODY_BYTES = 64 * 1024;

const bodySchema = z.strictObject({ scope: z.array(scopeItemSchema).min(1).max(MAX_SCOPE_ITEMS) });

/** Refuses what the contract would refuse: items that name nothing, and components named as if they were devices. */
async function checkScope(scope: ScopeItem[], batches: KnownBatch[]): Promise<void> {
  const modelIds = scope.flatMap((item) => (item.kind === "model" ? [item.modelId] : []));
  const deviceModels = new Map(
    (await db.select({ id: model.id, kind: model.kind }).from(model).where(inArray(model.id, modelIds))).map(({ id, kind }) => [id, kind]),
  );
  for (const [position, item] of scope.entries()) {
    const named = item.kind === "model" ? undefined : batches.find(({ id }) => id === item.batchId);
    const fits =
      item.kind === "model"
        ? deviceModels.get(item.modelId) === "device"
        : named !== undefined &&
          (item.kind === "component" || (named.kind === "device" && item.first <= item.last && item.last < named.size));
    if (!fits) throw new MusterError("RecallsInvalidScope", { position });
  }
}

/** How many units of each batch have an owner, within ranges that do not overlap. */
async function countClaimed(spans: (Range & { batchId: BatchId })[]): Promise<Map<BatchId, number>> {
  const column = (name: keyof (typeof spans)[number]) => sql`${sql.param(spans.map((span) => span[name]))}::int8[]`;
  const rows = await db
    .select({ batchId: device.batchId, claimed: sql`count(*)`.mapWith(Number) })
    .from(device)
    .innerJoin(
      sql`unnest(${column("batchId")}, ${column("first")}, ${column("last")}) as span(batch_id, first, last)`,
      sql`span.batch_id = ${device.batchId} and ${device.index} between span.first and span.last`,
    )
    .groupBy(device.batchId);
  return new Map(rows.map(({ batchId, claimed }) => [batchId, claimed]));
}

async function brandsOf(batches: KnownBatch[], ranges: Map<BatchId, AffectedRange[]>): Promise<Preview["brands"]> {
  const spans = batches.flatMap(({ id }) => mergeRanges(ranges.get(id) ?? []).map((range) => ({ ...range, batchId: id })));
  const [claimed, models] = await Promise.all([countClaimed(spans), loadModelRefs(batches.map(({ modelId }) => modelId))]);
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

async function preview(scope: ScopeItem[]): Promise<Preview> {
  const batches = await loadReach(db, scope);
  await checkScope(scope, batches);
  const affected = affectedRanges(scope, batches);
  const ranges = Map.groupBy(affected, ({ batchId }) => batchId);
  const reached = batches.filter(({ id, kind }) => kind === "device" && ranges.has(id));
  if (reached.length === 0) throw new MusterError("scope-without-devices");
  const brands = await brandsOf(reached, ranges);
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
  };
}

export const previews = new Hono().post(
  "/preview",
  bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new MusterError("query-invalid", { problem: `the body is larger than ${MAX_BODY_BYTES} bytes` });
    },
  }),
  async (context) => {
    const body = await context.req.json().catch(() => {
      throw new MusterError("query-invalid", { problem: "the body is not JSON" });
    });
    return context.json(await preview(check(bodySchema, body).scope.map(fromWire)));
  },
);
