"use client";

import { useCallback } from "react";
import { type Account, type Chain, type TransactionReceipt, type Transport, type WalletClient, walletActions } from "viem";
import { type Config, useConfig as useWagmiConfig } from "wagmi";
import { getConnectorClient, getPublicClient } from "wagmi/actions";
import type { Tell } from "@/app/_lib/send-state.ts";
import type { Call } from "@/lib/chain/calls.ts";
import { type Sender, send } from "@/lib/chain/send.ts";
import { useConfig } from "./use-config.ts";
import { useLife } from "./use-life.ts";

/** The visitor's wallet and the chain it acts on. */
export async function senderOf(wagmi: Config, chainId: number): Promise<Sender> {
  const wallet = (await getConnectorClient(wagmi, { chainId })).extend(walletActions) as WalletClient<Transport, Chain, Account>;
  return { public: getPublicClient(wagmi, { chainId }) as Sender["public"], wallet };
}

/** Sends a call from the visitor's wallet. */
export async function sendDirect(sender: Sender, call: Call, tell: Tell) {
  const receipt = await send(sender, call, (waiting) =>
    tell(waiting.for === "signature" ? { step: "signing" } : { step: "sent", hash: waiting.hash }),
  );
  return { hash: receipt.transactionHash, block: receipt.blockNumber, receipt };
}

/**
 * Sends calls from the visitor's wallet, one at a time, and tells how far the present one is.
 * `run` takes what makes the call, so that a failure on the way to it is told like any other. It resolves to the
 * receipt once the register shows the result, or to null when it failed; then `state` says why.
 */
export function useSend() {
  const wagmi = useWagmiConfig();
  const { chainId } = useConfig();
  const { live, ...life } = useLife();
  const run = useCallback(
    async (prepare: () => Call | Promise<Call>): Promise<TransactionReceipt | null> => {
      const sent = await live(async (tell) => {
        const call = await prepare();
        return sendDirect(await senderOf(wagmi, chainId), call, tell);
      });
      return sent?.receipt ?? null;
    },
    [wagmi, chainId, live],
  );
  return { ...life, run };
}
