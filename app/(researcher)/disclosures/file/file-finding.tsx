"use client";

import { type FormEvent, useState } from "react";
import { type Address, bytesToHex, sha256 } from "viem";
import { Button } from "@/app/_components/ui/button.tsx";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { DISCLOSURE_KIND_WORDS } from "@/app/_lib/disclosure-words.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { fileDisclosure } from "@/lib/chain/calls.ts";
import { commitmentOf, type Finding, readableSubject } from "@/lib/domain/disclosure.ts";
import { encodeFinding } from "@/lib/domain/finding-file.ts";
import { parseModelId } from "@/lib/domain/ids.ts";
import type { DisclosureKind } from "@/lib/domain/kinds.ts";

const KINDS: { value: DisclosureKind; label: string; note: string }[] = [
  { value: "vulnerability", label: DISCLOSURE_KIND_WORDS.vulnerability, note: "A hole in the model." },
  { value: "breach", label: DISCLOSURE_KIND_WORDS.breach, note: "What its maker declared about its security is not so." },
];

/** @param model The number of the model from whose page the reader comes. */
export const FileFinding = ({ model }: { model: string }) => (
  <RequireWallet why="The account that files a finding is the only one that can reveal it.">
    {(account) => <FindingForm account={account} model={model} />}
  </RequireWallet>
);

const BLANK = { model: "", declaration: "1", subject: "" };

function FindingForm({ account, model }: { account: Address; model: string }) {
  const { contracts, chainId } = useConfig();
  const { run, state, isBusy } = useSend();
  const [kind, setKind] = useState<DisclosureKind>("vulnerability");
  const [form, setForm] = useState({ ...BLANK, model });
  const [document, setDocument] = useState<File>();
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const isBreach = kind === "breach";
  const subject = form.subject.trim();
  const subjectForm = isBreach ? "Enter the provision, as 5.1-1." : "Enter it as CVE-2031-12345, or leave it empty.";
  const problems = {
    model: /^[1-9][0-9]{0,9}-[0-9]{14}$/.test(form.model.trim()) ? null : "Enter the model's number, as 3-09506000134352.",
    declaration: !isBreach || /^[1-9][0-9]{0,4}$/.test(form.declaration.trim()) ? null : "Enter the number of the declaration.",
    subject: (subject === "" && !isBreach) || readableSubject(kind, subject) ? null : subjectForm,
    document: document ? null : "Choose the document.",
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (!document || Object.values(problems).some(Boolean)) return focusFirstProblem(event.currentTarget);
    run(async () => {
      const finding: Finding = {
        ...{ modelId: parseModelId(form.model.trim()), kind, declaration: isBreach ? Number(form.declaration) : 0, subject },
        digest: sha256(new Uint8Array(await document.arrayBuffer())),
        salt: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
      };
      // Kept first: what is filed and not kept can never be revealed.
      save(encodeFinding({ chainId, disclosures: contracts.Disclosures, researcher: account, finding }));
      return fileDisclosure({ contracts }, commitmentOf(chainId, contracts.Disclosures, account, finding));
    });
  };
  const text = (name: keyof typeof BLANK, label: string, hint: string) => (
    <Field label={label} hint={hint} error={isJudged ? problems[name] : null} required={name !== "subject" || isBreach}>
      {(control) => (
        <Input
          {...control}
          value={form[name]}
          onChange={(event) => setForm({ ...form, [name]: event.target.value })}
          disabled={isBusy || isDone}
          spellCheck={false}
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Choice<DisclosureKind> legend="What it is" name="kind" options={KINDS} value={kind} onChange={setKind} className="sm:grid-cols-2" />
      {text("model", "Number of the model", "It stands in the address of the model's page.")}
      {isBreach ? text("declaration", "Number of the declaration", "It stands on the model's page.") : null}
      {text("subject", isBreach ? "Provision" : "CVE", isBreach ? "Of ETSI EN 303 645, as 5.1-1." : "If it has one.")}
      <Field
        label="Document"
        hint="It stays on this computer; only its SHA-256 is used."
        error={isJudged ? problems.document : null}
        required
      >
        {(control) => (
          <Input
            {...control}
            type="file"
            className="py-2"
            onChange={(event) => setDocument(event.target.files?.[0])}
            disabled={isBusy || isDone}
          />
        )}
      </Field>
      <p className="text-ink-soft text-sm leading-relaxed">
        A file is saved to this computer. Keep it in secret: it takes that file to reveal the finding, and nobody has a copy.
      </p>
      <TransactionLife state={state} />
      {isDone ? null : (
        <Button type="submit" size="lg" className="self-start" disabled={isBusy}>
          Save the file and file the finding
        </Button>
      )}
    </form>
  );
}

function save(content: string): void {
  const link = globalThis.document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = "finding.json";
  link.click();
  URL.revokeObjectURL(link.href);
}
