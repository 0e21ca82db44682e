import { ponder } from "ponder:registry";
import { model, release } from "ponder:schema";
import { formatModelId, gtinOf, modelIdFromChain, orgOf } from "../../lib/domain/ids.ts";
import { MODEL_KINDS, word } from "../../lib/domain/kinds.ts";
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
