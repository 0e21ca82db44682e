import { ponder } from "ponder:registry";
import { certificate, declaration, model, release } from "ponder:schema";
import { formatModelId, gtinOf, modelIdFromChain, orgOf } from "../../lib/domain/ids.ts";
import { CREDENTIAL_CLASSES, KEY_CLASSES, MODEL_KINDS, word } from "../../lib/domain/kinds.ts";
import { record } from "../history.ts";

ponder.on("Catalog:ModelRegistered", async ({ event, context }) => {
  const { orgId, supportEnd, name } = event.args;
  const id = modelIdFromChain(event.args.modelId);
  const kind = word(MODEL_KINDS, event.args.kind);
  const gtin = gtinOf(id);
  const registeredAt = Number(event.block.timestamp);
  await context.db.insert(model).values({ id, orgId, gtin, kind, name, supportEnd, latestRelease: 0, registeredAt });
  await record("ModelRegistered", { event, context }, { orgId, modelId: id }, { ...event.args, modelId: formatModelId(id), gtin, kind });
});

ponder.on("Catalog:SupportExtended", async ({ event, context }) => {
  const id = modelIdFromChain(event.args.modelId);
  await context.db.update(model, { id }).set({ supportEnd: event.args.supportEnd });
  await record("SupportExtended", { event, context }, { orgId: orgOf(id), modelId: id }, { ...event.args, modelId: formatModelId(id) });
});

ponder.on("Catalog:ReleasePublished", async ({ event, context }) => {
  const { sequence, version, digest, size } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  const publishedAt = Number(event.block.timestamp);
  await context.db.insert(release).values({ modelId, sequence, version, digest, size, publishedAt });
  await context.db.update(model, { id: modelId }).set({ latestRelease: sequence });
  await record(
    "ReleasePublished",
    { event, context },
    { orgId: orgOf(modelId), modelId },
    { ...event.args, modelId: formatModelId(modelId) },
  );
});

ponder.on("Catalog:ReleaseRevoked", async ({ event, context }) => {
  const { sequence, reason } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  const revokedAt = Number(event.block.timestamp);
  await context.db.update(release, { modelId, sequence }).set({ revokedAt, revokedReason: reason });
  const args = { ...event.args, modelId: formatModelId(modelId) };
  await record("ReleaseRevoked", { event, context }, { orgId: orgOf(modelId), modelId }, args);
});

ponder.on("Catalog:SecurityDeclared", async ({ event, context }) => {
  const { version, digest } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  const credentials = word(CREDENTIAL_CLASSES, event.args.credentials);
  const keys = word(KEY_CLASSES, event.args.keys);
  const declaredAt = Number(event.block.timestamp);
  await context.db.insert(declaration).values({ modelId, version, credentials, keys, digest, declaredAt });
  const args = { ...event.args, modelId: formatModelId(modelId), credentials, keys };
  await record("SecurityDeclared", { event, context }, { orgId: orgOf(modelId), modelId }, args);
});

ponder.on("Catalog:ModelCertified", async ({ event, context }) => {
  const { laboratory: laboratoryId, version, validUntil, report } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  const terms = { version, validUntil, report, certifiedAt: Number(event.block.timestamp), revokedAt: null, revokedReason: null };
  await context.db
    .insert(certificate)
    .values({ modelId, laboratoryId, ...terms })
    .onConflictDoUpdate(terms);
  const args = { ...event.args, modelId: formatModelId(modelId) };
  await record("ModelCertified", { event, context }, { orgId: laboratoryId, modelId }, args);
});

ponder.on("Catalog:CertificateRevoked", async ({ event, context }) => {
  const { laboratory: laboratoryId, reason } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  const revokedAt = Number(event.block.timestamp);
  await context.db.update(certificate, { modelId, laboratoryId }).set({ revokedAt, revokedReason: reason });
  const args = { ...event.args, modelId: formatModelId(modelId) };
  await record("CertificateRevoked", { event, context }, { orgId: laboratoryId, modelId }, args);
});
