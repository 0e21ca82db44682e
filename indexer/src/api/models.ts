import { db } from "ponder:api";
import { attackCount, certificate, declaration, disclosure, model, organization } from "ponder:schema";
import { and, desc, eq, gt, inArray, lt } from "ponder";
import { certificateState } from "../../../lib/domain/certificate.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatModelId, type ModelId } from "../../../lib/domain/ids.ts";
import type { DeclarationView, ModelRef, ModelView } from "../../../lib/feed/wire.ts";
import { loadAttacked } from "./attacks.ts";
import { countStandings } from "./disclosures.ts";
import { loadNow } from "./health.ts";
import { bodyColumns, loadModelRefs, loadReleases, revocation } from "./refs.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";

/** What is declared and certified about the security of models. */
export async function loadSecurity(ids: ModelId[]): Promise<(id: ModelId, now: number) => Pick<ModelView, "declaration" | "certificates">> {
  const [declarations, certificates] = await Promise.all([
    db.select().from(declaration).where(inArray(declaration.modelId, ids)).orderBy(desc(declaration.version)),
    db
      .select({ certificate, laboratory: bodyColumns, suspendedAt: organization.suspendedAt })
      .from(certificate)
      .innerJoin(organization, eq(organization.id, certificate.laboratoryId))
      .where(inArray(certificate.modelId, ids))
      .orderBy(certificate.laboratoryId),
  ]);
  const declaredOf = Map.groupBy(declarations, ({ modelId }) => modelId);
  const certified = Map.groupBy(certificates, (row) => row.certificate.modelId);
  return (id, now) => {
    const declared = declaredOf.get(id)?.[0];
    return {
      declaration: declared ? declarationView(declared) : null,
      certificates: (certified.get(id) ?? []).map(
        ({ certificate: { version, validUntil, report, certifiedAt, ...row }, laboratory, suspendedAt }) => {
          const facts = { version, validUntil, isRevoked: row.revokedAt !== null, isSuspended: suspendedAt !== null };
          return {
            ...{ laboratory, version, validUntil, report, certifiedAt, revoked: revocation(row) },
            state: certificateState(facts, declared?.version ?? 0, now),
          };
        },
      ),
    };
  };
}

const declarationView = ({ version, credentials, keys, digest, declaredAt }: typeof declaration.$inferSelect): DeclarationView => ({
  version,
  credentials,
  keys,
  digest,
  declaredAt,
});

async function views(rows: (typeof model.$inferSelect)[]): Promise<ModelView[]> {
  const ids = rows.map(({ id }) => id);
  const [refs, releases, security, attacked, disclosures, now] = await Promise.all([
    ...([loadModelRefs(ids), loadReleases(ids), loadSecurity(ids), loadAttacked(inArray(attackCount.modelId, ids))] as const),
    countStandings(disclosure.modelId, ids),
    loadNow(),
  ]);
  return rows.map(({ id, supportEnd, registeredAt }) => ({
    ...(refs.get(id) as ModelRef),
    supportEnd,
    registeredAt,
    releases: releases(id),
    ...security(id, now),
    disclosures: disclosures(id),
    attacks: attacked([id]),
  }));
}

const certifiedModels = (laboratoryId: number) =>
  db.select({ id: certificate.modelId }).from(certificate).where(eq(certificate.laboratoryId, laboratoryId));

export const models = {
  async "GET /models"({ query: { org, gtin, certifiedBy, cursor: after, limit } }) {
    const rows = await db
      .select()
      .from(model)
      .where(
        and(
          org === undefined ? undefined : eq(model.orgId, org),
          gtin === undefined ? undefined : eq(model.gtin, gtin),
          certifiedBy === undefined ? undefined : inArray(model.id, certifiedModels(certifiedBy)),
          after === undefined ? undefined : gt(model.id, after),
        ),
      )
      .orderBy(model.id)
      .limit(limit + 1);
    return toPage(rows, limit, ({ id }) => formatModelId(id), views);
  },
  async "GET /models/:modelId"({ path: { modelId } }) {
    const [view] = await views(await db.select().from(model).where(eq(model.id, modelId)));
    if (!view) throw new MusterError("CatalogUnknownModel");
    return view;
  },
  async "GET /models/:modelId/declarations"({ path: { modelId }, query: { cursor: before, limit } }) {
    const [known] = await db.select({ id: model.id }).from(model).where(eq(model.id, modelId));
    if (!known) throw new MusterError("CatalogUnknownModel");
    const rows = await db
      .select()
      .from(declaration)
      .where(and(eq(declaration.modelId, modelId), before === undefined ? undefined : lt(declaration.version, before)))
      .orderBy(desc(declaration.version))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      ({ version }) => version,
      async (shown) => shown.map(declarationView),
    );
  },
} satisfies Partial<Handlers>;
