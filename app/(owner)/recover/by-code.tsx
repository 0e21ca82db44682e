"use client";

import { Alert } from "@/app/_components/ui/alert.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { type ResolvedCode, useResolvedCode } from "../_components/use-claim.ts";
import type { useClaimCode } from "../_components/use-claim-code.ts";
import { useRecovery } from "../_components/use-recovery.ts";
import { CodeForm } from "../claim/code-form.tsx";
import { AskForTitle } from "./ask-for-title.tsx";

/** Code, device, and what asking for it means; as on the page for a first claim. */
export function ByCode({ typed }: { typed: ReturnType<typeof useClaimCode> }) {
  const found = useResolvedCode(typed.code);
  const device = useDevice(found.data?.deviceId);
  const error = found.error ?? device.error;
  return (
    <div>
      <CodeForm typed={typed} isFound={found.isSuccess} onAsk={() => found.isError && found.refetch()} />
      <div className="mt-8" aria-live="polite">
        {found.isLoading || device.isLoading ? <Skeleton className="h-48 w-full" /> : null}
        {error ? <ProblemNotice error={error} /> : null}
        {typed.code && found.data && device.data ? (
          <FoundByCode device={device.data} code={typed.code} text={typed.text} resolved={found.data} />
        ) : null}
      </div>
    </div>
  );
}

type Props = { device: DeviceView; code: Uint8Array /** The code as it was typed. */; text: string; resolved: ResolvedCode };

function FoundByCode({ device, code, text, resolved }: Props) {
  const act = useRecovery();
  const refusal =
    device.title === null ? (
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
    ) : null;
  return (
    <AskForTitle
      device={device}
      basis="code"
      refusal={refusal}
      act={act}
      onAsk={(claimant) => act.startByCode(code, resolved, device, claimant)}
    />
  );
}
