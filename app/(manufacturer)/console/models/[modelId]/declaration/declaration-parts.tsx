"use client";

import type { ReactNode } from "react";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { CREDENTIAL_WORDS, DELIVERY_WORDS, KEY_WORDS } from "@/app/_lib/security-words.ts";
import type { Declaration } from "@/lib/domain/declaration.ts";
import type { CredentialClass, KeyClass } from "@/lib/domain/kinds.ts";
import { FIELDS } from "./declaration-form.ts";
import { KingdomFields, Representatives } from "./party-fields.tsx";
import { ProvisionFields } from "./provision-fields.tsx";
import { type FormProps, WordFields } from "./word-fields.tsx";

const KEY_OPTIONS = (["unique-per-device", "absent", "shared"] as const).map((value) => ({
  value,
  label: KEY_WORDS[value].word,
  note: KEY_WORDS[value].meaning,
}));
// Said to buyers as "you"; here the maker reads.
const CREDENTIAL_OPTIONS = (["unique-per-device", "set-by-user", "absent", "shared"] as const).map((value) => ({
  value,
  label: value === "set-by-user" ? "Set by the user" : CREDENTIAL_WORDS[value].word,
  note: value === "set-by-user" ? "It comes without a password and works only once one is set." : CREDENTIAL_WORDS[value].meaning,
}));
const DELIVERY_OPTIONS = (["automatic", "by-owner", "none"] as const).map((value) => ({ value, label: DELIVERY_WORDS[value] }));

/** Everything that a declaration says, in the order in which a maker thinks of it. */
export function DeclarationParts(form: FormProps) {
  const { draft, problems, onSay, onLeave } = form;
  return (
    <>
      <Part title="The product">
        <WordFields fields={FIELDS.product} {...form} />
      </Part>
      <Part title="Its maker">
        <WordFields fields={FIELDS.maker} {...form} />
        <Representatives {...form} />
      </Part>
      <Part title="Passwords and keys" lead="These two also stand on chain, where nothing can make them unreadable.">
        <Choice<CredentialClass>
          legend="Password it comes with"
          name="credentials"
          options={CREDENTIAL_OPTIONS}
          value={draft.credentials}
          onChange={(credentials) => onSay("credentials", credentials)}
          className="mb-6 sm:grid-cols-2"
        />
        <Choice<KeyClass>
          legend="Keys built into it"
          name="keys"
          options={KEY_OPTIONS}
          value={draft.keys}
          onChange={(keys) => onSay("keys", keys)}
          className="mb-6 sm:grid-cols-2"
        />
        <WordFields fields={FIELDS.password} {...form} />
      </Part>
      <Part title="Support">
        <WordFields fields={FIELDS.support} {...form} />
      </Part>
      <Part title="Reports of vulnerabilities">
        <WordFields fields={FIELDS.vulnerabilities} {...form} />
      </Part>
      <Part title="Updates">
        <Choice<Declaration["updates"]["delivery"]>
          legend="How they get onto it"
          name="delivery"
          options={DELIVERY_OPTIONS}
          value={draft.updates.delivery}
          onChange={(delivery) => onSay("updates.delivery", delivery)}
          className="mb-6 sm:grid-cols-3"
        />
        <WordFields fields={FIELDS.updates} {...form} />
      </Part>
      <Part title="Data">
        <WordFields fields={FIELDS.data} {...form} />
      </Part>
      <Part title="Instructions and papers" lead="All of it may stay empty. The views of the laws say then that nobody states it.">
        <WordFields fields={FIELDS.instructions} {...form} />
      </Part>
      <Part title="United Kingdom">
        <KingdomFields {...form} />
      </Part>
      <Part
        title="Provisions of EN 303 645"
        lead="Told in our words; the standard's own count. What is not met, or does not apply, needs a reason."
      >
        <ProvisionFields
          draft={draft}
          problems={problems}
          onLeave={onLeave}
          onAnswer={(answer) =>
            onSay(
              "provisions",
              draft.provisions.map((one) => (one.id === answer.id ? answer : one)),
            )
          }
        />
      </Part>
      <Part title="Who answers for it">
        <WordFields fields={FIELDS.signed} {...form} />
      </Part>
    </>
  );
}

const Part = ({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) => (
  <section>
    <h2 className="font-semibold text-xl tracking-tight">{title}</h2>
    {lead ? <p className="mt-1 max-w-prose text-ink-soft text-sm leading-relaxed">{lead}</p> : null}
    <div className="mt-4">{children}</div>
  </section>
);
