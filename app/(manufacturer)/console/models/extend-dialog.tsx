"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { formatDay } from "@/app/_lib/format.ts";
import { extendSupport } from "@/lib/chain/calls.ts";
import { parseModelId } from "@/lib/domain/ids.ts";
import type { ModelView } from "@/lib/feed/wire.ts";

/** Promises security updates for longer. */
export function ExtendDialog({ model }: { model: ModelView }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm">
          <span>
            Support <span className="sr-only">{model.name} </span>for longer
          </span>
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Support ${model.name} for longer`}
        description="Owners are promised security updates until that day. It can be moved later again, and never back."
      >
        <ExtendForm model={model} />
      </DialogContent>
    </Dialog>
  );
}

function ExtendForm({ model }: { model: ModelView }) {
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [present] = useState(model.supportEnd); // as it was before the act
  const [day, setDay] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const until = Date.parse(`${day}T00:00:00Z`) / 1000;
  const problem = until > present ? null : `Choose a day after ${formatDay(present)}.`;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (problem) return focusFirstProblem(event.currentTarget);
    run(() => extendSupport({ contracts }, parseModelId(model.id), until));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field label="Security updates until" hint={`So far until ${formatDay(present)}.`} error={isJudged ? problem : null} required>
        {(control) => (
          <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} disabled={isBusy || isDone} />
        )}
      </Field>
      <ActFooter state={state} isDone={isDone} disabled={isBusy}>
        Promise it
      </ActFooter>
    </form>
  );
}
