"use client";

import { useQuery } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { useConfig as useWagmiConfig } from "wagmi";
import { getBlock } from "wagmi/actions";
import { useConfig } from "./use-config.ts";

const RENEWAL_MS = 10_000;

/**
 * Unix time by which the chain would judge an act now. It decides what has expired, not this computer's clock; and the
 * newest block may be old where nobody does anything.
 */
export async function chainTime(wagmi: Config, chainId: number): Promise<number> {
  const next = await getBlock(wagmi, { chainId, blockTag: "pending" }).catch(() => getBlock(wagmi, { chainId }));
  return Number(next.timestamp);
}

/** The chain's time, renewed while the page is open; undefined until it is known. */
export function useChainTime(): number | undefined {
  const wagmi = useWagmiConfig();
  const { chainId } = useConfig();
  const { data } = useQuery({ queryKey: ["chain-time", chainId], queryFn: () => chainTime(wagmi, chainId), refetchInterval: RENEWAL_MS });
  return data;
}
