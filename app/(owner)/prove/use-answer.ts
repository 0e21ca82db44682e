"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useConfig as useWagmiConfig } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { browserFeed } from "@/app/_lib/api.ts";
import { checkAnswer } from "@/lib/chain/device-proof.ts";
import type { Sender } from "@/lib/chain/send.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { formatDeviceId } from "@/lib/domain/ids.ts";
import { useFragment } from "../_components/use-fragment.ts";

/** What a device answered, as it was pasted or as it came in the link of the device's own page, and what the register says to it. */
export function useAnswer() {
  const wagmi = useWagmiConfig();
  const config = useConfig();
  const [text, setText] = useState("");
  const [cameByLink, setCameByLink] = useState(false);
  const take = useCallback((fragment: string) => {
    setText(fragment);
    setCameByLink(true);
  }, []);
  useFragment(take);

  const given = text.trim();
  const check = async () => {
    const reader = getPublicClient(wagmi, { chainId: config.chainId }) as Sender["public"];
    let device: Awaited<ReturnType<typeof browserFeed.device>> | undefined;
    const answer = await checkAnswer(reader, config, given, async (deviceId, sequence) => {
      device = await browserFeed.device(formatDeviceId(deviceId));
      const published = device.releases.find((release) => release.sequence === sequence && !release.revoked);
      if (!published) throw new MusterError("CatalogNoSuchRelease", { modelId: device.batch.model.id, sequence });
      return published;
    });
    return { answer, device: device as NonNullable<typeof device> };
  };
  const checked = useQuery({
    queryKey: ["device-answer", given],
    queryFn: given ? check : skipToken,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { text, setText, cameByLink, checked };
}
