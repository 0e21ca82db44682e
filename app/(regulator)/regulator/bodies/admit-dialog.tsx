"use client";

import { useState } from "react";
import { isAddress } from "viem";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { ActDialog } from "@/app/_components/wallet/act-dialog.tsx";
import { ORG_KIND_WORDS } from "@/app/_lib/words.ts";
import { admit } from "@/lib/chain/calls.ts";
import type { OrgKind } from "@/lib/domain/kinds.ts";
import { governed, takesEffect } from "./announce.ts";

const BLANK = { kind: "manufacturer" as OrgKind, name: "", domain: "", country: "", admin: "" };

/** What is wrong with each field; the contract judges the same. */
const problemsOf = ({ name, domain, country, admin }: typeof BLANK) => ({
  name: name.trim() === "" || new TextEncoder().encode(name.trim()).length > 100 ? "Enter the legal name, in at most 100 letters." : null,
  domain: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain.trim()) ? null : "Enter the domain in lower-case letters, as maker.example.",
  country: /^[A-Z]{2}$/.test(country.trim()) ? null : "Enter the two letters of its country, as DE.",
  admin: isAddress(admin.trim()) ? null : "Enter the address of its admin.",
});

const TEXTS = [
  { name: "name", label: "Legal name" },
  { name: "domain", label: "Domain", hint: "Whose control you have verified. The register shows it beside the name." },
  { name: "country", label: "Country", hint: "Of its seat, by two letters." },
  { name: "admin", label: "Admin's address", hint: "It names the body's keys." },
] as const;

/** Admits a body to the register. */
export function AdmitDialog({ delay }: { delay: number }) {
  const [form, setForm] = useState(BLANK);
  const problems = problemsOf(form);
  return (
    <ActDialog
      opener="Admit a body"
      about="to the register"
      title="Admit a body"
      consequences={[takesEffect(delay), "Everything that owners believe about its recalls rests on what you verified."]}
      confirm={delay === 0 ? "Admit it" : "Announce it"}
      isSound={Object.values(problems).every((problem) => problem === null)}
      call={(register) => {
        const terms = { name: form.name.trim(), domain: form.domain.trim(), country: form.country.trim() };
        return governed(register, delay, admit(register, { kind: form.kind, admin: form.admin.trim() as `0x${string}`, ...terms }));
      }}
    >
      {(isJudged, isLocked) => (
        <>
          <Field label="Kind">
            {(control) => (
              <Select
                {...control}
                value={form.kind}
                onChange={(event) => setForm({ ...form, kind: event.target.value as OrgKind })}
                disabled={isLocked}
              >
                {Object.entries(ORG_KIND_WORDS).map(([kind, word]) => (
                  <option key={kind} value={kind}>
                    {word}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {TEXTS.map(({ name, label, ...text }) => (
            <Field key={name} label={label} error={isJudged ? problems[name] : null} required {...text}>
              {(control) => (
                <Input
                  {...control}
                  value={form[name]}
                  onChange={(event) => setForm({ ...form, [name]: event.target.value })}
                  disabled={isLocked}
                  spellCheck={false}
                />
              )}
            </Field>
          ))}
        </>
      )}
    </ActDialog>
  );
}
