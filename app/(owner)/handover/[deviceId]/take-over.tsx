"use client";

import { useMemo } from "react";
import type { Address } from "viem";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { useWallet } from "@/app/_hooks/use-wallet.ts";
import { formatWait } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { handoverKey } from "@/lib/domain/handover.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { FreshAccount } from "../../_components/fresh-account.tsx";
import { type HandoverStanding, handoverStanding } from "../../_components/handover-standing.ts";
import { useAccept } from "../../_components/use-handover.ts";
import { useHandoverFragment } from "../../_components/use-handover-fragment.ts";
import { Claimed } from "../../claim/claimed.tsx";
import { LinkTrouble } from "./link-trouble.tsx";
import { WhatComesWithIt } from "./what-comes-with-it.tsx";

const Loading = () => (
  <div className="flex flex-col gap-4" role="status">
    <span className="sr-only">Loading the device</span>
    <Skeleton className="h-56" />
    <Skeleton className="h-28" />
  </div>
);

/** The link judged, the device shown, and the way to accept it. */
export function TakeOver({ deviceId }: { deviceId: string }) {
  const fragment = useHandoverFragment();
  const { data: device, error } = useDevice(deviceId);
  const now = useChainTime();
  if (error) return <ProblemNotice error={error} />;
  if (fragment.is === "missing" || fragment.is === "damaged") return <LinkTrouble is={fragment.is} deviceId={deviceId} />;
  if (fragment.is === "unread" || !device || now === undefined) return <Loading />;
  return <Offered device={device} code={fragment.code} now={now} />;
}

const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a.toLowerCase() === b?.toLowerCase();

function Offered({ device, code, now }: { device: DeviceView; code: Uint8Array; now: number }) {
  const standing = useMemo(() => handoverStanding(device, handoverKey(code), now), [device, code, now]);
  const act = useAccept(device, code);
  const { address } = useWallet();
  const isOwner = isSame(device.title?.owner, address);

  if (standing.is === "used" && isOwner && address) return <Claimed device={device} owner={address} act={act} />;
  if (standing.is !== "open" && standing.is !== "bound") return <LinkTrouble {...standing} deviceId={device.id} />;
  return (
    <div className="flex flex-col gap-6">
      <WhatComesWithIt device={device} />
      {standing.is === "bound" ? (
        <Alert tone="warning" title="It cannot be handed over at the moment.">
          <p>The reason stands above. The link goes on to work when that is settled, unless it has ended by then.</p>
        </Alert>
      ) : isOwner ? (
        <Alert title="You offered this device. It is the next owner who accepts, on this page.">
          <p>Give the link away; you can end the offer under My devices.</p>
        </Alert>
      ) : (
        <Accept name={readable(device.batch.model.name)} standing={standing} now={now} act={act} />
      )}
    </div>
  );
}

type AcceptProps = {
  /** Of the model. */ name: string;
  standing: HandoverStanding & { is: "open" };
  now: number;
  act: ReturnType<typeof useAccept>;
};

function Accept({ name, standing: { until }, now, act }: AcceptProps) {
  return (
    <section aria-label="Accept" className="flex flex-col gap-4">
      <p className="text-sm leading-relaxed">
        The link works once, until <Moment at={until} className="font-medium" />, {formatWait(until - now)} from now. Its owner can end the
        offer until you have accepted. If you do not want to decide now, keep the link: until then you can come back with it.
      </p>
      <RequireWallet why="Your account is how the register knows you. Connect the one that shall own the device.">
        {(recipient: Address) => (
          <div className="flex flex-col gap-4">
            <FreshAccount device={name} />
            <Button size="lg" className="w-full sm:w-auto sm:self-start" disabled={act.isBusy} onClick={() => act.accept(recipient)}>
              Accept this device
            </Button>
            <OwnerActLife act={act} />
          </div>
        )}
      </RequireWallet>
    </section>
  );
}
