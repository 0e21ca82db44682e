"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { UnitFlags } from "@/app/_components/register/unit-flags.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { stateOf } from "@/app/_lib/unit-state.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceRecall, DeviceView } from "@/lib/feed/wire.ts";
import { openRecallsOf } from "../../_components/open-recalls.ts";
import { WhatToDo } from "../../_components/what-to-do.tsx";

/** A device as its next owner has to know it: what it is, what is wrong with it, and what there will be to do. */
export function WhatComesWithIt({ device }: { device: DeviceView }) {
  const open = openRecallsOf(device);
  return (
    <>
      <UnitFlags id={device.id} title={device.title} />
      <TheDevice device={device} />
      {open.length === 0 ? (
        <Alert tone="success" title="No open recall concerns it." />
      ) : (
        <section aria-labelledby="duties" className="flex flex-col gap-4">
          <div>
            <h2 id="duties" className="font-semibold text-xl tracking-tight">
              {formatUnits(open.length, "open recall")} {open.length === 1 ? "comes" : "come"} with it
            </h2>
            <p className="mt-1 text-ink-soft leading-relaxed">When it is yours, this is for you to do.</p>
          </div>
          {open.map((entry) => (
            <Duty key={entry.recall.id} entry={entry} maker={device.batch.model.maker.name} />
          ))}
        </section>
      )}
    </>
  );
}

function TheDevice({ device }: { device: DeviceView }) {
  const { batch, supportEnd, releases } = device;
  const running = releases.find(({ sequence }) => sequence === device.release);
  const newest = releases.at(-1);
  const isSupported = supportEnd * 1000 > Date.now();
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="font-semibold text-xl tracking-tight">
            <ModelName model={batch.model} plain />
          </h2>
          <p className="mt-0.5 text-sm">
            <OrganizationName organization={batch.model.maker} plain />
          </p>
        </div>
        <StateBadge state={stateOf(device)} />
      </div>
      <p className="mt-2 text-ink-soft text-sm leading-relaxed">
        Lot <span className="font-mono">{batch.lot}</span>, made between <Day at={batch.madeFrom} /> and <Day at={batch.madeTo} />; compare
        it with the label on the device. In the register it is device{" "}
        <AppLink href={`/devices/${device.id}`} className="link whitespace-nowrap">
          {device.id}
        </AppLink>
        .
      </p>
      <ul className="mt-4 flex flex-col gap-1.5 border-t pt-4 text-sm leading-relaxed">
        <li>
          {supportEnd === 0 ? (
            "Its maker has promised no date until which it gets security updates."
          ) : isSupported ? (
            <>
              Security updates until <Day at={supportEnd} className="font-medium" />.
            </>
          ) : (
            <span className="font-medium text-affected">
              Security updates ended on <Day at={supportEnd} />. New faults will stay.
            </span>
          )}
        </li>
        <li>
          {running ? `It runs version ${readable(running.version)}, as far as the register knows` : "Which version it runs is not known"}
          {newest && newest.sequence !== running?.sequence ? `; the newest is ${readable(newest.version)}.` : "."}
        </li>
      </ul>
    </Card>
  );
}

function Duty({ entry: { recall, fix }, maker }: { entry: DeviceRecall; maker: string }) {
  return (
    <section aria-label={`Recall ${recall.id}`} className="rounded-lg border border-affected/30 p-4 sm:p-5">
      <RecallBrief recall={recall} className="mb-4" />
      <h3 className="mb-2 font-semibold text-sm">What to do</h3>
      <WhatToDo recall={recall} />
      <p className="mt-4 border-t pt-4 text-sm leading-relaxed">
        {fix ? (
          <>
            There is a patch: version <span className="font-mono">{fix.version}</span>.
          </>
        ) : (
          `${readable(maker)} has not offered a patch for this model yet.`
        )}
      </p>
    </section>
  );
}
