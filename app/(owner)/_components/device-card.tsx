import type { ReactNode } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { stateOf } from "@/app/_lib/unit-state.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";

type Props = {
  device: DeviceView;
  /** For somebody who has the device or its box in hand and does not own it yet: what to hold against its label. */
  toCompare?: boolean;
  children?: ReactNode;
};

/** A device as its owner, or who is about to be, has to know it: what it is and how it stands. */
export function DeviceCard({ device, toCompare = false, children }: Props) {
  const { batch } = device;
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="font-semibold text-lg tracking-tight">
            <ModelName model={batch.model} plain />
          </h2>
          <p className="mt-0.5 text-sm">
            <OrganizationName organization={batch.model.maker} plain />
          </p>
        </div>
        <StateBadge state={stateOf(device)} />
      </div>
      {toCompare ? (
        <p className="mt-2 text-ink-soft text-sm leading-relaxed">
          Lot <span className="font-mono">{readable(batch.lot)}</span>, made between <Day at={batch.madeFrom} /> and{" "}
          <Day at={batch.madeTo} />. Compare it with the label on the device. In the register it is device{" "}
          <AppLink href={`/devices/${device.id}`} className="link whitespace-nowrap">
            {device.id}
          </AppLink>
          .
        </p>
      ) : null}
      {children}
    </Card>
  );
}
