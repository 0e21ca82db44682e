"use client";

import { useState } from "react";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { useHeld } from "@/app/_hooks/use-held.ts";
import { disclosureTitle } from "@/app/_lib/disclosure-words.ts";
import { reasonProblem } from "@/app/_lib/reason.ts";
import { withdrawDisclosure } from "@/lib/chain/calls.ts";
import { disclosureId } from "@/lib/domain/ids.ts";
import type { DisclosureSummary } from "@/lib/feed/wire/disclosures.ts";

/** A researcher takes back what it disclosed; nothing where that was done. */
export function TakeBackDialog({ disclosure }: { disclosure: DisclosureSummary }) {
  const [reason, setReason] = useState("");
  const [isGone, hold] = useHeld(disclosure.withdrawn !== null);
  if (isGone) return null;
  return (
    <ActDialog
      opener="Take back"
      about={`disclosure ${disclosure.id}`}
      title={`Take back: ${disclosureTitle(disclosure)}`}
      consequences={[
        "It stays on record with all that was said of it, and everybody sees that you took it back, and why.",
        disclosure.standing === "confirmed"
          ? "A regulator has confirmed it, and that stays so."
          : "Its maker owes no answer to it any more, unless a regulator confirms it.",
        "You do this once, for good.",
      ]}
      confirm="Take it back"
      isSound={reasonProblem(reason) === null}
      onOpenChange={hold}
      call={(register) => withdrawDisclosure(register, disclosureId(disclosure.id), reason.trim())}
    >
      {(isJudged, isLocked) => <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isLocked} />}
    </ActDialog>
  );
}
