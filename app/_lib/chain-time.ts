import type { Config } from "wagmi";
import { getBlock } from "wagmi/actions";

/**
 * Unix time by which the chain would judge an act now. It decides what has expired, not this computer's clock; and the
 * newest block may be old where nobody does anything.
 */
export async function chainTime(wagmi: Config, chainId: number): Promise<number> {
  const next = await getBlock(wagmi, { chainId, blockTag: "pending" }).catch(() => getBlock(wagmi, { chainId }));
  return Number(next.timestamp);
}
