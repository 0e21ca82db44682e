import { ponder } from "ponder:registry";
import { operator, organization } from "ponder:schema";
import { zeroAddress } from "viem";
import { lostRights, ORG_KINDS, word } from "../../lib/domain/kinds.ts";
import { record } from "../history.ts";

ponder.on("Organizations:OrganizationAdmitted", async ({ event, context }) => {
  const { orgId, admin, name, domain, country } = event.args;
  const kind = word(ORG_KINDS, event.args.kind);
  const admittedAt = Number(event.block.timestamp);
  await context.db
    .insert(organization)
    .values({ id: orgId, kind, name, domain, country, admin, offeredAdmin: null, suspendedAt: null, admittedAt });
  await record("OrganizationAdmitted", { event, context }, { orgId }, { ...event.args, kind });
});

ponder.on("Organizations:OrganizationSuspensionSet", async ({ event, context }) => {
  const { orgId, suspended } = event.args;
  const at = Number(event.block.timestamp);
  await context.db.update(organization, { id: orgId }).set((row) => ({ suspendedAt: suspended ? (row.suspendedAt ?? at) : null }));
  await record("OrganizationSuspensionSet", { event, context }, { orgId }, event.args);
});

ponder.on("Organizations:OperatorSet", async ({ event, context }) => {
  const { orgId, operator: account, permissions, releaseFrom } = event.args;
  const rights = { permissions, releaseFrom };
  const at = Number(event.block.timestamp);
  await context.db
    .insert(operator)
    .values({ orgId, account, ...rights, lostAt: {} })
    .onConflictDoUpdate((before) => ({ ...rights, lostAt: lostRights(before, permissions, at) }));
  await record("OperatorSet", { event, context }, { orgId }, event.args);
});

ponder.on("Organizations:AdminOffered", async ({ event, context }) => {
  const { orgId, admin } = event.args;
  await context.db.update(organization, { id: orgId }).set({ offeredAdmin: admin === zeroAddress ? null : admin });
  await record("AdminOffered", { event, context }, { orgId }, event.args);
});

ponder.on("Organizations:AdminChanged", async ({ event, context }) => {
  const { orgId, admin } = event.args;
  await context.db.update(organization, { id: orgId }).set({ admin, offeredAdmin: null });
  await record("AdminChanged", { event, context }, { orgId }, event.args);
});
