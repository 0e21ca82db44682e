import type { Chain, PublicClient, Transport } from "viem";

/**
 * Unix time by which the chain would judge an act now. It decides what has expired, not this computer's clock; and the
 * newest block may be old where nobody does anything.
 */
export async function chainTime(reader: Pick<PublicClient<Transport, Chain>, "getBlock">): Promise<bigint> {
  const next = await reader.getBlock({ blockTag: "pending" }).catch(() => reader.getBlock());
  return next.timestamp;
}
