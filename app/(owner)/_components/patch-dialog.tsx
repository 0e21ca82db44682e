"use client";

import { useState } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { readable } from "@/app/_lib/words.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceRecall, DeviceView, ReleaseView } from "@/lib/feed/wire.ts";

type Props = { device: DeviceView; entry: DeviceRecall & { fix: ReleaseView } };
type DialogProps = Props & {
  /** Nothing was stated yet; otherwise this is a correction. */
  isFirst: boolean;
};

/** Two taps: open, and confirm the release that fixes the device. Another release can be chosen in between. */
export function PatchDialog({ device, entry, isFirst }: DialogProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={isFirst ? "primary" : "secondary"} className="h-11 sm:h-10">
          {isFirst ? "I have installed the patch" : "State another version"}
        </Button>
      </DialogTrigger>
      <DialogContent title="Register the patch" description="Tell the register which version your device runs now.">
        <PatchForm device={device} entry={entry} />
      </DialogContent>
    </Dialog>
  );
}

function PatchForm({ device, entry }: Props) {
  const { fix, recall } = entry;
  const act = useOwnerAct();
  const { run, state, isBusy } = act;
  const [sequence, setSequence] = useState(fix.sequence);
  const isFixed = sequence >= fix.sequence;
  const isDone = state.step === "done";
  const register = () => run(() => ({ verb: "StateRelease", deviceId: parseDeviceId(device.id), release: sequence }));
  const newestFirst = device.releases.toSorted((a, b) => b.sequence - a.sequence);

  return (
    <>
      <Field label="Version" hint="You find it in the device's own settings, usually under “About”.">
        {(control) => (
          <Select {...control} value={sequence} onChange={(event) => setSequence(Number(event.target.value))} disabled={isBusy || isDone}>
            {newestFirst.map((release) => (
              <option key={release.sequence} value={release.sequence}>
                {readable(release.version)}
                {release.sequence === fix.sequence ? " (fixes this)" : release.sequence < fix.sequence ? " (affected)" : ""}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isDone ? null : (
        <p className="mt-3 text-sm leading-relaxed">
          {consequence(isFixed, recall.id, recall.minEvidence === "owner")} Some devices can{" "}
          <AppLink href={`/prove?device=${device.id}`} className="link">
            prove it themselves
          </AppLink>
          , which counts more.
        </p>
      )}
      <OwnerActLife act={act} className="mt-4" />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{isDone ? "Close" : "Cancel"}</Button>
        </DialogClose>
        {isDone ? null : (
          <Button disabled={isBusy} onClick={register}>
            Register
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

/** What follows, before anything is signed. */
function consequence(isFixed: boolean, recall: number, wordIsEnough: boolean): string {
  if (!isFixed) return `With this version the device stays affected by recall ${recall}.`;
  if (!wordIsEnough)
    return `Your word will be recorded, but recall ${recall} counts a device as fixed only with stronger evidence than the owner's word.`;
  return `Your word will be recorded, and the device will count as fixed in recall ${recall}.`;
}
