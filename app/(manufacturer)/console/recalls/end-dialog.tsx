"use client";

import { type FormEvent, useState } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import { reasonProblem } from "@/app/_lib/reason.ts";
import { completion } from "@/lib/domain/statistics.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { readyAt, useDrafts } from "../_components/use-drafts.ts";
import { useRecallActs } from "../_components/use-recall-acts.ts";
import { WhoMayRelease } from "../_components/who-may-release.tsx";

type End = "close" | "withdraw";

const ENDS = [
  { value: "close", label: "The work is done", note: "The case is closed; its figures show how far it came." },
  { value: "withdraw", label: "It was a mistake", note: "The recall is withdrawn: nobody has to do anything." },
] as const;

/**
 * Drafts the end of a case, for a colleague to release a day later. What is left undone stays visible, so the number is
 * said before.
 */
export function EndDialog({ recall }: { recall: RecallSummary }) {
  const { count, of } = completion(recall.counts);
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm">
          End the case
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`End recall ${recall.id}?`}
        description={`${formatCount(count)} of ${formatCount(of)} devices are fixed; the other ${formatCount(of - count)} stay as they are. You draft the end, and a colleague releases it a day later at the earliest. A case that has ended takes no more entries, and its page stays for ever.`}
      >
        <EndForm recall={recall} />
      </DialogContent>
    </Dialog>
  );
}

function EndForm({ recall }: { recall: RecallSummary }) {
  const acts = useRecallActs();
  const [end, setEnd] = useState<End>("close");
  const [reason, setReason] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = acts.outcome !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (reasonProblem(reason) === null) acts.draftEnd(end, recall.id, reason.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      {isDone ? (
        <WhatFollows recall={recall.id} end={end} />
      ) : (
        <div className="flex flex-col gap-4">
          <Choice<End> legend="Why it ends" name="end" options={ENDS} value={end} onChange={setEnd} />
          <ReasonField
            value={reason}
            onChange={setReason}
            isJudged={isJudged}
            isLocked={acts.isBusy}
            hint="It will stand on the recall's page."
          />
        </div>
      )}
      <TransactionLife state={acts.state} className="mt-4" />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{isDone ? "Done" : "Keep it open"}</Button>
        </DialogClose>
        {isDone ? null : (
          <Button type="submit" variant="danger" disabled={acts.isBusy}>
            Draft the end
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}

/** From when who can release the draft that was just made. */
function WhatFollows({ recall, end }: { recall: number; end: End }) {
  const { account } = useConsole();
  const { drafts } = useDrafts();
  const made = drafts.data?.find(({ content }) => content.step === end && content.recall === recall);
  return (
    <Alert tone="success" role="status" title="The draft is announced.">
      <p>
        <WhoMayRelease drafter={account} />
        {made ? (
          <>
            {" "}
            Possible from <Moment at={readyAt(made)} /> on.
          </>
        ) : null}
      </p>
    </Alert>
  );
}
