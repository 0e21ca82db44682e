"use client";

import { useMutation } from "@tanstack/react-query";
import type { Address } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useDevicesOf } from "@/app/_hooks/use-feed.ts";
import { callApi } from "@/app/_lib/api.ts";
import { readable } from "@/app/_lib/words.ts";
import { ClaimSteps } from "../../../claim/claim-steps.tsx";

/** The visitor's own devices to choose from, and the way to claim one that is not among them yet. */
export const TieDevice = ({ code }: { code: string }) => (
  <>
    <RequireWallet why="Only the owner of a device can say that a report was about it.">
      {(account) => (
        <RequireSignIn account={account} why="The site has to know that the device is yours.">
          <OwnDevices account={account} code={code} />
        </RequireSignIn>
      )}
    </RequireWallet>
    <section aria-labelledby="claim-title" className="mt-10 border-t pt-8">
      <h2 id="claim-title" className="mb-4 font-semibold text-xl tracking-tight">
        Not claimed yet? Claim it here
      </h2>
      <ClaimSteps />
    </section>
  </>
);

function OwnDevices({ account, code }: { account: Address; code: string }) {
  const devices = useDevicesOf(account);
  const tie = useMutation({
    mutationFn: (deviceId: string) => callApi("PUT", `abuse/links/${encodeURIComponent(code)}`, { deviceId }),
  });
  if (tie.isSuccess)
    return (
      <Alert tone="success" title="The report is tied to your device." role="status">
        <p>It closes by itself when the fix is on record.</p>
        <Button asChild size="sm" className="mt-2">
          <AppLink href="/my/devices">See what to do</AppLink>
        </Button>
      </Alert>
    );
  if (devices.isPending) return <Skeleton className="h-28" />;
  if (!devices.data) return <Trouble what="Your devices" />;
  return (
    <div className="flex flex-col gap-4">
      {tie.error ? <ProblemNotice error={tie.error} /> : null}
      {devices.data.length === 0 ? (
        <p className="text-ink-soft">You have claimed no device yet.</p>
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {devices.data.map(({ id, batch }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 p-4">
              <span className="min-w-0">
                <bdi className="font-medium">{readable(batch.model.name)}</bdi>
                <span className="ml-2 text-ink-soft text-sm">device {id}</span>
              </span>
              <Button disabled={tie.isPending} onClick={() => tie.mutate(id)}>
                It was this one
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
