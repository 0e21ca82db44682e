import { ponder } from "ponder:registry";
import { operator, organization } from "ponder:schema";
import { ORG_KINDS, word } from "../../lib/domain/kinds.ts";
import { record } from "../history.ts";

ponder.on("Organizations:OrganizationAdmitted", async ({ event, context }) => {
  const { orgId, admin, name, domain, country } = event.args;
  const kind = word(ORG_KINDS, event.args.kind);
  const admittedAt = Number(event.block.timestamp);
  await context.db
    .insert(organization)
    .values({ id: orgId, kind, name, domain, country, admin, suspended: false, secondKey: false, admittedAt });
  await record("OrganizationAdmitted", { event, context }, { orgId }, { ...event.args, kind });
});

ponder.on("Organizations:OrganizationSuspensionSet", async ({ event, context }) => {
  const { orgId, suspended } = event.args;
  await context.db.update(organization, { id: orgId }).set({ suspended });
  await record("OrganizationSuspensionSet", { event, context }, { orgId }, event.args);
});

ponder.on("Organizations:OperatorSet", async ({ event, context }) => {
  const { orgId, operator: account, permissions } = event.args;
  await context.db.insert(operator).values({ orgId, account, permissions }).onConflictDoUpdate({ permissions });
  await record("OperatorSet", { event, context }, { orgId }, event.args);
});

ponder.on("Organizations:SecondKeyRequired", async ({ event, context }) => {
  const { orgId } = event.args;
  await context.db.update(organization, { id: orgId }).set({ secondKey: true });
  await record("SecondKeyRequired", { event, context }, { orgId }, event.args);
});
