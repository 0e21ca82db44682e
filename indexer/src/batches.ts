import { ponder } from "ponder:registry";
import { batch, frozenRange, model, part } from "ponder:schema";
import { batchId, formatModelId, modelIdFromChain, orgOf } from "../../lib/domain/ids.ts";
import type { ModelKind } from "../../lib/domain/kinds.ts";
import { fanOutBatch } from "../fan-out.ts";
import { record } from "../history.ts";

ponder.on("Batches:BatchRegistered", async ({ event, context }) => {
  const { root, size, madeFrom, madeTo, factoryRelease, manifest, lot } = event.args;
  const id = batchId(event.args.batchId);
  const modelId = modelIdFromChain(event.args.modelId);
  const orgId = orgOf(modelId);
  const parts = event.args.parts.map(({ batchId: of, first, last }) => ({ batchId: batchId(of), first, last }));
  const origin = { registeredAt: Number(event.block.timestamp), block: Number(event.block.number), tx: event.transaction.hash };
  await context.db
    .insert(batch)
    .values({ id, modelId, orgId, root, size, madeFrom, madeTo, factoryRelease, manifest, lot, frozenCount: 0, ...origin });
  if (parts.length > 0)
    await context.db
      .insert(part)
      .values(parts.map(({ batchId: partId, first, last }, position) => ({ wholeId: id, position, partId, first, last })));

  const of = await context.db.find(model, { id: modelId });
  await fanOutBatch(context.db, { id, modelId, size, madeFrom, madeTo, factoryRelease, parts, kind: of?.kind as ModelKind });
  const args = { ...event.args, modelId: formatModelId(modelId), parts };
  await record("BatchRegistered", { event, context }, { orgId, modelId, batchId: id }, args);
});

ponder.on("Batches:UnitsFrozen", async ({ event, context }) => {
  const { first, last, reason } = event.args;
  const id = batchId(event.args.batchId);
  const { frozenCount, orgId, modelId } = await context.db.update(batch, { id }).set((row) => ({ frozenCount: row.frozenCount + 1 }));
  await context.db.insert(frozenRange).values({ batchId: id, position: frozenCount - 1, first, last, reason });
  await record("UnitsFrozen", { event, context }, { orgId, modelId, batchId: id }, event.args);
});
