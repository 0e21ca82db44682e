import { db } from "ponder:api";
import { model } from "ponder:schema";
import { Hono } from "hono";
import { and, eq, gt } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatModelId, parseModelId } from "../../../lib/domain/ids.ts";
import type { ModelRef, ModelView } from "../../../lib/feed/wire.ts";
import { cursors, filters, parseCursor, readQuery, toPage } from "./input.ts";
import { loadModelRefs, loadReleases } from "./refs.ts";

async function views(rows: (typeof model.$inferSelect)[]): Promise<ModelView[]> {
  const ids = rows.map(({ id }) => id);
  const [refs, releases] = await Promise.all([loadModelRefs(ids), loadReleases(ids)]);
  return rows.map(({ id, supportEnd, registeredAt }) => ({
    ...(refs.get(id) as ModelRef),
    supportEnd,
    registeredAt,
    releases: releases(id),
  }));
}

export const models = new Hono()
  .get("/models", async (context) => {
    const { org, cursor, limit } = readQuery(context, { org: filters.org });
    const after = parseCursor(cursor, cursors.model);
    const rows = await db
      .select()
      .from(model)
      .where(and(org === undefined ? undefined : eq(model.orgId, org), after === undefined ? undefined : gt(model.id, after)))
      .orderBy(model.id)
      .limit(limit + 1);
    return context.json(await toPage(rows, limit, ({ id }) => formatModelId(id), views));
  })
  .get("/models/:modelId", async (context) => {
    const id = parseModelId(context.req.param("modelId"));
    const [view] = await views(await db.select().from(model).where(eq(model.id, id)));
    if (!view) throw new MusterError("CatalogUnknownModel");
    return context.json(view);
  });
