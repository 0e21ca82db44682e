"use client";

import { useState } from "react";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { useModel } from "@/app/_hooks/use-feed.ts";
import { disclosureTitle } from "@/app/_lib/disclosure-words.ts";
import { readable } from "@/app/_lib/words.ts";
import { answerDisclosure } from "@/lib/chain/calls.ts";
import { disclosureId } from "@/lib/domain/ids.ts";
import type { Answer } from "@/lib/domain/kinds.ts";
import type { DisclosureSummary } from "@/lib/feed/wire/disclosures.ts";

const ANSWERS: { value: Answer; label: string; note: string }[] = [
  { value: "acknowledged", label: "We are looking into it", note: "It stops your clock, unless a regulator sets another day." },
  { value: "fixed", label: "It is fixed", note: "A vulnerability by a release that you have published." },
  { value: "disputed", label: "We dispute it", note: "Your answer stands beside the disclosure, which stays visible." },
];

/** The maker's answer to a disclosure. */
export function AnswerDialog({ disclosure }: { disclosure: DisclosureSummary }) {
  const [says, setSays] = useState<Answer>("acknowledged");
  const [release, setRelease] = useState("0");
  const model = useModel(disclosure.model.id);
  const current = (model.data?.releases ?? []).filter(({ revoked }) => revoked === null);
  const isFixed = says === "fixed";
  const problem = isFixed && disclosure.kind === "vulnerability" && release === "0" ? "Choose the release that fixes it." : null;
  return (
    <ActDialog
      opener="Answer"
      about={`disclosure ${disclosure.id}`}
      title={`Answer: ${disclosureTitle(disclosure)}`}
      consequences={["Everybody reads it. Earlier answers stay in the history, and the last one counts."]}
      confirm="Answer"
      isSound={problem === null}
      call={(register) => answerDisclosure(register, { id: disclosureId(disclosure.id), says, release: isFixed ? Number(release) : 0 })}
    >
      {(isJudged, isLocked) => (
        <>
          <Choice<Answer> legend="Your answer" name="says" options={ANSWERS} value={says} onChange={setSays} />
          {isFixed ? (
            <Field label="Release" error={isJudged ? problem : null} required={disclosure.kind === "vulnerability"}>
              {(control) => (
                <Select {...control} value={release} onChange={(event) => setRelease(event.target.value)} disabled={isLocked}>
                  <option value="0">{disclosure.kind === "breach" ? "Without a release" : "Choose one"}</option>
                  {current.map(({ sequence, version }) => (
                    <option key={sequence} value={sequence}>
                      {readable(version)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
        </>
      )}
    </ActDialog>
  );
}
