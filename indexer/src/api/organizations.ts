import { db } from "ponder:api";
import { disclosure, operator, organization } from "ponder:schema";
import { eq, gt, inArray } from "ponder";
import { getAddress } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import { PERMISSIONS, type Permission } from "../../../lib/domain/kinds.ts";
import type { OrganizationView } from "../../../lib/feed/wire.ts";
import { countStandings } from "./disclosures.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";

const permissionsOf = (bits: number): Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter((name) => (bits & PERMISSIONS[name]) !== 0);

async function views(rows: (typeof organization.$inferSelect)[]): Promise<OrganizationView[]> {
  const ids = rows.map(({ id }) => id);
  const operators = await db.select().from(operator).where(inArray(operator.orgId, ids)).orderBy(operator.orgId, operator.account);
  const disclosures = await countStandings(disclosure.orgId, ids);
  const operatorsOf = Map.groupBy(
    operators.filter(({ permissions }) => permissions !== 0),
    ({ orgId }) => orgId,
  );
  return rows.map(({ admin, offeredAdmin, suspendedAt, ...row }) => ({
    ...row,
    suspended: suspendedAt !== null,
    admin: getAddress(admin),
    offeredAdmin: offeredAdmin && getAddress(offeredAdmin),
    operators: (operatorsOf.get(row.id) ?? []).map(({ account, permissions, releaseFrom }) => ({
      account: getAddress(account),
      permissions: permissionsOf(permissions),
      releaseFrom,
    })),
    disclosures: disclosures(row.id),
  }));
}

export const organizations = {
  async "GET /organizations"({ query: { cursor: after = 0, limit } }) {
    const rows = await db
      .select()
      .from(organization)
      .where(gt(organization.id, after))
      .orderBy(organization.id)
      .limit(limit + 1);
    return toPage(rows, limit, ({ id }) => id, views);
  },
  async "GET /organizations/:orgId"({ path: { orgId } }) {
    const [view] = await views(await db.select().from(organization).where(eq(organization.id, orgId)));
    if (!view) throw new MusterError("OrganizationsUnknown", { orgId });
    return view;
  },
} satisfies Partial<Handlers>;
