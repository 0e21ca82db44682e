"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { useConfig as useWagmiConfig } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { browserFeed } from "@/app/_lib/api.ts";
import { toProblem } from "@/app/_lib/problem.ts";
import type { Entry, SendState, Tell } from "@/app/_lib/send-state.ts";
import type { Sender } from "@/lib/chain/send.ts";
import { useConfig } from "./use-config.ts";
import { FEED } from "./use-feed.ts";

const INDEX_PATIENCE_MS = 30_000;
const FINAL_PATIENCE_MS = 30 * 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Leads one act at a time from the press of a button until the register shows it and nothing can undo it.
 * `live` takes the work up to the block. It resolves to what that gives once the register shows it, or to null when it
 * failed; then `state` says why.
 */
export function useLife() {
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

  const live = useCallback(
    async <Result extends Entry>(work: (tell: Tell) => Promise<Result>): Promise<Result | null> => {
      setState({ step: "checking" });
      try {
        const result = await work(setState);
        const entry = { hash: result.hash, block: result.block };
        setState({ step: "included", ...entry });
        await waitForIndex(entry.block);
        await queries.invalidateQueries({ queryKey: [FEED] });
        router.refresh();
        setState({ step: "done", ...entry, isFinal: false });
        const reader = getPublicClient(wagmi, { chainId }) as Sender["public"];
        watchFinality(reader, entry.block, () => isMounted.current).then((isFinal) => {
          if (isFinal) setState((now) => (now.step === "done" && now.hash === entry.hash ? { ...now, isFinal } : now));
        });
        return result;
      } catch (error) {
        setState({ step: "failed", error: toProblem(error) });
        return null;
      }
    },
    [wagmi, chainId, queries, router],
  );

  const reset = useCallback(() => setState({ step: "idle" }), []);
  return { state, live, reset, isBusy: ["checking", "signing", "carried", "sent", "included"].includes(state.step) };
}

/** Waits until the register's tables hold a block. Gives up quietly: the act itself is done. */
async function waitForIndex(block: bigint): Promise<void> {
  const until = Date.now() + INDEX_PATIENCE_MS;
  while (Date.now() < until) {
    const health = await browserFeed.health().catch(() => undefined);
    if (health && BigInt(health.block.number) >= block) return;
    await pause(250);
  }
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
