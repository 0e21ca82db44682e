"use client";

import { useState } from "react";
import type { BuiltBatch } from "@/app/_batch/kept-batch.ts";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { formatCount, formatUnits } from "@/app/_lib/format.ts";
import type { ModelView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../_components/console-context.ts";
import { type Sending, useRegister } from "./use-register.ts";

type Props = { batch: BuiltBatch; model: ModelView | undefined };

/** The batch's way into the register: what is sent, the transaction, and where it then stands. */
export function RegisterBatch({ batch, model }: Props) {
  const { account, may } = useConsole();
  const isDevice = batch.manifest.model.kind === "device";
  return (
    <Section
      id="register"
      title="Register it"
      lead={
        isDevice
          ? "Sent to this site: manifest and tree, which are public, and the look-up rows, whose serials it keeps under keyed hashes only. Labels, claim codes and the seed are not sent."
          : "Sent to this site: manifest and tree, which are public. The list and the seed are not sent."
      }
    >
      {may("batches") ? (
        <RequireSignIn account={account} why="The documents of a batch are taken from those who may register it.">
          <RegisterForm batch={batch} model={model} />
        </RequireSignIn>
      ) : (
        <Alert title="You may not register batches.">
          <p>A colleague with that right has to: save the files in a folder, and let them run muster batch register on it.</p>
        </Alert>
      )}
    </Section>
  );
}

function RegisterForm({ batch, model }: Props) {
  const { register, state, sending, isBusy } = useRegister(batch);
  const [release, setRelease] = useState(0);
  const id = register.data ?? null;
  const isDone = id !== null && !isBusy;
  const { size, model: about } = batch.manifest;
  return (
    <div className="flex flex-col gap-4">
      {isDone ? (
        <Alert tone="success" role="status" title={`Registered as batch ${id}: units ${id}-0 to ${id}-${size - 1}.`}>
          <p>
            {about.kind === "device"
              ? "Its units can be claimed now. Save the labels before you remove the batch here."
              : "Wholes that contain its units can name it now."}
          </p>
          <Button asChild size="sm" className="mt-3">
            <AppLink href={`/console/batches/${id}`}>See the batch</AppLink>
          </Button>
        </Alert>
      ) : (
        <div className="flex flex-wrap items-end gap-4">
          {model && model.releases.length > 0 ? (
            <Field label="Release installed in the factory" className="min-w-56">
              {(control) => (
                <Select {...control} value={release} disabled={isBusy} onChange={(event) => setRelease(Number(event.target.value))}>
                  <option value={0}>None, or not known</option>
                  {model.releases.map(({ sequence, version }) => (
                    <option key={sequence} value={sequence}>
                      {version}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
          <Button size="lg" disabled={isBusy} onClick={() => register.mutate(release)}>
            {isBusy ? "Registering" : `Register ${formatUnits(size, "unit")}`}
          </Button>
        </div>
      )}
      {sending ? (
        <p className="text-sm tabular-nums" role="status">
          {wordsOf(sending, size)}
        </p>
      ) : null}
      {register.error ? <ProblemNotice error={register.error} /> : null}
      <TransactionLife state={state} />
    </div>
  );
}

const wordsOf = (sending: NonNullable<Sending>, size: number): string =>
  sending.what === "documents"
    ? "Sending manifest and tree."
    : `Sending look-up rows: ${formatCount(sending.done)} of ${formatCount(size)}. Leave this tab open.`;
