"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Account, type Chain, type Hex, type TransactionReceipt, type Transport, type WalletClient, walletActions } from "viem";
import { useConfig as useWagmiConfig } from "wagmi";
import { getConnectorClient, getPublicClient } from "wagmi/actions";
import { browserFeed } from "@/app/_lib/api.ts";
import { toProblem } from "@/app/_lib/problem.ts";
import type { Call } from "@/lib/chain/calls.ts";
import { type Sender, send } from "@/lib/chain/send.ts";
import type { MusterError } from "@/lib/domain/errors.ts";
import { useConfig } from "./use-config.ts";
import { FEED } from "./use-feed.ts";

/** The life of one act, in the order in which a person lives it. */
export type SendState =
  | { step: "idle" }
  /** Asking the contract whether it would accept. */
  | { step: "checking" }
  /** Waiting for the wallet. */
  | { step: "signing" }
  | { step: "sent"; hash: Hex }
  /** In a block; the register's tables are still to follow. */
  | { step: "included"; hash: Hex; block: bigint }
  /** Everything on the page can show it. `isFinal`: no reorganisation of the chain can take it back any more. */
  | { step: "done"; hash: Hex; block: bigint; isFinal: boolean }
  | { step: "failed"; error: MusterError };

const INDEX_PATIENCE_MS = 30_000;
const FINAL_PATIENCE_MS = 30 * 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the register's tables hold a block. Gives up quietly: the act itself is done. */
async function waitForIndex(block: bigint): Promise<void> {
  const until = Date.now() + INDEX_PATIENCE_MS;
  while (Date.now() < until) {
    const health = await browserFeed.health().catch(() => undefined);
    if (health && BigInt(health.block.number) >= block) return;
    await pause(250);
  }
}

/**
 * Sends calls from the visitor's wallet, one at a time, and tells how far the present one is.
 * `run` takes what makes the call, so that a failure on the way to it is told like any other. It resolves to the
 * receipt once the register shows the result, or to null when it failed; then `state` says why.
 */
export function useSend() {
  const wagmi = useWagmiConfig();
  const { chainId } = useConfig();
  const queries = useQueryClient();
  const router = useRouter();
  const [state, setState] = useState<SendState>({ step: "idle" });
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (prepare: () => Call | Promise<Call>): Promise<TransactionReceipt | null> => {
      setState({ step: "checking" });
      try {
        const call = await prepare();
        const reader = getPublicClient(wagmi, { chainId }) as Sender["public"];
        const wallet = (await getConnectorClient(wagmi, { chainId })).extend(walletActions) as WalletClient<Transport, Chain, Account>;
        const receipt = await send({ public: reader, wallet }, call, (waiting) =>
          setState(waiting.for === "signature" ? { step: "signing" } : { step: "sent", hash: waiting.hash }),
        );
        const entry = { hash: receipt.transactionHash, block: receipt.blockNumber };
        setState({ step: "included", ...entry });
        await waitForIndex(entry.block);
        await queries.invalidateQueries({ queryKey: [FEED] });
        router.refresh();
        setState({ step: "done", ...entry, isFinal: false });
        watchFinality(reader, entry.block, () => isMounted.current).then((isFinal) => {
          if (isFinal) setState((now) => (now.step === "done" && now.hash === entry.hash ? { ...now, isFinal } : now));
        });
        return receipt;
      } catch (error) {
        setState({ step: "failed", error: toProblem(error) });
        return null;
      }
    },
    [wagmi, chainId, queries, router],
  );

  const reset = useCallback(() => setState({ step: "idle" }), []);
  return { state, run, reset, isBusy: ["checking", "signing", "sent", "included"].includes(state.step) };
}

async function watchFinality(reader: Sender["public"], block: bigint, isWanted: () => boolean): Promise<boolean> {
  const until = Date.now() + FINAL_PATIENCE_MS;
  for (let wait = 500; Date.now() < until && isWanted(); wait = Math.min(wait * 1.5, 15_000)) {
    const final = await reader.getBlock({ blockTag: "finalized" }).catch(() => undefined);
    if (final && final.number >= block) return true;
    await pause(wait);
  }
  return false;
}
