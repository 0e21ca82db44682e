"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { readable } from "@/app/_lib/words.ts";
import { formatClaimCode } from "@/lib/domain/claim-code.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { DeviceCard } from "../_components/device-card.tsx";
import { FreshAccount } from "../_components/fresh-account.tsx";
import { openRecallsOf } from "../_components/open-recalls.ts";
import type { ResolvedCode, useClaim } from "../_components/use-claim.ts";

type Props = { device: DeviceView; code: Uint8Array; resolved: ResolvedCode; act: ReturnType<typeof useClaim> };

/** The device that a code belongs to, what is known of it, and the way to own it. */
export function FoundDevice({ device, code, resolved, act }: Props) {
  return (
    <div className="flex flex-col gap-6">
      <TheDevice device={device} />
      {device.title || device.frozen ? (
        <Refusal device={device} code={code} />
      ) : (
        <RequireWallet why="Your account is how the register knows you. Connect it to claim this device.">
          {(owner) => (
            <div className="flex flex-col gap-4">
              <FreshAccount device={readable(device.batch.model.name)} />
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

function TheDevice({ device }: { device: DeviceView }) {
  const open = openRecallsOf(device);
  return (
    <DeviceCard device={device} toCompare>
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
    </DeviceCard>
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
