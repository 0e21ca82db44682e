"use client";

import type { Address } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { SignerWord, useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { RecoveryNotice } from "../../../_components/recovery-notice.tsx";
import { HandoverSection } from "./handover-section.tsx";
import { RetireSection } from "./retire-section.tsx";
import { StolenSection } from "./stolen-section.tsx";
import { SwapSection } from "./swap-section.tsx";

const Loading = () => (
  <div className="flex flex-col gap-4" role="status">
    <span className="sr-only">Loading your device</span>
    <Skeleton className="h-56" />
    <Skeleton className="h-28" />
  </div>
);

export const OwnDevice = ({ deviceId }: { deviceId: string }) => (
  <RequireWallet why="Only the account that owns this device can do something with it." fallback={<Loading />}>
    {(account) => <DeviceOf account={account} deviceId={deviceId} />}
  </RequireWallet>
);

function DeviceOf({ account, deviceId }: { account: Address; deviceId: string }) {
  const signer = useSignerWord();
  const { data: device, error } = useDevice(deviceId);
  if (error) return <ProblemNotice error={error} />;
  if (!device) return <Loading />;
  if (device.title?.owner.toLowerCase() !== account.toLowerCase())
    return (
      <Alert tone="warning" title={`The connected ${signer} does not own this device.`}>
        <p>
          {device.title ? "It belongs to another account. If that is yours, connect it." : "Nobody has claimed it yet."}{" "}
          <AppLink href={`/devices/${device.id}`} className="link">
            What the register knows of it
          </AppLink>
        </p>
      </Alert>
    );
  const { stolen, retired } = device.title.flags;
  return (
    <div className="flex flex-col gap-5">
      <RecoveryNotice device={device} className="print:hidden" />
      <HandoverSection device={device} />
      <SwapSection device={device} />
      <ProofCard deviceId={device.id} />
      {/* What is for good stands last. */}
      {retired ? null : <StolenSection deviceId={device.id} isStolen={stolen} />}
      <RetireSection deviceId={device.id} isRetired={retired} />
    </div>
  );
}

/** The question comes from whoever wants to see it, so that no answer can be prepared or passed on. */
const ProofCard = ({ deviceId }: { deviceId: string }) => (
  <Card className="print:hidden">
    <CardTitle>Show that it is yours</CardTitle>
    <CardText>
      Whoever wants to see it, a buyer or a repairer, opens{" "}
      <AppLink href={`/verify-owner/${deviceId}`} className="link">
        the page that asks you
      </AppLink>{" "}
      on their own phone; the device's public page leads there as well. You scan what they show, and your <SignerWord /> signs the answer.
    </CardText>
  </Card>
);
