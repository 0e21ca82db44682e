import { db } from "ponder:api";
import { certificate, declaration, model, organization } from "ponder:schema";
import { Hono } from "hono";
import { and, desc, eq, gt, inArray } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatModelId, type ModelId, parseModelId } from "../../../lib/domain/ids.ts";
import type { ModelRef, ModelView } from "../../../lib/feed/wire.ts";
import { loadNow } from "./health.ts";
import { cursors, filters, parseCursor, readQuery, toPage } from "./input.ts";
import { bodyColumns, loadModelRefs, loadReleases, revocation } from "./refs.ts";

/** What is declared and certified about the security of models. */
async function loadSecurity(ids: ModelId[]): Promise<(id: ModelId) => Pick<ModelView, "declaration" | "certificates">> {
  const [declarations, certificates, now] = await Promise.all([
    db.select().from(declaration).where(inArray(declaration.modelId, ids)).orderBy(desc(declaration.version)),
    db
      .select({ certificate, laboratory: bodyColumns, suspended: organization.suspended })
      .from(certificate)
      .innerJoin(organization, eq(organization.id, certificate.laboratoryId))
      .where(inArray(certificate.modelId, ids))
      .orderBy(certificate.laboratoryId),
    loadNow(),
  ]);
  return (id) => {
    const declared = declarations.find(({ modelId }) => modelId === id);
    return {
      declaration: declared
        ? {
            version: declared.version,
            credentials: declared.credentials,
            keys: declared.keys,
            digest: declared.digest,
            declaredAt: declared.declaredAt,
          }
        : null,
      certificates: certificates
        .filter((row) => row.certificate.modelId === id)
        .map(({ certificate: { version, validUntil, report, certifiedAt, ...row }, laboratory, suspended }) => ({
          ...{ laboratory, version, validUntil, report, certifiedAt, revoked: revocation(row) },
          inForce: version === declared?.version && validUntil > now && row.revokedAt === null && !suspended,
        })),
    };
  };
}

async function views(rows: (typeof model.$inferSelect)[]): Promise<ModelView[]> {
  const ids = rows.map(({ id }) => id);
  const [refs, releases, security] = await Promise.all([loadModelRefs(ids), loadReleases(ids), loadSecurity(ids)]);
  return rows.map(({ id, supportEnd, registeredAt }) => ({
    ...(refs.get(id) as ModelRef),
    supportEnd,
    registeredAt,
    releases: releases(id),
    ...security(id),
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
