"use client";

import { useState } from "react";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { useHeld } from "@/app/_hooks/use-held.ts";
import { FAMILY_WORDS } from "@/app/_lib/network-words.ts";
import { reasonProblem } from "@/app/_lib/reason.ts";
import { type Observed, withdrawObservation } from "@/lib/chain/calls.ts";
import { formatAsn, orgId } from "@/lib/domain/ids.ts";
import { useConsole } from "../_components/console-context.ts";
import { METHOD_WORDS } from "./network-fields.tsx";

/** An observer takes back what it recorded. */
export function WithdrawDialog({ of, isWithdrawn }: { of: Observed; isWithdrawn: boolean }) {
  const [isGone, hold] = useHeld(isWithdrawn);
  const { organization } = useConsole();
  const [reason, setReason] = useState("");
  if (isGone) return null;
  return (
    <ActDialog
      onOpenChange={hold}
      opener="Withdraw"
      about={`${formatAsn(of.asn)}, ${FAMILY_WORDS[of.family]}, ${METHOD_WORDS[of.method]}`}
      title={`Withdraw what you recorded of ${formatAsn(of.asn)}, ${FAMILY_WORDS[of.family]}?`}
      consequences={["It stops counting at once. That you recorded it, and why you took it back, stays in its history."]}
      confirm="Withdraw it"
      isSound={reasonProblem(reason) === null}
      call={(register) => withdrawObservation(register, orgId(organization.id), of, reason.trim())}
    >
      {(isJudged, isLocked) => <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isLocked} />}
    </ActDialog>
  );
}
