"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { formatCount } from "@/app/_lib/format.ts";
import { closeRecall } from "@/lib/chain/calls.ts";
import { recallId } from "@/lib/domain/ids.ts";
import { completion } from "@/lib/domain/statistics.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";

const MAX_REASON = 500;

/** Ends a case. What is left undone stays visible, so the number is said before. Of a closed case only the dialog is left, to tell how that ended. */
export function CloseDialog({ recall }: { recall: RecallSummary }) {
  const { count, of } = completion(recall.counts);
  return (
    <Dialog>
      {recall.state === "open" ? (
        <DialogTrigger asChild>
          <Button variant="secondary" size="sm">
            Close the case
          </Button>
        </DialogTrigger>
      ) : null}
      <DialogContent
        title={`Close recall ${recall.id}?`}
        description={`${formatCount(count)} of ${formatCount(of)} devices are fixed; the other ${formatCount(of - count)} stay as they are. A closed case takes no more entries, and its page stays for ever.`}
      >
        <CloseForm recall={recall} />
      </DialogContent>
    </Dialog>
  );
}

function CloseForm({ recall }: { recall: RecallSummary }) {
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [reason, setReason] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const problem =
    reason.trim() === "" ? "Say why, in public." : reason.trim().length > MAX_REASON ? `At most ${MAX_REASON} characters.` : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (!problem) run(() => closeRecall({ contracts }, recallId(recall.id), reason.trim()));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field label="Reason" hint="It stands on the recall's page." error={isJudged ? problem : null} required>
        {(control) => (
          <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} disabled={isBusy || isDone} />
        )}
      </Field>
      <TransactionLife state={state} className="mt-4" />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{isDone ? "Done" : "Keep it open"}</Button>
        </DialogClose>
        {isDone ? null : (
          <Button type="submit" variant="danger" disabled={isBusy}>
            Close the case
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
