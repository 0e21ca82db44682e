"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { DialogClose, DialogFooter } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { useBatch } from "@/app/_hooks/use-feed.ts";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { readable } from "@/app/_lib/words.ts";
import { batchId, parseDeviceId } from "@/lib/domain/ids.ts";
import type { BatchRef, DeviceView } from "@/lib/feed/wire.ts";

type What = "replaced" | "removed";

const WHATS = [
  { value: "replaced", label: "Replaced", note: "Another one is in its place." },
  { value: "removed", label: "Removed", note: "Nothing is in its place." },
] as const;

const NUMBER = /^[1-9][0-9]{0,15}$/;
const nameOf = ({ model, lot }: BatchRef): string => `${readable(model.name)}, lot ${lot}`;

/** Which part, and what stands in its place; the batch is looked up before anything is signed. */
export function SwapForm({ device }: { device: DeviceView }) {
  const act = useOwnerAct();
  const [position, setPosition] = useState(device.parts[0]?.position ?? 0);
  const [what, setWhat] = useState<What>("replaced");
  const [number, setNumber] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = act.state.step === "done";
  const given = what === "replaced" && NUMBER.test(number.trim()) ? number.trim() : undefined;
  const found = useBatch(given);
  const problem =
    what === "removed"
      ? null
      : number.trim() === ""
        ? "Enter the batch of the new part."
        : !given || found.isError
          ? "No such batch is in the register."
          : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (problem || (given && !found.data)) return focusFirstProblem(event.currentTarget);
    act.run(() => ({ verb: "SwapPart", deviceId: parseDeviceId(device.id), position, batchId: given ? batchId(given) : null }));
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className="flex flex-col gap-4">
        <Field label="Part, as the device was made">
          {(control) => (
            <Select
              {...control}
              value={position}
              onChange={(event) => setPosition(Number(event.target.value))}
              disabled={act.isBusy || isDone}
            >
              {device.parts.map((part) => (
                <option key={part.position} value={part.position}>
                  {nameOf(part.batch)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Choice<What>
          legend="What was done"
          name="what"
          options={WHATS}
          value={what}
          onChange={(next) => {
            setWhat(next);
            setJudged(false);
          }}
          className="sm:grid-cols-2"
        />
        {what === "replaced" ? (
          <Field
            label="Batch of the new part"
            hint="Its number in the register. The repairer or the part's maker tells it; it stands on the batch's page."
            error={isJudged || found.isError ? problem : null}
            required
          >
            {(control) => (
              <Input
                {...control}
                value={number}
                onChange={(event) => setNumber(event.target.value)}
                inputMode="numeric"
                autoComplete="off"
                maxLength={16}
                disabled={act.isBusy || isDone}
              />
            )}
          </Field>
        ) : null}
      </div>
      <p className="mt-3 text-sm leading-relaxed" aria-live="polite">
        {isDone
          ? null
          : found.data
            ? `That is ${nameOf(found.data)}, by ${readable(found.data.model.maker.name)}. Recalls of the old part are done with where your word is enough; recalls of this one concern your device from now on.`
            : what === "removed"
              ? "Recalls of that part are done with where your word is enough."
              : null}
      </p>
      <OwnerActLife act={act} className="mt-4" />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{isDone ? "Close" : "Cancel"}</Button>
        </DialogClose>
        {isDone ? null : (
          <Button type="submit" disabled={act.isBusy || found.isLoading}>
            Register
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
