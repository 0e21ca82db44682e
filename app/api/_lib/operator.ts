import type { Address } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { OrgId } from "../../../lib/domain/ids.ts";
import type { Permission } from "../../../lib/domain/kinds.ts";
import type { Services } from "./services.ts";
import { requireSession } from "./session.ts";

/**
 * The signed-in address, if it has one of the rights in the organisation. Asked of the register at each call: rights
 * end the moment the admin takes them away.
 * @throws MusterError `sign-in-needed` or `not-operator`.
 */
async function requireRight(request: Request, services: Services, orgId: OrgId, rights: readonly Permission[]): Promise<Address> {
  const account = await requireSession(request, services);
  const { operators } = await services.feed.organization(orgId);
  const operator = operators.find((candidate) => candidate.account.toLowerCase() === account.toLowerCase());
  if (!operator || !rights.some((right) => operator.permissions.includes(right))) throw new MusterError("not-operator", { account, orgId });
  return account;
}

/** Who prepares or releases recalls of the organisation. @throws MusterError `sign-in-needed` or `not-operator`. */
export const requireRecallOperator = (request: Request, services: Services, orgId: OrgId): Promise<Address> =>
  requireRight(request, services, orgId, ["recall-draft", "recall-release"]);

/** Who registers its batches. @throws MusterError `sign-in-needed` or `not-operator`. */
export const requireBatchOperator = (request: Request, services: Services, orgId: OrgId): Promise<Address> =>
  requireRight(request, services, orgId, ["batches"]);

/** Who registers its models and declares their security. @throws MusterError `sign-in-needed` or `not-operator`. */
export const requireModelOperator = (request: Request, services: Services, orgId: OrgId): Promise<Address> =>
  requireRight(request, services, orgId, ["models"]);

/** Who speaks for the networks that it runs. @throws MusterError `sign-in-needed` or `not-operator`. */
export const requireNetworkOperator = (request: Request, services: Services, orgId: OrgId): Promise<Address> =>
  requireRight(request, services, orgId, ["networks"]);
