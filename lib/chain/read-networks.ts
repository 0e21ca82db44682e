import type { Chain, PublicClient, Transport } from "viem";
import { type Asn, asNumber, type OrgId, orgId } from "../domain/ids.ts";
import { networksAbi } from "./abis.generated.ts";
import { decodeError } from "./decode-error.ts";
import type { Deployment } from "./deployments.ts";

/** Which organisation runs which autonomous system, as governance has said. */
export type NetworkOperators = {
  /** Null when nobody in the register does. */
  operatorOf(asn: Asn): Promise<OrgId | null>;
  /** Numbers of those that an organisation runs now, ascending. */
  networksOf(org: OrgId): Promise<Asn[]>;
};

/** Operators change by an act of governance only; after one, this says the old for as long. */
const KEPT_MS = 60_000;

/** @throws MusterError `chain-unreachable` from each method. */
export function createNetworkOperators(
  reader: PublicClient<Transport, Chain>,
  { contracts, startBlock }: Pick<Deployment, "contracts" | "startBlock">,
): NetworkOperators {
  const at = { address: contracts.Networks, abi: networksAbi } as const;
  const kept = new Map<string, { value: Promise<unknown>; until: number }>();
  const keep = <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.value as Promise<Value>;
    if (kept.size > 10_000) kept.clear();
    const value = read().catch((error: unknown) => {
      kept.delete(key);
      throw decodeError(error);
    });
    kept.set(key, { value, until: Date.now() + KEPT_MS });
    return value;
  };

  const operatorOf = (asn: Asn): Promise<OrgId | null> =>
    keep(`asn ${asn}`, async () => {
      const operator = await reader.readContract({ ...at, functionName: "operatorOf", args: [asn] });
      return operator === 0 ? null : orgId(operator);
    });
  return {
    operatorOf,
    networksOf: (org) =>
      keep(`org ${org}`, async () => {
        const event = { eventName: "NetworkAssigned", args: { operator: org }, strict: true } as const;
        const logs = await reader.getContractEvents({ ...at, ...event, fromBlock: BigInt(startBlock) });
        const ever = [...new Set(logs.map(({ args }) => asNumber(args.asn)))].sort((a, b) => a - b);
        const now = await Promise.all(ever.map(operatorOf));
        return ever.filter((_, i) => now[i] === org);
      }),
  };
}
