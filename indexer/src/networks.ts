import { type Context, ponder } from "ponder:registry";
import { attackCount, attackWeek, membership, network, networkReply, observation, retest } from "ponder:schema";
import { type Asn, asNumber, formatModelId, modelIdFromChain } from "../../lib/domain/ids.ts";
import { ADDRESS_FAMILIES, type AddressFamily, TEST_METHODS, word } from "../../lib/domain/kinds.ts";
import { FAMILIES } from "../../lib/domain/network-standing.ts";
import { record, storable } from "../history.ts";

/** The family that a number stands for; null for both. */
const familyOf = (number: number): AddressFamily | null => (number === 0 ? null : word(ADDRESS_FAMILIES, number));

ponder.on("Networks:NetworkAssigned", async ({ event, context }) => {
  const asn = asNumber(event.args.asn);
  const { operator, reason } = event.args;
  const assigned = { operatorId: operator || null, assignedAt: Number(event.block.timestamp), assignedReason: reason };
  await context.db
    .insert(network)
    .values({ asn, ...assigned })
    .onConflictDoUpdate(assigned);
  await record("NetworkAssigned", { event, context }, { orgId: operator || null, asn }, event.args);
});

/** Ends the wish for a retest, where a test is newer than it. */
async function meetWish({ db }: Context, of: { asn: Asn; family: AddressFamily }, last: number, at: number): Promise<void> {
  const wish = await db.find(retest, of);
  if (wish && wish.metAt === null && last > wish.wishedAt) await db.update(retest, of).set({ metAt: at });
}

ponder.on("Networks:ObservationRecorded", async ({ event, context }) => {
  const { observer: observerId, author, observation: found } = event.args;
  const asn = asNumber(event.args.asn);
  const [family, method] = [word(ADDRESS_FAMILIES, found.family), word(TEST_METHODS, found.method)];
  const { blocked, received, first, last, expiresAt, evidence } = found;
  const recordedAt = Number(event.block.timestamp);
  const said = { author, blocked, received, first, last, expiresAt, evidence, recordedAt, withdrawnAt: null, withdrawnReason: null };
  await context.db.insert(network).values({ asn, operatorId: null, assignedAt: null, assignedReason: null }).onConflictDoNothing();
  await context.db
    .insert(observation)
    .values({ observerId, asn, family, method, ...said })
    .onConflictDoUpdate(said);
  await meetWish(context, { asn, family }, last, recordedAt);
  const args = { observer: observerId, author, observation: { ...found, family, method } };
  await record("ObservationRecorded", { event, context }, { orgId: observerId, asn }, args);
});

ponder.on("Networks:ObservationWithdrawn", async ({ event, context }) => {
  const { observer: observerId, reason } = event.args;
  const asn = asNumber(event.args.asn);
  const [family, method] = [word(ADDRESS_FAMILIES, event.args.family), word(TEST_METHODS, event.args.method)];
  await context.db
    .update(observation, { observerId, asn, family, method })
    .set({ withdrawnAt: Number(event.block.timestamp), withdrawnReason: reason });
  await record("ObservationWithdrawn", { event, context }, { orgId: observerId, asn }, { ...event.args, family, method });
});

ponder.on("Networks:NetworkReplied", async ({ event, context }) => {
  const { operator: operatorId, author, wantsRetest, text } = event.args;
  const asn = asNumber(event.args.asn);
  const family = familyOf(event.args.family);
  const at = Number(event.block.timestamp);
  await context.db.insert(networkReply).values({ id: event.id, asn, operatorId, author, family, wantsRetest, text, at });
  if (wantsRetest)
    for (const each of family ? [family] : FAMILIES)
      await context.db
        .insert(retest)
        .values({ asn, family: each, wishedAt: at, metAt: null })
        .onConflictDoUpdate({ wishedAt: at, metAt: null });
  await record("NetworkReplied", { event, context }, { orgId: operatorId, asn }, { ...event.args, family });
});

ponder.on("Networks:MembershipClaimed", async ({ event, context }) => {
  const { operator: operatorId, author, since, link } = event.args;
  const asn = asNumber(event.args.asn);
  const said = { operatorId, author, since: since || null, link, at: Number(event.block.timestamp) };
  await context.db
    .insert(membership)
    .values({ asn, programme: storable(event.args.programme), ...said })
    .onConflictDoUpdate(said);
  await record("MembershipClaimed", { event, context }, { orgId: operatorId, asn }, { ...event.args, since: since || null });
});

ponder.on("Networks:AbuseCounted", async ({ event, context }) => {
  const { operator: operatorId, author, week } = event.args;
  const asn = asNumber(event.args.asn);
  const counts = event.args.counts.map(({ modelId, ...numbers }) => ({ modelId: modelIdFromChain(modelId), ...numbers }));
  await context.db.insert(attackWeek).values({ asn, week, operatorId, author, publishedAt: Number(event.block.timestamp) });
  if (counts.length > 0) await context.db.insert(attackCount).values(counts.map((count) => ({ asn, week, ...count })));
  const said = counts.map(({ modelId, ...numbers }) => ({ modelId: modelId === 0n ? null : formatModelId(modelId), ...numbers }));
  await record("AbuseCounted", { event, context }, { orgId: operatorId, asn }, { ...event.args, counts: said });
});
