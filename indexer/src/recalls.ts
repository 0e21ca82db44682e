import { type Context, type Event, ponder } from "ponder:registry";
import { fix, recall, recallVersion, scopeItem } from "ponder:schema";
import { count, eq } from "ponder";
import { type ChainScopeItem, scopeItemFromChain } from "../../lib/chain/scope-item.ts";
import { formatModelId, modelIdFromChain, orgOf } from "../../lib/domain/ids.ts";
import { EVIDENCES, MEASURES, type RecallState, SEVERITIES, word } from "../../lib/domain/kinds.ts";
import { toWire } from "../../lib/feed/scope-item.ts";
import { fanOutRecall } from "../fan-out.ts";
import { record } from "../history.ts";
import { rowFromChain } from "../scope-rows.ts";

/** Numbers and words that two events share. */
type Terms = { recallId: number; version: number; measure: number; severity: number };

const wordsOf = ({ measure, severity }: Terms) => ({ measure: word(MEASURES, measure), severity: word(SEVERITIES, severity) });

async function addVersion(
  { event, context }: { event: Pick<Event, "block" | "transaction">; context: Context },
  terms: Terms & Pick<typeof recallVersion.$inferInsert, "notice" | "author" | "reason">,
  items: readonly ChainScopeItem[],
): Promise<void> {
  const { recallId, version, notice, author, reason } = terms;
  const origin = { at: Number(event.block.timestamp), block: Number(event.block.number), tx: event.transaction.hash };
  await context.db.insert(recallVersion).values({ recallId, version, ...wordsOf(terms), notice, author, reason, ...origin });
  if (items.length === 0) return;
  const [before] = await context.db.sql.select({ items: count() }).from(scopeItem).where(eq(scopeItem.recallId, recallId));
  const from = before?.items ?? 0;
  await context.db.insert(scopeItem).values(items.map((item, i) => ({ recallId, position: from + i, version, ...rowFromChain(item) })));
  await fanOutRecall(context.db, recallId);
}

const readable = (items: readonly ChainScopeItem[]) => items.map((item) => toWire(scopeItemFromChain(item)));

ponder.on("Recalls:RecallDrafted", async ({ event, context }) => {
  await record("RecallDrafted", { event, context }, { orgId: event.args.issuer }, event.args);
});

ponder.on("Recalls:DraftDiscarded", async ({ event, context }) => {
  await record("DraftDiscarded", { event, context }, { orgId: event.args.issuer }, event.args);
});

ponder.on("Recalls:RecallOpened", async ({ event, context }) => {
  const { recallId: id, issuer, author, version, notice, scope } = event.args;
  const { measure, severity } = wordsOf(event.args);
  const minEvidence = word(EVIDENCES, event.args.minEvidence);
  const origin = { openedAt: Number(event.block.timestamp), openedBlock: Number(event.block.number), tx: event.transaction.hash };
  await context.db
    .insert(recall)
    .values({ id, issuerId: issuer, version, measure, severity, minEvidence, state: "open", notice, author, ...origin });
  await addVersion({ event, context }, { ...event.args, reason: "" }, scope);
  const args = { ...event.args, measure, severity, minEvidence, scope: readable(scope) };
  await record("RecallOpened", { event, context }, { orgId: issuer, recallId: id }, args);
});

ponder.on("Recalls:RecallAmended", async ({ event, context }) => {
  const { recallId: id, version, notice, added } = event.args;
  const { measure, severity } = wordsOf(event.args);
  const { issuerId } = await context.db.update(recall, { id }).set({ version, measure, severity, notice });
  await addVersion({ event, context }, event.args, added);
  const args = { ...event.args, measure, severity, added: readable(added) };
  await record("RecallAmended", { event, context }, { orgId: issuerId, recallId: id }, args);
});

ponder.on("Recalls:FixOffered", async ({ event, context }) => {
  const { recallId, sequence } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  const terms = { sequence, offeredAt: Number(event.block.timestamp) };
  await context.db
    .insert(fix)
    .values({ recallId, modelId, ...terms })
    .onConflictDoUpdate(terms);
  const args = { ...event.args, modelId: formatModelId(modelId) };
  await record("FixOffered", { event, context }, { orgId: orgOf(modelId), modelId, recallId }, args);
});

/** @returns Who issued the recall. */
async function end(context: Context, event: Pick<Event, "block">, id: number, state: RecallState): Promise<number> {
  return (await context.db.update(recall, { id }).set({ state, endedAt: Number(event.block.timestamp) })).issuerId;
}

ponder.on("Recalls:RecallClosed", async ({ event, context }) => {
  const { recallId } = event.args;
  const orgId = await end(context, event, recallId, "closed");
  await record("RecallClosed", { event, context }, { orgId, recallId }, event.args);
});

ponder.on("Recalls:RecallWithdrawn", async ({ event, context }) => {
  const { recallId } = event.args;
  const orgId = await end(context, event, recallId, "withdrawn");
  await record("RecallWithdrawn", { event, context }, { orgId, recallId }, event.args);
});
