"use client";

import type { Address, Hex } from "viem";
import { useConfig as useWagmiConfig } from "wagmi";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { callApi } from "@/app/_lib/api.ts";
import { proofFrom } from "@/lib/chain/device-proof.ts";
import type { RecoveryAnswer } from "@/lib/domain/device-recovery.ts";
import { formatDeviceId, parseDeviceId } from "@/lib/domain/ids.ts";
import { signRecovery } from "@/lib/domain/unit.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { claimPapers } from "./claim-papers.ts";
import type { ResolvedCode } from "./use-claim.ts";

/** Claims a unit that has an owner: the code's key signs here whom it shall belong to, or the unit did, unless that owner objects. */
export function useRecovery() {
  const wagmi = useWagmiConfig();
  const { chainId, contracts } = useConfig();
  const { run, ...rest } = useOwnerAct();
  const startByCode = (code: Uint8Array, { deviceSignerHash, serialTag }: ResolvedCode, device: DeviceView, claimant: Address) =>
    run(async () => {
      const deviceId = parseDeviceId(device.id);
      const { proof, deadline } = await claimPapers(wagmi, chainId, device.id);
      const signature = await signRecovery(code, chainId, contracts, { deviceId, epoch: device.title?.epoch ?? 0, claimant, deadline });
      return { verb: "StartRecovery", deviceId, owner: claimant, deadline, deviceSignerHash, serialTag, proof, signature };
    });
  const startByDevice = (answer: RecoveryAnswer) =>
    run(async () => {
      const { deviceId, claimant, deadline } = answer.challenge;
      const { proof } = await callApi<{ proof: Hex[] }>("GET", `units/${formatDeviceId(deviceId)}/proof`);
      return { verb: "StartRecoveryByDevice", deviceId, claimant, deadline, proof: proofFrom(answer, proof) };
    });
  return { startByCode, startByDevice, ...rest };
}
