"use client";

import { useState } from "react";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { ReasonField } from "@/app/_components/wallet/reason-field.tsx";
import { reasonProblem } from "@/app/_lib/reason.ts";
import { readable } from "@/app/_lib/words.ts";
import { assignNetwork } from "@/lib/chain/calls.ts";
import { type Asn, orgId, parseAsn } from "@/lib/domain/ids.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";
import { governed, takesEffect } from "./announce.ts";

/** The network that somebody typed, as `64500` or `AS64500`; null when it is none. */
function typedAsn(text: string): Asn | null {
  try {
    return parseAsn(text.trim());
  } catch {
    return null;
  }
}

/** Says that an operator runs a network, or that nobody of the register runs it any more. */
export function AssignDialog({ body, delay }: { body: OrganizationView; delay: number }) {
  const [text, setText] = useState("");
  const [runs, setRuns] = useState(true);
  const [reason, setReason] = useState("");
  const name = readable(body.name);
  const asn = typedAsn(text);
  return (
    <ActDialog
      opener="Assign a network"
      about={name}
      title={`Which network does ${name} run?`}
      consequences={[
        takesEffect(delay),
        "Whoever runs a network answers for it: replies, memberships, abuse reports and weekly counts. Whoever ran it before loses that.",
        "Your reason stays public.",
      ]}
      confirm={delay === 0 ? "Assign it" : "Announce it"}
      isSound={asn !== null && reasonProblem(reason) === null}
      call={(register) => governed(register, delay, assignNetwork(register, asn as Asn, runs ? orgId(body.id) : null, reason.trim()))}
    >
      {(isJudged, isLocked) => (
        <>
          <Field
            label="Network"
            hint="As its regional registry numbers it."
            error={isJudged && asn === null ? "Enter the number of the autonomous system, as AS64500." : null}
            required
          >
            {(control) => (
              <Input {...control} value={text} onChange={(event) => setText(event.target.value)} disabled={isLocked} spellCheck={false} />
            )}
          </Field>
          <Field label="From then on">
            {(control) => (
              <Select
                {...control}
                value={runs ? "yes" : "no"}
                onChange={(event) => setRuns(event.target.value === "yes")}
                disabled={isLocked}
              >
                <option value="yes">it runs this network</option>
                <option value="no">nobody runs this network</option>
              </Select>
            )}
          </Field>
          <ReasonField value={reason} onChange={setReason} isJudged={isJudged} isLocked={isLocked} />
        </>
      )}
    </ActDialog>
  );
}
