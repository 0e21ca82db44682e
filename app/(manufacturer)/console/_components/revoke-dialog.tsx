"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { reasonProblem } from "@/app/_lib/reason.ts";
import type { Call } from "@/lib/chain/calls.ts";

type Props = {
  /** What is revoked, after the button's "Revoke" for who hears the page. */
  what: ReactNode;
  title: string;
  /** What follows from it. */
  description: string;
  isRevoked: boolean;
  call(register: ReturnType<typeof useConfig>, reason: string): Call;
};

/** Takes something public back for good. The button goes then; the dialog stays, so that it can tell how its own act ended. */
export function RevokeDialog({ what, title, description, isRevoked, call }: Props) {
  return (
    <Dialog>
      {isRevoked ? null : (
        <DialogTrigger asChild>
          <Button variant="secondary" size="sm" className="mt-2">
            <span>
              Revoke
              <span className="sr-only"> {what}</span>
            </span>
          </Button>
        </DialogTrigger>
      )}
      <DialogContent title={title} description={description}>
        <RevokeForm call={call} />
      </DialogContent>
    </Dialog>
  );
}

function RevokeForm({ call }: Pick<Props, "call">) {
  const config = useConfig();
  const { run, state, isBusy } = useSend();
  const [reason, setReason] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const text = reason.trim();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (reasonProblem(text) !== null) return focusFirstProblem(event.currentTarget);
    run(() => call(config, text));
  };
  return (
    <form onSubmit={submit} noValidate>
      <ReasonField
        value={reason}
        onChange={setReason}
        isJudged={isJudged}
        isLocked={isBusy || isDone}
        hint="It will stand on the model's public page."
      />
      <ActFooter state={state} isDone={isDone} cancel="Keep it" tone="danger" disabled={isBusy}>
        Revoke
      </ActFooter>
    </form>
  );
}
