import { db } from "ponder:api";
import { batch, device, frozenRange, part } from "ponder:schema";
import { Hono } from "hono";
import { and, count, eq, gt, inArray } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import { batchId } from "../../../lib/domain/ids.ts";
import type { BatchView } from "../../../lib/feed/wire.ts";
import { cursors, filters, parseCursor, readQuery, toPage } from "./input.ts";
import { loadBatchRefs } from "./refs.ts";

async function views(rows: (typeof batch.$inferSelect)[]): Promise<BatchView[]> {
  const ids = rows.map(({ id }) => id);
  const [claimed, frozen, parts, wholes] = await Promise.all([
    db.select({ id: device.batchId, units: count() }).from(device).where(inArray(device.batchId, ids)).groupBy(device.batchId),
    db.select().from(frozenRange).where(inArray(frozenRange.batchId, ids)).orderBy(frozenRange.batchId, frozenRange.position),
    db.select().from(part).where(inArray(part.wholeId, ids)).orderBy(part.wholeId, part.position),
    db.select().from(part).where(inArray(part.partId, ids)).orderBy(part.wholeId, part.position),
  ]);
  const refs = await loadBatchRefs([...ids, ...parts.map(({ partId }) => partId), ...wholes.map(({ wholeId }) => wholeId)]);
  const claimedOf = new Map(claimed.map(({ id, units }) => [id, units]));
  return rows.map(({ id, root, manifest, factoryRelease, registeredAt, tx }) => ({
    ...refs(id),
    root,
    manifest,
    factoryRelease,
    registeredAt,
    tx,
    claimed: claimedOf.get(id) ?? 0,
    frozen: frozen.filter((range) => range.batchId === id).map(({ first, last, reason }) => ({ first, last, reason })),
    parts: parts
      .filter(({ wholeId }) => wholeId === id)
      .map(({ position, first, last, partId }) => ({ position, first, last, batch: refs(partId) })),
    wholes: wholes
      .filter(({ partId }) => partId === id)
      .map(({ position, first, last, wholeId }) => ({ position, first, last, batch: refs(wholeId) })),
  }));
}

export const batches = new Hono()
  .get("/batches", async (context) => {
    const { org, model, cursor, limit } = readQuery(context, filters);
    const after = parseCursor(cursor, cursors.batch);
    const rows = await db
      .select()
      .from(batch)
      .where(
        and(
          org === undefined ? undefined : eq(batch.orgId, org),
          model === undefined ? undefined : eq(batch.modelId, model),
          after === undefined ? undefined : gt(batch.id, after),
        ),
      )
      .orderBy(batch.id)
      .limit(limit + 1);
    return context.json(await toPage(rows, limit, ({ id }) => id, views));
  })
  .get("/batches/:batchId", async (context) => {
    const id = batchId(context.req.param("batchId"));
    const [view] = await views(await db.select().from(batch).where(eq(batch.id, id)));
    if (!view) throw new MusterError("BatchesUnknown", { batchId: id });
    return context.json(view);
  });
