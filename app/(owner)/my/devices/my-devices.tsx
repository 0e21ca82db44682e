"use client";

import { PackageOpen, Plus } from "lucide-react";
import type { Address } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { useDevicesOf } from "@/app/_hooks/use-feed.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { byUrgency, isContested, openRecallsOf } from "../../_components/open-recalls.ts";
import { DeviceItem } from "./device-item.tsx";

const Loading = () => (
  <div className="flex flex-col gap-4" role="status">
    <span className="sr-only">Loading your devices</span>
    <Skeleton className="h-14" />
    <Skeleton className="h-48" />
    <Skeleton className="h-28" />
  </div>
);

export const MyDevices = () => (
  <RequireWallet why="Your devices are known by the account that claimed them." fallback={<Loading />}>
    {(owner) => <DevicesOf owner={owner} />}
  </RequireWallet>
);

function DevicesOf({ owner }: { owner: Address }) {
  const signer = useSignerWord();
  const devices = useDevicesOf(owner);
  if (devices.isPending) return <Loading />;
  if (!devices.data) return <Trouble what="Your devices" />;
  if (devices.data.length === 0)
    return (
      <EmptyState
        icon={PackageOpen}
        title={`No device is claimed with this ${signer}`}
        action={
          <Button asChild size="lg">
            <AppLink href="/claim">Claim a device</AppLink>
          </Button>
        }
      >
        The claim code is on the card in the box. If you claimed with another {signer}, connect that one.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-5">
      <Summary devices={devices.data} />
      <ul className="flex flex-col gap-4">
        {byUrgency(devices.data).map((device) => (
          <li key={device.id}>
            <DeviceItem device={device} />
          </li>
        ))}
      </ul>
      <Button asChild variant="secondary" className="self-start">
        <AppLink href="/claim">
          <Plus aria-hidden />
          Claim another device
        </AppLink>
      </Button>
    </div>
  );
}

/** The one sentence that a hurried owner needs. */
function Summary({ devices }: { devices: DeviceView[] }) {
  const concerned = devices.filter((device) => openRecallsOf(device).length > 0 || isContested(device)).length;
  if (concerned === 0)
    return (
      <Alert
        tone="success"
        title={devices.length === 1 ? "No open recall concerns your device." : `No open recall concerns your ${devices.length} devices.`}
      />
    );
  return (
    <Alert
      tone="danger"
      title={`${concerned === devices.length && concerned === 1 ? "Your device needs" : `${formatUnits(concerned)} of yours ${concerned === 1 ? "needs" : "need"}`} something done.`}
    />
  );
}
