import { operator, organization } from "ponder:schema";
import { and, eq, isNull, sql } from "ponder";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import type { Trust } from "../../../lib/domain/network-standing.ts";

/** What says whether a body's word counts now, from the rows of the body and of the key that signed for it. */
export const trustColumns = { suspendedAt: organization.suspendedAt, permissions: operator.permissions, lostAt: operator.lostAt };

type TrustRow = Pick<typeof organization.$inferSelect, "suspendedAt"> & Pick<typeof operator.$inferSelect, "permissions" | "lostAt">;

export const trustOf = ({ suspendedAt, permissions, lostAt }: TrustRow): Trust => ({
  suspendedAt,
  rightLostAt: permissions & PERMISSIONS.networks ? null : (lostAt.networks ?? 0),
});

/** The key that signed in the body that it signed for. */
export const signedBy = (orgId: Parameters<typeof eq>[0], author: Parameters<typeof eq>[0]) =>
  and(eq(operator.orgId, orgId), eq(operator.account, author));

/** Twin of `distrust` (lib/domain/network-standing.ts) being null. */
export const isTrusted = and(isNull(organization.suspendedAt), sql`(${operator.permissions} & ${PERMISSIONS.networks}) <> 0`);
