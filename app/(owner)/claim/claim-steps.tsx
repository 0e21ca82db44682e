"use client";

import { Plus } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { useWallet } from "@/app/_hooks/use-wallet.ts";
import { useClaim, useResolvedCode } from "../_components/use-claim.ts";
import { useClaimCode } from "../_components/use-claim-code.ts";
import { Claimed } from "./claimed.tsx";
import { CodeForm } from "./code-form.tsx";
import { FoundDevice } from "./found-device.tsx";

/** Code, device, confirmation: each step appears when the one before it is done, and nothing typed is lost. */
export function ClaimSteps() {
  const typed = useClaimCode();
  // A complete code is looked up without a press: its checksum already tells that it was meant.
  const found = useResolvedCode(typed.code);
  const device = useDevice(found.data?.deviceId);
  const act = useClaim();
  const { address } = useWallet();

  const owner = device.data?.title?.owner;
  if (device.data && address && owner?.toLowerCase() === address.toLowerCase()) {
    const again = () => {
      typed.setText("");
      act.reset();
    };
    return (
      <div className="flex flex-col gap-6">
        <Claimed device={device.data} owner={address} act={act} needs="proven" />
        <Button variant="secondary" className="self-start" onClick={again}>
          <Plus aria-hidden />
          Claim another device
        </Button>
      </div>
    );
  }
  const error = found.error ?? device.error;
  return (
    <>
      <CodeForm typed={typed} isFound={found.isSuccess} onAsk={() => found.isError && found.refetch()} />
      <div className="mt-8" aria-live="polite">
        {found.isLoading || device.isLoading ? <Skeleton className="h-48 w-full" /> : null}
        {error ? <ProblemNotice error={error} /> : null}
        {typed.code && found.data && device.data ? (
          <FoundDevice device={device.data} code={typed.code} resolved={found.data} act={act} />
        ) : null}
      </div>
    </>
  );
}
