"use client";

import { useCallback, useRef, useState } from "react";
import { useConfig as useWagmiConfig } from "wagmi";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { carryAct } from "@/app/_lib/carry-act.ts";
import { callOf } from "@/lib/chain/carried-acts.ts";
import type { CarriedAct } from "@/lib/domain/carried-acts.ts";
import { useConfig } from "./use-config.ts";
import { useLife } from "./use-life.ts";
import { sendDirect, senderOf } from "./use-send.ts";

type Prepare = () => CarriedAct | Promise<CarriedAct>;

/**
 * Does what an owner does to a unit: one act at a time, given as data (lib/domain/carried-acts.ts). Where this site has a
 * relay, the act is handed to it, for which the wallet signs at most; otherwise, and when the visitor prefers it, the
 * wallet sends it. `run` resolves to true once the register shows the result, or to false when it failed; then `state`
 * says why. `OwnerActLife` shows all of that.
 */
export function useOwnerAct() {
  const wagmi = useWagmiConfig();
  const { chainId, contracts, relay } = useConfig();
  const { live, ...life } = useLife();
  const [prefersDirect, setPrefersDirect] = useState(false);
  const last = useRef<Prepare>(undefined);
  const isDirect = !relay || prefersDirect;

  const start = useCallback(
    async (prepare: Prepare, direct: boolean): Promise<boolean> => {
      last.current = prepare;
      const done = await live(async (tell) => {
        const act = await prepare();
        const sender = () => senderOf(wagmi, chainId);
        return direct ? sendDirect(await sender(), callOf({ contracts }, act), tell) : carryAct(sender, { contracts }, act, tell);
      });
      return done !== null;
    },
    [wagmi, chainId, contracts, live],
  );
  const run = useCallback((prepare: Prepare) => start(prepare, isDirect), [start, isDirect]);
  /** Does the last act once more, from the visitor's own wallet. */
  const runDirect = useCallback(async (): Promise<boolean> => {
    setPrefersDirect(true);
    return last.current ? start(last.current, true) : false;
  }, [start]);
  const usesPasskey = useSignerWord() === "passkey";
  return { ...life, run, runDirect, isDirect, setPrefersDirect, hasRelay: relay, usesPasskey };
}

export type OwnerActing = Omit<ReturnType<typeof useOwnerAct>, "run" | "reset">;
