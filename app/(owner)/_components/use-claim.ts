"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Address, Hex } from "viem";
import { useConfig as useWagmiConfig } from "wagmi";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { callApi } from "@/app/_lib/api.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import { claimKey, signClaim } from "@/lib/domain/unit.ts";
import { claimPapers } from "./claim-papers.ts";

/** What the look-up tells the holder of a code: the unit, and the rest of its leaf. */
export type ResolvedCode = { deviceId: string; deviceSignerHash: Hex; serialTag: Hex };

/** Which unit a code belongs to. Asked with the address of the claim key; the code stays here. */
export function useResolvedCode(code: Uint8Array | null) {
  const key = useMemo(() => (code ? claimKey(code) : undefined), [code]);
  return useQuery({
    queryKey: ["resolve", key],
    queryFn: key ? () => callApi<ResolvedCode>("POST", "resolve", { claimKey: key }) : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Claims a unit: the code's key signs here who shall own it, and the connected wallet carries that to the register. */
export function useClaim() {
  const wagmi = useWagmiConfig();
  const { chainId, contracts } = useConfig();
  const { run, ...rest } = useOwnerAct();
  const claim = (code: Uint8Array, { deviceId: text, deviceSignerHash, serialTag }: ResolvedCode, owner: Address) =>
    run(async () => {
      const deviceId = parseDeviceId(text);
      const { proof, deadline } = await claimPapers(wagmi, chainId, text);
      const terms = { deviceId, owner, deadline };
      const signature = await signClaim(code, chainId, contracts.Devices, terms);
      return { verb: "Claim", ...terms, deviceSignerHash, serialTag, proof, signature };
    });
  return { claim, ...rest };
}
