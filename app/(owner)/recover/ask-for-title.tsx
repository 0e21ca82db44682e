"use client";

import type { ReactNode } from "react";
import type { Address } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import type { OwnerActing } from "@/app/_hooks/use-owner-act.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { RecoveryStanding } from "./recovery-standing.tsx";
import { WhatFollows } from "./what-follows.tsx";

type Props = {
  device: DeviceView;
  basis: "code" | "device";
  /** Whom the device named; by code it is the connected account. */
  named?: Address;
  /** Why it cannot be claimed in this way; null when it can. */
  refusal?: ReactNode;
  act: OwnerActing;
  onAsk(claimant: Address): void;
};

/** A device that somebody can claim, how its ownership stands, and the way to ask for it. */
export function AskForTitle({ device, basis, named, refusal = null, act, onAsk }: Props) {
  const recovery = device.title?.recovery;
  // The device's own word takes the place of the code's; no award is overtaken.
  const isOutranked = recovery && (basis === "code" || recovery.basis === "device" || recovery.state === "awarded");
  return (
    <div className="flex flex-col gap-6">
      <TheDevice device={device} />
      {isOutranked ? (
        <>
          <OwnerActLife act={act} needs="proven" hasButton={false} />
          <RecoveryStanding device={device} />
        </>
      ) : (
        (refusal ?? (
          <RequireWallet
            why={named ? "Anyone may bring the answer; a wallet carries it there." : "Connect the account that shall own the device."}
          >
            {(account) => {
              const claimant = named ?? account;
              return device.title?.owner.toLowerCase() === claimant.toLowerCase() ? (
                <Yours />
              ) : (
                <div className="flex flex-col gap-4">
                  <WhatFollows device={device} basis={basis} claimant={claimant} account={account} />
                  <Ask isBusy={act.isBusy} onAsk={() => onAsk(claimant)} />
                  <OwnerActLife act={act} needs="proven" />
                </div>
              );
            }}
          </RequireWallet>
        ))
      )}
    </div>
  );
}

function TheDevice({ device: { id, batch, title } }: { device: DeviceView }) {
  return (
    <Card>
      <h2 className="font-semibold text-xl tracking-tight">
        <ModelName model={batch.model} plain />
      </h2>
      <p className="mt-0.5 text-sm">
        <OrganizationName organization={batch.model.maker} plain />
      </p>
      <p className="mt-2 text-ink-soft text-sm leading-relaxed">
        Device{" "}
        <AppLink href={`/devices/${id}`} className="link whitespace-nowrap">
          {id}
        </AppLink>
        , lot <span className="font-mono">{readable(batch.lot)}</span>.
        {title ? (
          <>
            {" "}
            It has had its owner since <Day at={title.since} />.
          </>
        ) : null}
      </p>
    </Card>
  );
}

const Yours = () => (
  <Alert tone="success" title="It is yours already.">
    <p>
      The connected account owns it.{" "}
      <AppLink href="/my/devices" className="link">
        My devices
      </AppLink>
    </p>
  </Alert>
);

const Ask = ({ isBusy, onAsk }: { isBusy: boolean; onAsk(): void }) => (
  <Button size="lg" className="w-full sm:w-auto sm:self-start" disabled={isBusy} onClick={onAsk}>
    Claim it, and let the owner object
  </Button>
);
