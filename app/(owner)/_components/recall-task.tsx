"use client";

import { CircleCheck } from "lucide-react";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { cn } from "@/app/_lib/cn.ts";
import { stateFor } from "@/app/_lib/unit-state.ts";
import { EVIDENCE_WORDS, readable } from "@/app/_lib/words.ts";
import { parseDeviceId, recallId } from "@/lib/domain/ids.ts";
import type { DeviceRecall, DeviceView } from "@/lib/feed/wire.ts";
import { PatchDialog } from "./patch-dialog.tsx";
import { WhatToDo } from "./what-to-do.tsx";

type Props = { device: DeviceView; entry: DeviceRecall };
type TaskProps = Props & {
  /** What stands around it names the recall already. */
  isNamed?: boolean;
};

/** One recall of one device: what it is, what to do now, and the two things the owner tells the register. */
export function RecallTask({ device, entry, isNamed = false }: TaskProps) {
  const { recall, fix, acknowledgedAt } = entry;
  const isFixed = stateFor(entry, device) === "fixed";
  return (
    <section
      aria-label={`Recall ${recall.id}`}
      className={isNamed ? undefined : cn("rounded-lg border p-4 sm:p-5", !isFixed && "border-affected/30")}
    >
      {isNamed ? null : <RecallBrief recall={recall} className="mb-4" />}
      {isFixed ? null : (
        <>
          <h3 className="mb-2 font-semibold text-sm">What to do now</h3>
          <WhatToDo recall={recall} />
        </>
      )}
      <div className={cn("flex flex-col gap-3", !(isNamed && isFixed) && "mt-4 border-t pt-4")}>
        <Patch device={device} entry={entry} />
        {isFixed || acknowledgedAt !== null ? (
          <Confirmed at={acknowledgedAt} />
        ) : (
          <Acknowledge device={device} entry={entry} isMain={fix === null} />
        )}
      </div>
    </section>
  );
}

/** The dialog keeps its place whatever the state, so that it can still tell how its own act ended. */
function Patch({ device, entry }: Props) {
  const { recall, fix } = entry;
  const state = stateFor(entry, device);
  if (!fix)
    return (
      <p className="text-sm leading-relaxed">
        {readable(device.batch.model.maker.name)} has not offered a patch for this model yet. You will be told when it does.
      </p>
    );
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <PatchDialog device={device} entry={{ ...entry, fix }} isFirst={state === "affected"} />
      <p className="min-w-0 flex-1 basis-60 text-ink-soft text-sm leading-snug">
        {state === "affected" ? (
          <>
            Patched from version <span className="font-mono">{readable(fix.version)}</span> on.
          </>
        ) : state === "checking" ? (
          `You stated the patch. This recall asks for stronger evidence as well: ${EVIDENCE_WORDS[recall.minEvidence]}.`
        ) : (
          "Your device counts as fixed in this recall."
        )}
      </p>
    </div>
  );
}

function Confirmed({ at }: { at: number | null }) {
  if (at === null) return null;
  return (
    <p className="flex items-center gap-1.5 text-ink-soft text-sm">
      <CircleCheck className="size-4 shrink-0 text-fixed" aria-hidden />
      <span>
        You confirmed on <Day at={at} /> that you have read this.
      </span>
    </p>
  );
}

function Acknowledge({ device, entry, isMain }: Props & { isMain: boolean }) {
  const act = useOwnerAct();
  const terms = { deviceId: parseDeviceId(device.id), recallId: recallId(entry.recall.id), path: entry.path };
  const acknowledge = () => act.run(() => ({ verb: "Acknowledge", ...terms }));
  return (
    <div className="flex flex-col gap-3">
      <Button variant={isMain ? "primary" : "secondary"} className="h-11 self-start sm:h-10" disabled={act.isBusy} onClick={acknowledge}>
        I have read this
      </Button>
      <OwnerActLife act={act} />
    </div>
  );
}
