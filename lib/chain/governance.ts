import { type Address, decodeFunctionData, type Hex, isAddressEqual, slice } from "viem";
import type { GovernanceAct } from "../domain/governance.ts";
import { ORG_KINDS, word } from "../domain/kinds.ts";
import { organizationsAbi } from "./abis.generated.ts";

/**
 * What an announced call does, in our words.
 * @param organizations Where the contract of that name is: calls of anything else are `other`.
 */
export function readGovernanceAct(organizations: Address, target: Address, data: Hex): GovernanceAct {
  const other = { act: "other", target, selector: data.length < 10 ? data : slice(data, 0, 4) } as const;
  if (!isAddressEqual(organizations, target)) return other;
  try {
    const { functionName, args } = decodeFunctionData({ abi: organizationsAbi, data });
    if (functionName === "admit") {
      const [kind, admin, name, domain, country] = args;
      return { act: "admit", kind: word(ORG_KINDS, kind), admin, name, domain, country };
    }
    if (functionName === "setSuspended") return { act: args[1] ? "suspend" : "lift", orgId: args[0], reason: args[2] };
    if (functionName === "replaceAdmin") return { act: "replace-admin", orgId: args[0], admin: args[1], reason: args[2] };
  } catch {
    // Governance may announce bytes that are no call of this contract; executing them will fail.
  }
  return other;
}
