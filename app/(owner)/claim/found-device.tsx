"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { stateOf } from "@/app/_lib/unit-state.ts";
import { formatClaimCode } from "@/lib/domain/claim-code.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { openRecallsOf } from "../_components/open-recalls.ts";
import type { ResolvedCode, useClaim } from "../_components/use-claim.ts";

type Props = { device: DeviceView; code: Uint8Array; resolved: ResolvedCode; act: ReturnType<typeof useClaim> };

/** The device that a code belongs to, what is known of it, and the way to own it. */
export function FoundDevice({ device, code, resolved, act }: Props) {
  return (
    <div className="flex flex-col gap-6">
      <DeviceCard device={device} />
      {device.title || device.frozen ? (
        <Refusal device={device} code={code} />
      ) : (
        <RequireWallet why="Your account is how the register knows you. Connect it to claim this device.">
          {(owner) => (
            <div className="flex flex-col gap-4">
              <FreshAddress />
              <Button
                size="lg"
                className="w-full sm:w-auto sm:self-start"
                disabled={act.isBusy}
                onClick={() => act.claim(code, resolved, owner)}
              >
                Claim this device
              </Button>
              <OwnerActLife act={act} needs="proven" />
            </div>
          )}
        </RequireWallet>
      )}
    </div>
  );
}

/** The register is public: what one wallet owns can be seen together. */
const FreshAddress = () => (
  <Disclosure summary="Can others see what else is yours?">
    <p className="max-w-prose text-sm leading-relaxed">
      The register names no people, but whoever knows your wallet's address sees every device that it owns. If this one shall stand for
      itself, claim it with another account of your wallet, or with a passkey of its own. You need that same account for everything that you
      do with the device later.
    </p>
  </Disclosure>
);

function DeviceCard({ device }: { device: DeviceView }) {
  const { batch } = device;
  const open = openRecallsOf(device);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 className="font-semibold text-xl tracking-tight">
          <ModelName model={batch.model} plain />
        </h2>
        <StateBadge state={stateOf(device)} />
      </div>
      <p className="mt-0.5 text-sm">
        <OrganizationName organization={batch.model.maker} plain />
      </p>
      <p className="mt-2 text-ink-soft text-sm leading-relaxed">
        Lot <span className="font-mono">{batch.lot}</span>, made between <Day at={batch.madeFrom} /> and <Day at={batch.madeTo} />; compare
        it with the label on the device. In the register it is device{" "}
        <AppLink href={`/devices/${device.id}`} className="link whitespace-nowrap">
          {device.id}
        </AppLink>
        .
      </p>
      {open.length > 0 ? (
        <div className="mt-5 flex flex-col gap-4 border-t pt-5">
          <p className="font-medium">
            {open.length === 1 ? "There is an open recall for it:" : `There are ${open.length} open recalls for it:`}
          </p>
          {open.map((recall) => (
            <RecallBrief key={recall.recall.id} recall={recall.recall} />
          ))}
          <p className="text-ink-soft text-sm">Claim it first; then you are shown what to do.</p>
        </div>
      ) : null}
    </Card>
  );
}

/** Why nobody can claim the device now, before anything is sent. */
function Refusal({ device, code }: { device: DeviceView; code: Uint8Array }) {
  const deviceId = parseDeviceId(device.id);
  const error = new MusterError(device.title ? "DevicesTitleTaken" : "DevicesUnitFrozen", { deviceId });
  if (!device.title) return <ErrorNotice error={error} />;
  return (
    <Alert tone="warning" title={error.message}>
      <p>{error.why}</p>
      <p className="mt-1">{error.remedy}</p>
      <p className="mt-1">
        If it was you, connect the account with which you claimed; it stands under{" "}
        <AppLink href="/my/devices" className="link">
          My devices
        </AppLink>
        . If you lost that account, or bought the device in its box second hand,{" "}
        <a href={`/recover#${formatClaimCode(code)}`} className="link">
          claim it, and its owner has 14 days to object
        </a>
        .
      </p>
    </Alert>
  );
}
