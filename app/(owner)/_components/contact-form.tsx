"use client";

import { type FormEvent, useState } from "react";
import type { Address } from "viem";
import { z } from "zod";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { useContact } from "@/app/_hooks/use-personal.ts";
import { useSession } from "@/app/_hooks/use-session.ts";
import { LANGUAGE_NAMES, LANGUAGES, type Language, preferredLanguage } from "@/lib/domain/language.ts";
import { PendingAddress } from "./pending-address.tsx";

const isMail = (text: string): boolean => z.email().max(254).safeParse(text).success;

/** The address for notices. Saving it signs the visitor in first, if need be: one press, one question of the wallet. */
export function ContactForm({ account }: { account: Address }) {
  const signer = useSignerWord();
  const { isSignedIn, isLoading, signIn } = useSession(account);
  const { contact, save } = useContact(account, { enabled: isSignedIn });
  const { contact: confirmed, pending } = contact.data ?? {};
  const left = pending ?? confirmed;
  const known = left?.email ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Language | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);

  const email = typed ?? known;
  const knownLanguage = left && preferredLanguage([left.language]);
  const language = chosen ?? knownLanguage ?? preferredLanguage(navigator.languages);
  const isSame = email.trim() === known && language === knownLanguage;
  const isBusy = signIn.isPending || save.isPending;
  const judge = (): boolean => {
    const isGood = isMail(email.trim());
    setComplaint(isGood ? null : "This is not a mail address, such as you@example.org.");
    return isGood;
  };
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!judge()) return;
    try {
      if (!isSignedIn) await signIn.mutateAsync();
      await save.mutateAsync({ email: email.trim(), language });
      setTyped(null);
      setChosen(null);
    } catch {
      // The mutation that failed shows it below.
    }
  };

  if (!isBusy && typed === null && (isLoading || (isSignedIn && contact.isPending))) return <Skeleton className="h-20 w-full" />;
  const error = signIn.error ?? save.error ?? contact.error;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <Field
        label="Mail address"
        hint={isSignedIn ? undefined : `Your ${signer} asks you to sign in first, so that nobody else can change it.`}
        error={complaint}
        required
      >
        {(control) => (
          <Input
            {...control}
            type="email"
            inputMode="email"
            autoComplete="email"
            value={email}
            onChange={(event) => {
              setTyped(event.target.value);
              setComplaint(null);
              save.reset();
            }}
            onBlur={() => typed?.trim() && judge()}
          />
        )}
      </Field>
      <div className="flex flex-col gap-3 sm:flex-row sm:items-end">
        <Field label="Language of notices" className="flex-1">
          {(control) => (
            <Select
              {...control}
              value={language}
              onChange={(event) => {
                setChosen(event.target.value as Language);
                save.reset();
              }}
            >
              {LANGUAGES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {LANGUAGE_NAMES[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" disabled={isBusy || (isSignedIn && isSame)} className="h-11 sm:h-10">
          {signIn.isPending ? `Waiting for your ${signer}` : save.isPending ? "Saving" : known ? "Change" : "Save"}
        </Button>
      </div>
      {pending && typed === null ? (
        <PendingAddress pending={pending} confirmed={confirmed?.email} isBusy={isBusy} onSendAgain={() => submit()} />
      ) : null}
      {confirmed && !pending && typed === null ? (
        <Alert
          tone="success"
          title={save.data?.pending === null ? "Saved. Notices go to this address." : "Confirmed. Notices go to this address."}
          role="status"
        />
      ) : null}
      {error ? <ProblemNotice error={error} /> : null}
    </form>
  );
}
