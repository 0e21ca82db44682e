"use client";

import { CircleSlash, Hourglass, Scale } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { Badge, type Tone } from "@/app/_components/ui/badge.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day, Moment } from "@/app/_components/ui/datetime.tsx";
import { Fact, FactList } from "@/app/_components/ui/fact-list.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { disputeDays, makerWord } from "@/app/_lib/dispute.ts";
import { formatWait } from "@/app/_lib/format.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { WordDialog } from "./word-dialog.tsx";

type Recovery = NonNullable<NonNullable<DeviceView["title"]>["recovery"]>;

const STANDINGS: Record<Recovery["state"], { word: string; tone: Tone; icon: typeof Scale }> = {
  pending: { word: "The owner may still object", tone: "checking", icon: Hourglass },
  vetoed: { word: "Objected to", tone: "unknown", icon: CircleSlash },
  awarded: { word: "You awarded it", tone: "accent", icon: Scale },
};

/** One device that two claim: who they are, how it stands, and what the maker can do about it. */
export function Dispute({ device }: { device: DeviceView }) {
  const { organization, may } = useConsole();
  const { title, batch } = device;
  if (!title?.recovery) return null;
  const { recovery } = title;
  const { word, tone, icon: Icon } = STANDINGS[recovery.state];
  const days = disputeDays(device);
  const acts = may("titles") && recovery.state !== "pending";
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 className="font-semibold text-lg tracking-tight">
          <ModelName model={batch.model} plain />, device{" "}
          <AppLink href={`/devices/${device.id}`} className="link whitespace-nowrap">
            {device.id}
          </AppLink>
        </h2>
        <Badge tone={tone}>
          <Icon aria-hidden />
          {word}
        </Badge>
      </div>
      <FactList className="sm:grid-cols-3">
        <Fact term="Owner">
          <Copy value={title.owner} what="owner's address" /> since <Day at={title.since} />
        </Fact>
        <Fact term="Claimant">
          <Copy value={recovery.claimant} what="claimant's address" />
          {days.claimed ? (
            <>
              {" "}
              since <Day at={days.claimed} />
            </>
          ) : null}
        </Fact>
        <Fact term="Claimed with">{recovery.basis === "device" ? "the device itself" : "the code from its box"}</Fact>
      </FactList>
      <Standing device={device} recovery={recovery} objected={days.objected} />
      {acts && organization.suspended && recovery.state === "vetoed" ? (
        <p className="mt-4 text-sm">While your organisation is suspended it cannot award a device.</p>
      ) : (
        // It stands also where there is nothing to do, so that it can tell how its own act ended.
        <WordDialog device={device} isAwarded={recovery.state === "awarded"} canAct={acts} />
      )}
    </Card>
  );
}

type StandingProps = { device: DeviceView; recovery: Recovery; objected: number | null };

/** How it stands, in a sentence or two. */
function Standing({ device, recovery: { state, readyAt }, objected }: StandingProps) {
  const now = useChainTime();
  const said = makerWord(device);
  if (state === "vetoed" || readyAt === null)
    return (
      <div className="mt-4 flex flex-col gap-1 text-sm leading-relaxed">
        <p>
          {objected ? (
            <>
              The owner objected on <Day at={objected} />.
            </>
          ) : (
            "The owner had reported it stolen, which counts as an objection."
          )}{" "}
          The device stays with its owner unless you award it.
        </p>
        {said?.is === "taken-back" ? (
          <p>
            You took an award back on <Day at={said.at} />: “{said.reason}”
          </p>
        ) : null}
      </div>
    );
  const left = now === undefined ? null : readyAt - now;
  return (
    <div className="mt-4 text-sm leading-relaxed">
      <p role="timer" className="font-semibold text-base">
        {left === null ? "…" : left > 0 ? `${formatWait(left)} left` : "The time is over"}
      </p>
      <p>
        {state === "awarded" ? "You can take the award back until it is completed, which can be done from " : "The owner can object until "}
        <Moment at={readyAt} className="font-medium" />
        {state === "awarded" ? " on." : "."}
      </p>
      {state === "awarded" && said ? <p className="mt-1">Your reason: “{said.reason}”</p> : null}
    </div>
  );
}
