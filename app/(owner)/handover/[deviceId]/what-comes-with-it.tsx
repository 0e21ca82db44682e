"use client";

import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { UnitFlags } from "@/app/_components/register/unit-flags.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DeviceRecall, DeviceView } from "@/lib/feed/wire.ts";
import { DeviceCard } from "../../_components/device-card.tsx";
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
  const { supportEnd, releases } = device;
  const running = releases.find(({ sequence }) => sequence === device.release);
  const newest = releases.at(-1);
  const isSupported = supportEnd * 1000 > Date.now();
  return (
    <DeviceCard device={device} toCompare>
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
    </DeviceCard>
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
            There is a patch: version <span className="font-mono">{readable(fix.version)}</span>.
          </>
        ) : (
          `${readable(maker)} has not offered a patch for this model yet.`
        )}
      </p>
    </section>
  );
}
