"use client";

import type { Address, Hex } from "viem";
import { useConfig as useWagmiConfig } from "wagmi";
import { chainTime } from "@/app/_hooks/use-chain-time.ts";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { callApi } from "@/app/_lib/api.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import { signRecovery } from "@/lib/domain/unit.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import type { ResolvedCode } from "./use-claim.ts";

const DEADLINE_SECONDS = 3_600;

/** Claims a unit that has an owner: the code's key signs here whom it shall belong to, unless that owner objects. */
export function useStartRecovery() {
  const wagmi = useWagmiConfig();
  const { chainId, contracts } = useConfig();
  const { run, ...rest } = useOwnerAct();
  const start = (code: Uint8Array, { deviceSignerHash, serialTag }: ResolvedCode, device: DeviceView, claimant: Address) =>
    run(async () => {
      const deviceId = parseDeviceId(device.id);
      const [{ proof }, now] = await Promise.all([callApi<{ proof: Hex[] }>("GET", `units/${device.id}/proof`), chainTime(wagmi, chainId)]);
      const deadline = BigInt(now + DEADLINE_SECONDS);
      const signature = await signRecovery(code, chainId, contracts, { deviceId, epoch: device.title?.epoch ?? 0, claimant, deadline });
      return { verb: "StartRecovery", deviceId, owner: claimant, deadline, deviceSignerHash, serialTag, proof, signature };
    });
  return { start, ...rest };
}
