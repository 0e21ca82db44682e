import type { Chain, PublicClient, Transport } from "viem";
import type { OrgId } from "../domain/ids.ts";
import { ADDRESS_FAMILIES, position, TEST_METHODS } from "../domain/kinds.ts";
import type { Observation } from "../domain/observation.ts";
import { networksAbi } from "./abis.generated.ts";
import type { At } from "./calls.ts";
import { decodeError } from "./decode-error.ts";

/** As many as fit into one transaction with room to spare; `bench:gas` measures that many. */
const OBSERVATIONS_AT_ONCE = 100;

/**
 * Those of an observer's observations that say something else than the register has of it and rest on no older tests, in
 * parts that fit into one transaction each.
 */
export async function recordable(
  reader: PublicClient<Transport, Chain>,
  { contracts }: At<"Networks">,
  observer: OrgId,
  observations: readonly Observation[],
): Promise<Observation[][]> {
  const at = { address: contracts.Networks, abi: networksAbi, functionName: "observed" } as const;
  const parts: Observation[][] = [[]];
  for (const found of observations) {
    const { asn, family, method, blocked, received, last } = found;
    const args = [observer, asn, position(ADDRESS_FAMILIES, family), position(TEST_METHODS, method)] as const;
    const known = await reader.readContract({ ...at, args }).catch((error) => {
      throw decodeError(error);
    });
    const isNews = last > known.last || (last === known.last && (blocked !== known.blocked || received !== known.received));
    if (!isNews) continue;
    if (parts.at(-1)?.length === OBSERVATIONS_AT_ONCE) parts.push([]);
    parts.at(-1)?.push(found);
  }
  return parts.filter((part) => part.length > 0);
}
