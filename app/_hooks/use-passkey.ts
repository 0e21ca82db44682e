"use client";

import { useMutation } from "@tanstack/react-query";
import { useConfig as useWagmiConfig } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { createPasskey, type KnownPasskey, passkeyAsk, rememberPasskey } from "@/app/_lib/passkey.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { useConfig } from "./use-config.ts";

/** How a browser comes to know a passkey: by making one, or by asking one that the person has. */
export function usePasskey({ onKnown }: { onKnown(): Promise<void> }) {
  const wagmi = useWagmiConfig();
  const { chainId, contracts } = useConfig();

  const find = async (): Promise<KnownPasskey> => {
    const { findKey } = await import("@/lib/chain/passkey-search.ts"); // the sums on the curve are for those who need them
    const reader = getPublicClient(wagmi, { chainId });
    const { ask, asked } = passkeyAsk();
    const hasCode = async (address: `0x${string}`) => (await reader?.getCode({ address })) !== undefined;
    const key = await findKey({ contracts, hasCode, ask });
    const credentialId = asked();
    if (!key || !credentialId) throw new MusterError("passkey-unknown");
    return { credentialId, key };
  };

  return useMutation({
    mutationFn: async (how: "create" | "find") => {
      const name = `Muster, ${new Date().toLocaleDateString(undefined, { dateStyle: "medium" })}`;
      rememberPasskey(how === "create" ? await createPasskey(name) : await find());
    },
    onSuccess: onKnown,
  });
}
