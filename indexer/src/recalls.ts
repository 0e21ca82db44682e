import { ponder } from "ponder:registry";
import { acknowledgement, fix, recall, scopeItem } from "ponder:schema";
import { batchId, batchOf, deviceIdFromChain, formatDeviceId, formatModelId, modelIdFromChain, orgOf } from "../../lib/domain/ids.ts";
import { EVIDENCES, MEASURES, SCOPE_KINDS, SEVERITIES, word } from "../../lib/domain/kinds.ts";
import type { ScopeItem } from "../../lib/domain/scope.ts";
import { toWire } from "../../lib/feed/scope-item.ts";
import { fanOutRecall } from "../fan-out.ts";
import { record } from "../history.ts";

type ChainItem = { kind: number; subject: bigint; first: number; last: number };

function fromChain({ kind, subject, first, last }: ChainItem): ScopeItem {
  const name = word(SCOPE_KINDS, kind);
  if (name === "model") return { kind: name, modelId: modelIdFromChain(subject) };
  return name === "batch" ? { kind: name, batchId: batchId(subject), first, last } : { kind: name, batchId: batchId(subject) };
}

ponder.on("Recalls:RecallDrafted", async ({ event, context }) => {
  await record("RecallDrafted", { event, context }, { orgId: event.args.issuer }, event.args);
});

ponder.on("Recalls:RecallOpened", async ({ event, context }) => {
  const { recallId: id, issuer, author, version, notice } = event.args;
  const measure = word(MEASURES, event.args.measure);
  const severity = word(SEVERITIES, event.args.severity);
  const minEvidence = word(EVIDENCES, event.args.minEvidence);
  const scope = event.args.scope.map(fromChain);
  const origin = { openedAt: Number(event.block.timestamp), openedBlock: Number(event.block.number), tx: event.transaction.hash };
  await context.db
    .insert(recall)
    .values({ id, issuerId: issuer, version, measure, severity, minEvidence, state: "open", notice, author, ...origin });
  await context.db.insert(scopeItem).values(scope.map((item, position) => ({ recallId: id, position, ...toWire(item) })));
  await fanOutRecall(context.db, id, scope);
  const args = { ...event.args, measure, severity, minEvidence, scope: scope.map(toWire) };
  await record("RecallOpened", { event, context }, { orgId: issuer, recallId: id }, args);
});

ponder.on("Recalls:FixOffered", async ({ event, context }) => {
  const { recallId, sequence } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  await context.db.insert(fix).values({ recallId, modelId, sequence, offeredAt: Number(event.block.timestamp) });
  const args = { ...event.args, modelId: formatModelId(modelId) };
  await record("FixOffered", { event, context }, { orgId: orgOf(modelId), modelId, recallId }, args);
});

ponder.on("Recalls:RecallAcknowledged", async ({ event, context }) => {
  const { recallId, owner, epoch } = event.args;
  const deviceId = deviceIdFromChain(event.args.deviceId);
  // Acknowledging twice is allowed and changes nothing: the first time counts.
  await context.db
    .insert(acknowledgement)
    .values({ recallId, deviceId, epoch, owner, at: Number(event.block.timestamp) })
    .onConflictDoNothing();
  const args = { ...event.args, deviceId: formatDeviceId(deviceId) };
  await record("RecallAcknowledged", { event, context }, { batchId: batchOf(deviceId), deviceId, recallId }, args);
});

ponder.on("Recalls:RecallClosed", async ({ event, context }) => {
  const { recallId: id } = event.args;
  const { issuerId } = await context.db.update(recall, { id }).set({ state: "closed", closedAt: Number(event.block.timestamp) });
  await record("RecallClosed", { event, context }, { orgId: issuerId, recallId: id }, event.args);
});
