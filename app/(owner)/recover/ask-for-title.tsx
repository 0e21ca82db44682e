"use client";

import type { ReactNode } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { readable } from "@/app/_lib/words.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import type { ResolvedCode } from "../_components/use-claim.ts";
import { useStartRecovery } from "../_components/use-recovery.ts";
import { RecoveryStanding } from "./recovery-standing.tsx";

type Props = { device: DeviceView; code: Uint8Array /** The code as it was typed. */; text: string; resolved: ResolvedCode };

/** The device of a code, how its ownership stands, and the way to ask for it. */
export function AskForTitle({ device, code, text, resolved }: Props) {
  const act = useStartRecovery();
  return (
    <div className="flex flex-col gap-6">
      <TheDevice device={device} />
      {device.title?.recovery ? (
        <>
          <OwnerActLife act={act} needs="proven" hasButton={false} />
          <RecoveryStanding device={device} />
        </>
      ) : device.title === null ? (
        <Alert title="Nobody owns it yet.">
          <p>
            Claim it like any new device.{" "}
            <a href={`/claim#${encodeURIComponent(text)}`} className="link">
              Claim it
            </a>
          </p>
        </Alert>
      ) : device.frozen ? (
        <ErrorNotice error={new MusterError("DevicesUnitFrozen", { deviceId: parseDeviceId(device.id) })} />
      ) : (
        <RequireWallet why="Connect the wallet that shall own the device.">
          {(claimant) =>
            device.title?.owner.toLowerCase() === claimant.toLowerCase() ? (
              <Yours />
            ) : (
              <div className="flex flex-col gap-4">
                <WhatFollows device={device} />
                <Ask isBusy={act.isBusy} onAsk={() => act.start(code, resolved, device, claimant)} />
                <OwnerActLife act={act} needs="proven" />
              </div>
            )
          }
        </RequireWallet>
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
        , lot <span className="font-mono">{batch.lot}</span>.
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
      The connected wallet owns it.{" "}
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

function WhatFollows({ device: { title, batch } }: { device: DeviceView }): ReactNode {
  const maker = readable(batch.model.maker.name);
  return (
    <section aria-labelledby="follows">
      <h2 id="follows" className="font-semibold text-lg tracking-tight">
        What follows
      </h2>
      <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 leading-relaxed marker:text-ink-soft">
        <li>Everybody can see on the device's page that you claim it, from this wallet.</li>
        {title?.flags.stolen ? (
          <li className="font-medium text-affected">
            Its owner reported it stolen, so your claim counts as objected to at once. Only {maker} can then award it to you.
          </li>
        ) : (
          <li>Its owner has 14 days to object. If nobody does, you come back and complete it.</li>
        )}
        <li>After an objection nobody can claim it with the code again. {maker} may still award it to you, with a public reason.</li>
      </ul>
    </section>
  );
}
