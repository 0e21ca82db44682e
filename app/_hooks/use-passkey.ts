"use client";

import { useMutation } from "@tanstack/react-query";
import { type Connector, useConnectors, useConfig as useWagmiConfig } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { PASSKEY } from "@/app/_components/wallet/passkey-connector.ts";
import { createPasskey, type KnownPasskey, passkeyAsk, rememberPasskey } from "@/app/_lib/passkey.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { useConfig } from "./use-config.ts";

type Options = {
  choose(connector: Connector): void;
  /** What the account is for, as the person will read it in the device's list of passkeys; the day unless given. */
  about?: string;
};

/** How a browser comes to know a passkey, by making one or by asking one that the person has, and connects its account. */
export function usePasskey({ choose, about }: Options) {
  const connector = useConnectors().find(({ id }) => id === PASSKEY);
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

  const passkey = useMutation({
    mutationFn: async (how: "create" | "find") => {
      const name = `Muster, ${about ?? new Date().toLocaleDateString(undefined, { dateStyle: "medium" })}`;
      rememberPasskey(how === "create" ? await createPasskey(name) : await find());
    },
    onSuccess: async () => {
      if (!connector) return;
      connector.onAccountsChanged([...(await connector.getAccounts())]); // where another passkey was connected before
      choose(connector);
    },
  });
  return { connector, passkey };
}
