"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { UnitFlags } from "@/app/_components/register/unit-flags.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Fact, FactList } from "@/app/_components/ui/fact-list.tsx";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { DeviceCard } from "../../_components/device-card.tsx";
import { currentRecallsOf, isContested } from "../../_components/open-recalls.ts";
import { RecallTask } from "../../_components/recall-task.tsx";
import { RecoveryNotice } from "../../_components/recovery-notice.tsx";
import { Hardening } from "./hardening.tsx";
import { PartsInside } from "./parts-inside.tsx";

/** That a new title is provisional stands on the device's own page; it is nothing that its owner has to do. */
const TROUBLES = ["stolen", "retired"] as const;

/** One of the visitor's devices: the recalls that concern it, and what is known of it. */
export function DeviceItem({ device }: { device: DeviceView }) {
  const { batch } = device;
  const recalls = currentRecallsOf(device);
  return (
    <DeviceCard device={device}>
      {isContested(device) ? <RecoveryNotice device={device} className="mt-4" /> : null}
      {recalls.length > 0 ? (
        <div className="mt-4 flex flex-col gap-4">
          {recalls.map((entry) => (
            <RecallTask key={entry.recall.id} device={device} entry={entry} />
          ))}
        </div>
      ) : null}
      <UnitFlags id={device.id} title={device.title} flags={TROUBLES} className="mt-4" />
      <Facts device={device} />
      <div className="mt-4 flex flex-col items-start gap-2.5 border-t pt-4">
        <PartsInside device={device} />
        <Hardening device={device} />
      </div>
      <Button asChild variant="secondary" size="sm" className="mt-4">
        <AppLink href={`/my/devices/${device.id}`}>
          {device.title?.offer ? "Offered: see the link" : "Hand over, part replaced, stolen, out of use"}
          <span className="sr-only">: {readable(batch.model.name)}</span>
        </AppLink>
      </Button>
    </DeviceCard>
  );
}

function Facts({ device }: { device: DeviceView }) {
  const release = device.releases.find(({ sequence }) => sequence === device.release);
  const isSupported = device.supportEnd * 1000 > Date.now();
  return (
    <FactList className="sm:grid-cols-4">
      <Fact term="Device number">
        <AppLink href={`/devices/${device.id}`} className="link">
          {device.id}
        </AppLink>
      </Fact>
      <Fact term="Version">{release ? <span className="font-mono">{readable(release.version)}</span> : "Not known"}</Fact>
      <Fact term={isSupported ? "Security updates until" : "Security updates ended"}>
        <Day at={device.supportEnd} />
      </Fact>
      {device.title ? (
        <Fact term="Yours since">
          <Day at={device.title.since} />
        </Fact>
      ) : null}
    </FactList>
  );
}
