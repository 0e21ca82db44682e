"use client";

import { BellRing } from "lucide-react";
import type { Address } from "viem";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { KeepFocus } from "@/app/_components/ui/keep-focus.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useBrowserPush, useEndpoints } from "@/app/_hooks/use-endpoints.ts";
import type { PushEndpoint } from "@/lib/store/endpoints.ts";
import { EndpointState } from "./endpoint-state.tsx";

/** Notifications on the phone or computer that the visitor sits at, and where else they are on. */
export function DeviceCard({ account }: { account: Address }) {
  const { vapidKey } = useConfig();
  if (!vapidKey) return null;
  return (
    <Card>
      <CardTitle>Notifications on this device</CardTitle>
      <CardText>A recall shows on this phone or computer within seconds, also while no page of Muster is open.</CardText>
      <KeepFocus className="mt-4 flex flex-col gap-4">
        <ThisDevice account={account} vapidKey={vapidKey} />
      </KeepFocus>
    </Card>
  );
}

function ThisDevice({ account, vapidKey }: { account: Address; vapidKey: string }) {
  const { browser, turnOn, turnOff } = useBrowserPush(account);
  const { endpoints, test, remove } = useEndpoints(account);
  if (browser.isPending || endpoints.isPending) return <Skeleton className="h-10 w-64 max-w-full" />;
  const error = turnOn.error ?? turnOff.error ?? test.error ?? remove.error ?? endpoints.error ?? browser.error;
  const known = (endpoints.data ?? []).filter((one) => one.kind === "push");
  const here = browser.data?.can === "subscribe" ? browser.data.endpoint : null;
  const own = known.find(({ endpoint }) => endpoint === here);
  const others = known.filter((one) => one !== own);
  return (
    <>
      {browser.data?.can === "unsupported" ? (
        <Alert title="This browser shows no notifications of web sites.">
          <p>On an iPhone or iPad, add Muster to the home screen first and open it from there.</p>
        </Alert>
      ) : null}
      {browser.data?.can === "denied" ? (
        <Alert tone="warning" title="Your browser blocks notifications of this site.">
          <p>Allow them in the browser's settings for this site, then reload the page.</p>
        </Alert>
      ) : null}
      {own && browser.data?.can === "subscribe" ? (
        <EndpointState endpoint={own} on="On. Recalls of your devices show on this device." retired="Turn notifications on again." />
      ) : null}
      {browser.data?.can === "subscribe" ? (
        <div className="flex flex-wrap gap-3">
          {own?.state === "on" ? (
            <>
              <Button variant="secondary" disabled={own.isTesting || test.isPending} onClick={() => test.mutate(own.id)}>
                Send a test
              </Button>
              <Button variant="secondary" disabled={turnOff.isPending} onClick={() => turnOff.mutate(own.id)}>
                Turn off
              </Button>
            </>
          ) : (
            <Button disabled={turnOn.isPending} onClick={() => turnOn.mutate(vapidKey)} className="h-11 sm:h-10">
              <BellRing aria-hidden />
              {turnOn.isPending ? "Waiting for your browser" : "Notify me on this device"}
            </Button>
          )}
        </div>
      ) : null}
      {error ? <ProblemNotice error={error} /> : null}
      {others.length > 0 ? <OtherDevices devices={others} onRemove={remove.mutate} isBusy={remove.isPending} /> : null}
    </>
  );
}

/** Which browser it is, as far as its push service tells. */
const SERVICES: [host: string, name: string][] = [
  ["googleapis.com", "Chrome or a relative of it"],
  ["mozilla.com", "Firefox"],
  ["apple.com", "Safari"],
  ["windows.com", "Edge"],
];
const browserOf = ({ endpoint }: PushEndpoint): string => {
  const { hostname } = new URL(endpoint);
  return SERVICES.find(([host]) => hostname.endsWith(`.${host}`))?.[1] ?? hostname;
};

type Others = { devices: PushEndpoint[]; onRemove(id: string): void; isBusy: boolean };

function OtherDevices({ devices, onRemove, isBusy }: Others) {
  return (
    <div>
      <h3 className="font-medium text-sm">Your other devices</h3>
      <ul className="mt-2 divide-y rounded-lg border">
        {devices.map((device) => (
          <li key={device.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-2.5 text-sm">
            <span>
              {browserOf(device)}{" "}
              <span className="text-ink-soft">
                since <Day at={device.createdAt} />
                {device.state === "retired" ? ", not reached any more" : ""}
              </span>
            </span>
            <Button variant="quiet" size="sm" disabled={isBusy} onClick={() => onRemove(device.id)}>
              Remove<span className="sr-only"> {browserOf(device)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
