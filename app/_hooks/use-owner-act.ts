"use client";

import { useCallback } from "react";
import { useConfig as useWagmiConfig } from "wagmi";
import { callOf } from "@/lib/chain/carried-acts.ts";
import type { CarriedAct } from "@/lib/domain/carried-acts.ts";
import { useConfig } from "./use-config.ts";
import { useLife } from "./use-life.ts";
import { sendDirect, senderOf } from "./use-send.ts";

/**
 * Does what an owner does to a unit: one act at a time, given as data (lib/domain/carried-acts.ts). The visitor's wallet
 * sends it. `run` resolves to true once the register shows the result, or to false when it failed; then `state` says why.
 * `OwnerActLife` shows all of that.
 */
export function useOwnerAct() {
  const wagmi = useWagmiConfig();
  const { chainId, contracts } = useConfig();
  const { live, ...life } = useLife();
  const run = useCallback(
    async (prepare: () => CarriedAct | Promise<CarriedAct>): Promise<boolean> => {
      const done = await live(async (tell) => {
        const call = callOf({ contracts }, await prepare());
        return sendDirect(await senderOf(wagmi, chainId), call, tell);
      });
      return done !== null;
    },
    [wagmi, chainId, contracts, live],
  );
  return { ...life, run };
}

export type OwnerActing = Pick<ReturnType<typeof useOwnerAct>, "state">;
