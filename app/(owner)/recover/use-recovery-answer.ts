"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useConfig as useWagmiConfig } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { checkRecoveryAnswer } from "@/lib/chain/device-recovery.ts";
import type { Sender } from "@/lib/chain/send.ts";
import { isRecoveryAnswer } from "@/lib/domain/device-recovery.ts";
import { useFragment } from "../_components/use-fragment.ts";

/** By which a device named a new owner, as it was pasted or as it came in the link of the device's own page. */
export function useRecoveryAnswer() {
  const wagmi = useWagmiConfig();
  const config = useConfig();
  const [text, setText] = useState("");
  const [cameByLink, setCameByLink] = useState(false);
  const take = useCallback((fragment: string) => {
    if (!isRecoveryAnswer(fragment)) return;
    setText(fragment);
    setCameByLink(true);
  }, []);
  useFragment(take);

  const given = text.trim();
  const checked = useQuery({
    queryKey: ["recovery-answer", given],
    queryFn: given
      ? () => checkRecoveryAnswer(getPublicClient(wagmi, { chainId: config.chainId }) as Sender["public"], config, given)
      : skipToken,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { text, setText, cameByLink, checked };
}
