import { type Address, decodeFunctionData, type Hex, isAddressEqual, slice } from "viem";
import type { GovernanceAct } from "../domain/governance.ts";
import { ORG_KINDS, word } from "../domain/kinds.ts";
import { networksAbi, organizationsAbi } from "./abis.generated.ts";

/**
 * What an announced call does, in our words.
 * @param contracts Where the contracts of those names are: calls of anything else are `other`.
 */
export function readGovernanceAct(contracts: Record<"Organizations" | "Networks", Address>, target: Address, data: Hex): GovernanceAct {
  const other = { act: "other", target, selector: data.length < 10 ? data : slice(data, 0, 4) } as const;
  try {
    if (isAddressEqual(contracts.Organizations, target)) return organizationsAct(data) ?? other;
    if (isAddressEqual(contracts.Networks, target)) return networksAct(data) ?? other;
  } catch {
    // Governance may announce bytes that are no call of this contract; executing them will fail.
  }
  return other;
}

function organizationsAct(data: Hex): GovernanceAct | undefined {
  const { functionName, args } = decodeFunctionData({ abi: organizationsAbi, data });
  if (functionName === "admit") {
    const [kind, admin, name, domain, country] = args;
    return { act: "admit", kind: word(ORG_KINDS, kind), admin, name, domain, country };
  }
  if (functionName === "setSuspended") return { act: args[1] ? "suspend" : "lift", orgId: args[0], reason: args[2] };
  if (functionName === "replaceAdmin") return { act: "replace-admin", orgId: args[0], admin: args[1], reason: args[2] };
}

function networksAct(data: Hex): GovernanceAct | undefined {
  const { functionName, args } = decodeFunctionData({ abi: networksAbi, data });
  if (functionName === "assignNetwork") return { act: "assign-network", asn: args[0], orgId: args[1] || null, reason: args[2] };
}
