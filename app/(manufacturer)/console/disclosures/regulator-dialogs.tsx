"use client";

import { useState } from "react";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { disclosureTitle } from "@/app/_lib/disclosure-words.ts";
import { reasonProblem } from "@/app/_lib/reason.ts";
import { demandAnswer, judgeDisclosure } from "@/lib/chain/calls.ts";
import { disclosureId, orgId } from "@/lib/domain/ids.ts";
import type { Verdict } from "@/lib/domain/kinds.ts";
import type { DisclosureSummary } from "@/lib/feed/wire/disclosures.ts";

type Props = { disclosure: DisclosureSummary; regulator: number };

const VERDICTS: { value: Verdict; label: string; note: string }[] = [
  {
    value: "confirmed",
    label: "Confirm it",
    note: "It then stands first in every list, for good, even if whoever disclosed it takes it back.",
  },
  { value: "dismissed", label: "Dismiss it", note: "It stays visible and stands last; the maker owes no answer any more." },
];

/** A regulator's verdict on a disclosure. */
export function JudgeDialog({ disclosure, regulator }: Props) {
  const [verdict, setVerdict] = useState<Verdict>("confirmed");
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      opener="Judge"
      about={`disclosure ${disclosure.id}`}
      title={`Judge: ${disclosureTitle(disclosure)}`}
      consequences={["Your verdict and your reason stand beside it for everybody. You may change it later; the history keeps both."]}
      confirm="Say so"
      isSound={reasonProblem(reason) === null}
      call={(register) => judgeDisclosure(register, orgId(regulator), disclosureId(disclosure.id), verdict, reason.trim())}
    >
      {(isJudged, isLocked) => (
        <>
          <Choice<Verdict> legend="Verdict" name="verdict" options={VERDICTS} value={verdict} onChange={setVerdict} />
          <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isLocked} />
        </>
      )}
    </ActDialog>
  );
}

/** A regulator's demand of an answer by a day. */
export function DemandDialog({ disclosure, regulator }: Props) {
  const [day, setDay] = useState("");
  const [reason, setReason] = useState("");
  const now = useChainTime() ?? Date.now() / 1000;
  const dueAt = Date.parse(`${day}T23:59:59Z`) / 1000;
  const problem = dueAt > now ? null : "Choose a day to come.";
  return (
    <ActDialog
      opener="Set a day"
      about={`for the answer to disclosure ${disclosure.id}`}
      title="Demand an answer"
      consequences={[
        "The maker owes an answer by the end of that day, though it has answered before. It counts in place of the usual week.",
      ]}
      confirm="Demand it"
      isSound={problem === null && reasonProblem(reason) === null}
      call={(register) => demandAnswer(register, orgId(regulator), disclosureId(disclosure.id), dueAt, reason.trim())}
    >
      {(isJudged, isLocked) => (
        <>
          <Field label="Answer by" error={isJudged ? problem : null} required>
            {(control) => (
              <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} disabled={isLocked} />
            )}
          </Field>
          <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isLocked} />
        </>
      )}
    </ActDialog>
  );
}
