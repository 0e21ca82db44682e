"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { revokeRelease } from "@/lib/chain/calls.ts";
import { parseModelId } from "@/lib/domain/ids.ts";
import type { ModelView, ReleaseView } from "@/lib/feed/wire.ts";

const MAX_REASON = 500;

type Props = { model: ModelView; release: ReleaseView };

/** Takes a release back for good. The button goes then; the dialog stays, so that it can tell how its own act ended. */
export function RevokeDialog({ model, release }: Props) {
  return (
    <Dialog>
      {release.revoked ? null : (
        <DialogTrigger asChild>
          <Button variant="secondary" size="sm" className="mt-2">
            <span>
              Revoke
              <span className="sr-only">
                {" "}
                {release.version} of {model.name}
              </span>
            </span>
          </Button>
        </DialogTrigger>
      )}
      <DialogContent
        title={`Revoke ${release.version} of ${model.name}?`}
        description="Devices that run it are no longer fixed by it, in every recall. There is no way back; publish a new release instead."
      >
        <RevokeForm model={model} release={release} />
      </DialogContent>
    </Dialog>
  );
}

function RevokeForm({ model, release }: Props) {
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [reason, setReason] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const text = reason.trim();
  const problem = text === "" ? "Say why, in public." : text.length > MAX_REASON ? `At most ${MAX_REASON} characters.` : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (problem) return focusFirstProblem(event.currentTarget);
    run(() => revokeRelease({ contracts }, parseModelId(model.id), release.sequence, text));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field label="Reason" hint="It will stand on the model's page." error={isJudged ? problem : null} required>
        {(control) => (
          <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} disabled={isBusy || isDone} />
        )}
      </Field>
      <TransactionLife state={state} className="mt-4" />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{isDone ? "Close" : "Keep it"}</Button>
        </DialogClose>
        {isDone ? null : (
          <Button type="submit" variant="danger" disabled={isBusy}>
            Revoke
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
