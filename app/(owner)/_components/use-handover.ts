"use client";

import type { Address } from "viem";
import { useConfig as useWagmiConfig } from "wagmi";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { store, useStored } from "@/app/_hooks/use-stored.ts";
import { chainTime } from "@/app/_lib/chain-time.ts";
import { formatClaimCode } from "@/lib/domain/claim-code.ts";
import { handoverKey, newHandoverCode, readHandoverFragment, signHandover } from "@/lib/domain/handover.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";

/** Kept by key and not by device: another tab's offer must not cover the code of the one in force. */
const nameOf = (key: Address): string => `handover.${key.toLowerCase()}`;

/** The code of an offer in force, where it was made in this browser. */
export function useHandoverCode(offer: { key: Address } | null): Uint8Array | null {
  const [text] = useStored(nameOf(offer?.key ?? "0x"));
  return text ? readHandoverFragment(text) : null;
}

/** Offering a device to whoever gets the link, and taking the offer back. */
export function useOffer(device: DeviceView) {
  const wagmi = useWagmiConfig();
  const { chainId } = useConfig();
  const { run, ...rest } = useOwnerAct();
  const deviceId = parseDeviceId(device.id);
  const offer = (seconds: number) =>
    run(async () => {
      const code = newHandoverCode();
      const key = handoverKey(code);
      // Before it is sent: an offer whose code was lost can only be taken back.
      store(nameOf(key), formatClaimCode(code));
      return { verb: "OfferHandover", deviceId, key, until: (await chainTime(wagmi, chainId)) + seconds };
    });
  const takeBack = async (key: Address) => {
    if (await run(() => ({ verb: "TakeBackHandover", deviceId }))) store(nameOf(key), null);
  };
  return { offer, takeBack, ...rest };
}

/** Taking a device over: the link's key says here for whom, and the recipient's wallet carries that to the register. */
export function useAccept(device: DeviceView, code: Uint8Array) {
  const { chainId, contracts } = useConfig();
  const { run, ...rest } = useOwnerAct();
  const accept = (recipient: Address) =>
    run(async () => {
      const deviceId = parseDeviceId(device.id);
      const epoch = device.title?.epoch ?? 0;
      const keySignature = await signHandover(code, chainId, contracts, { deviceId, recipient, epoch });
      return { verb: "AcceptHandover", deviceId, recipient, keySignature };
    });
  return { accept, ...rest };
}
