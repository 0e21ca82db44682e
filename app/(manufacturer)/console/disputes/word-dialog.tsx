"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { reasonProblem } from "@/app/_lib/reason.ts";
import { awardTitle, takeBackAward } from "@/lib/chain/calls.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";

const ACTS = {
  award: {
    opener: "Award it to the claimant",
    title: "Award the device to the claimant?",
    consequences: [
      "Your reason stands on the device's page, for everybody and for good.",
      "The owner sees it under My devices and can no longer object; only you can take the award back.",
      "After 14 days the claimant can complete it. Then the device is theirs.",
    ],
    confirm: "Award it",
    call: awardTitle,
  },
  takeBack: {
    opener: "Take the award back",
    title: "Take the award back?",
    consequences: [
      "Your reason stands on the device's page, for everybody and for good.",
      "The device stays with its owner. You may award it again later; then another 14 days run.",
    ],
    confirm: "Take it back",
    call: takeBackAward,
  },
} as const;

type Props = { device: DeviceView; isAwarded: boolean; canAct: boolean };

/** The maker's word on a dispute, with its reason for the public. What it is about stays as it was when it was opened. */
export function WordDialog({ device, isAwarded, canAct }: Props) {
  const [opened, setOpened] = useState<keyof typeof ACTS>();
  const next = isAwarded ? "takeBack" : "award";
  const act = ACTS[opened ?? next];
  return (
    <Dialog onOpenChange={(isOpen) => setOpened(isOpen ? next : undefined)}>
      {canAct ? (
        <DialogTrigger asChild>
          <Button variant="secondary" className="mt-4 h-11 sm:h-10">
            {ACTS[next].opener}
            <span className="sr-only">: device {device.id}</span>
          </Button>
        </DialogTrigger>
      ) : null}
      <DialogContent title={act.title}>
        <WordForm device={device} act={act} />
      </DialogContent>
    </Dialog>
  );
}

function WordForm({ device, act }: { device: DeviceView; act: (typeof ACTS)[keyof typeof ACTS] }) {
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [reason, setReason] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const text = reason.trim();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (reasonProblem(text) !== null) return focusFirstProblem(event.currentTarget);
    run(() => act.call({ contracts }, parseDeviceId(device.id), text));
  };
  return (
    <form onSubmit={submit} noValidate>
      {isDone ? null : (
        <ul className="mb-4 flex list-disc flex-col gap-1.5 pl-5 text-sm leading-relaxed marker:text-ink-soft">
          {act.consequences.map((consequence) => (
            <li key={consequence}>{consequence}</li>
          ))}
        </ul>
      )}
      <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isBusy || isDone} />
      <ActFooter state={state} isDone={isDone} disabled={isBusy}>
        {act.confirm}
      </ActFooter>
    </form>
  );
}
