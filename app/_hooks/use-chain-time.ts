"use client";

import { useQuery } from "@tanstack/react-query";
import { useConfig as useWagmiConfig } from "wagmi";
import { chainTime } from "@/app/_lib/chain-time.ts";
import { useConfig } from "./use-config.ts";

const RENEWAL_MS = 10_000;

/** The chain's time, renewed while the page is open; undefined until it is known. */
export function useChainTime(): number | undefined {
  const wagmi = useWagmiConfig();
  const { chainId } = useConfig();
  const { data } = useQuery({ queryKey: ["chain-time", chainId], queryFn: () => chainTime(wagmi, chainId), refetchInterval: RENEWAL_MS });
  return data;
}
