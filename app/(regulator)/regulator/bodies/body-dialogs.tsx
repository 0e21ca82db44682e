"use client";

import { useState } from "react";
import { isAddress } from "viem";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { useHeld } from "@/app/_hooks/use-held.ts";
import { reasonProblem } from "@/app/_lib/reason.ts";
import { readable } from "@/app/_lib/words.ts";
import { replaceAdmin, setSuspended } from "@/lib/chain/calls.ts";
import { orgId } from "@/lib/domain/ids.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";
import { governed, takesEffect } from "./announce.ts";

type Props = { body: OrganizationView; delay: number };

const ENDS = {
  manufacturer: "While suspended it registers nothing new. It may still recall, answer and publish firmware, which protects owners.",
  others: "While suspended it can do nothing in the register but hand itself over.",
};

/** Suspends a body, or lifts its suspension. */
export function SuspendDialog({ body, delay }: Props) {
  const [reason, setReason] = useState("");
  const name = readable(body.name);
  const [lifts, hold] = useHeld(body.suspended);
  return (
    <ActDialog
      opener={lifts ? "Lift suspension" : "Suspend"}
      about={name}
      title={lifts ? `Lift the suspension of ${name}?` : `Suspend ${name}?`}
      consequences={[
        takesEffect(delay),
        lifts ? "It can act as before." : body.kind === "manufacturer" ? ENDS.manufacturer : ENDS.others,
        "Your reason stays public.",
      ]}
      confirm={delay === 0 ? (lifts ? "Lift it" : "Suspend it") : "Announce it"}
      isSound={reasonProblem(reason) === null}
      onOpenChange={(isOpen) => {
        hold(isOpen);
        // Why it was suspended is not why that is lifted.
        if (isOpen) setReason("");
      }}
      call={(register) => governed(register, delay, setSuspended(register, orgId(body.id), !lifts, reason.trim()))}
    >
      {(isJudged, isLocked) => <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isLocked} />}
    </ActDialog>
  );
}

/** Gives a body another admin, because its keys were lost or stolen. */
export function AdminDialog({ body, delay }: Props) {
  const [reason, setReason] = useState("");
  const [admin, setAdmin] = useState("");
  const name = readable(body.name);
  const problem = isAddress(admin.trim()) ? null : "Enter the new admin's address.";
  return (
    <ActDialog
      opener="New admin"
      about={name}
      title={`Give ${name} another admin?`}
      consequences={[takesEffect(delay), "The present admin loses the body. Its other keys stay; the new admin must look through them."]}
      confirm={delay === 0 ? "Replace the admin" : "Announce it"}
      isSound={problem === null && reasonProblem(reason) === null}
      call={(register) => governed(register, delay, replaceAdmin(register, orgId(body.id), admin.trim() as `0x${string}`, reason.trim()))}
    >
      {(isJudged, isLocked) => (
        <>
          <Field label="New admin's address" error={isJudged ? problem : null} required>
            {(control) => (
              <Input {...control} value={admin} onChange={(event) => setAdmin(event.target.value)} disabled={isLocked} spellCheck={false} />
            )}
          </Field>
          <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isLocked} />
        </>
      )}
    </ActDialog>
  );
}
