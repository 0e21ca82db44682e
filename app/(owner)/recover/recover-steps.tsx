"use client";

import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { useResolvedCode } from "../_components/use-claim.ts";
import { useClaimCode } from "../_components/use-claim-code.ts";
import { CodeForm } from "../claim/code-form.tsx";
import { AskForTitle } from "./ask-for-title.tsx";

/** Code, device, and what asking for it means; as on the page for a first claim. */
export function RecoverSteps() {
  const typed = useClaimCode();
  const found = useResolvedCode(typed.code);
  const device = useDevice(found.data?.deviceId);
  const error = found.error ?? device.error;
  return (
    <>
      <CodeForm typed={typed} isFound={found.isSuccess} onAsk={() => found.isError && found.refetch()} />
      <div className="mt-8" aria-live="polite">
        {found.isLoading || device.isLoading ? <Skeleton className="h-48 w-full" /> : null}
        {error ? <ProblemNotice error={error} /> : null}
        {typed.code && found.data && device.data ? (
          <AskForTitle device={device.data} code={typed.code} text={typed.text} resolved={found.data} />
        ) : null}
      </div>
    </>
  );
}
