import type { Address, Hex, PublicClient } from "viem";
import { parseDeviceId } from "../domain/ids.ts";
import { devicesAbi } from "./abis.generated.ts";
import { decodeError } from "./decode-error.ts";

type Answer = { device: string; statement: string; signature: Hex };

/**
 * Whether the owner of a device signed a statement, at one block for both. Plain, contract and not yet deployed
 * accounts alike.
 * @throws MusterError When the chain cannot be asked, or nobody owns the device.
 */
export async function checkOwnership(
  reader: PublicClient,
  devices: Address,
  { device, statement, signature }: Answer,
): Promise<{ isOwner: boolean; owner: Address; block: bigint }> {
  try {
    const block = await reader.getBlockNumber({ cacheTime: 0 });
    const owner = await reader.readContract({
      ...{ address: devices, abi: devicesAbi, functionName: "ownerOf", blockNumber: block },
      args: [BigInt(parseDeviceId(device))],
    });
    const isOwner = await reader.verifyMessage({ address: owner, message: statement, signature, blockNumber: block });
    return { isOwner, owner, block };
  } catch (error) {
    throw decodeError(error);
  }
}
