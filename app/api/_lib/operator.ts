import type { Address } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { OrgId } from "../../../lib/domain/ids.ts";
import type { Services } from "./services.ts";
import { requireSession } from "./session.ts";

const RECALL_RIGHTS = ["recall-draft", "recall-release"] as const;

/**
 * The signed-in address, if it prepares or releases recalls of the organisation. Asked of the register at each call:
 * rights end the moment the admin takes them away.
 * @throws MusterError `sign-in-needed` or `not-operator`.
 */
export async function requireRecallOperator(request: Request, services: Services, orgId: OrgId): Promise<Address> {
  const account = await requireSession(request, services);
  const { operators } = await services.feed.organization(orgId);
  const operator = operators.find((candidate) => candidate.account.toLowerCase() === account.toLowerCase());
  if (!operator || !RECALL_RIGHTS.some((right) => operator.permissions.includes(right)))
    throw new MusterError("not-operator", { account, orgId });
  return account;
}
