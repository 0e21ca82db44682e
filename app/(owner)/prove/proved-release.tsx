"use client";

import type { Hex } from "viem";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { callApi } from "@/app/_lib/api.ts";
import { readable } from "@/app/_lib/words.ts";
import { type CheckedAnswer, proofFrom } from "@/lib/chain/device-proof.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { openRecallsOf } from "../_components/open-recalls.ts";

type Props = { answer: CheckedAnswer; device: DeviceView };

/** What a good answer says, what follows from it, and the way to register it. */
export function ProvedRelease({ answer, device }: Props) {
  const act = useOwnerAct();
  const { published, release } = answer;
  const { deviceId, deadline } = answer.challenge;
  const isDone = act.state.step === "done";
  const register = () =>
    act.run(async () => {
      const { proof } = await callApi<{ proof: Hex[] }>("GET", `units/${device.id}/proof`);
      return { verb: "ProveRelease", deviceId, release, deadline, proof: proofFrom(answer, proof) };
    });
  return (
    <Card>
      <h3 className="font-semibold text-lg tracking-tight">
        Device {device.id} runs version <span className="font-mono">{readable(published.version)}</span>
      </h3>
      <p className="mt-0.5 text-sm">
        <ModelName model={device.batch.model} plain /> by <OrganizationName organization={device.batch.model.maker} plain />
      </p>
      <p className="mt-3 text-sm leading-relaxed">
        It measured its installed image, and that is the image that its maker published (<Copy value={answer.digest} what="digest" />
        ). {consequence(device, release)}
      </p>
      <div className="mt-5">
        <RequireWallet why="Anyone may register the proof; a wallet carries it there.">
          {() => (
            <div className="flex flex-col gap-4">
              {isDone ? null : (
                <Button size="lg" className="w-full sm:w-auto sm:self-start" disabled={act.isBusy} onClick={register}>
                  Register the proof
                </Button>
              )}
              <OwnerActLife act={act} needs="proven" />
            </div>
          )}
        </RequireWallet>
      </div>
    </Card>
  );
}

/** Before anything is sent. The register judges at the same moment as it takes the proof. */
function consequence(device: DeviceView, release: number): string {
  const open = openRecallsOf(device);
  if (open.length === 0) return "No open recall concerns this device.";
  const fixed = open.filter(({ fix }) => fix && release >= fix.sequence).map(({ recall }) => recall.id);
  if (fixed.length === 0) return "With this version the device stays affected.";
  return `With this version it counts as fixed in recall ${fixed.join(", ")}.`;
}
