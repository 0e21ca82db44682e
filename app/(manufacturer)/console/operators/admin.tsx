"use client";

import { type FormEvent, useState } from "react";
import { getAddress, isAddress, zeroAddress } from "viem";
import { Section } from "@/app/_components/register/section.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { acceptAdmin, offerAdmin } from "@/lib/chain/calls.ts";
import { orgId } from "@/lib/domain/ids.ts";
import { useConsole } from "../_components/console-context.ts";
import { PersonName } from "../_components/person-name.tsx";

/** The key that names the others, and how it is handed to another. */
export function Admin() {
  const { organization, isAdmin, isOffered } = useConsole();
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const id = orgId(organization.id);
  return (
    <Section
      id="admin"
      title="Its admin"
      lead="Grants and takes away rights, and holds none by itself. It can be kept somewhere safer than keys in daily use."
    >
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <PersonName account={organization.admin} />
        <Copy value={organization.admin} what="admin's address" />
        {isAdmin ? <span className="text-ink-soft text-sm">That is you.</span> : null}
      </p>
      {organization.offeredAdmin ? (
        <Alert
          tone={isOffered ? "warning" : "info"}
          title={isOffered ? "The organisation is offered to you." : "It is offered to another key."}
          className="mt-4"
        >
          <p>
            <PersonName account={organization.offeredAdmin} /> becomes its admin by accepting. Keys that act keep their rights: look through
            them first.
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            {isOffered ? (
              <Button size="sm" disabled={isBusy} onClick={() => run(() => acceptAdmin({ contracts }, id))}>
                Accept
              </Button>
            ) : null}
            {isAdmin ? (
              <Button size="sm" variant="secondary" disabled={isBusy} onClick={() => run(() => offerAdmin({ contracts }, id, zeroAddress))}>
                Take the offer back
              </Button>
            ) : null}
          </div>
        </Alert>
      ) : null}
      <TransactionLife state={state} className="mt-4" />
      {isAdmin ? <OfferDialog isOver={organization.offeredAdmin !== null} /> : null}
    </Section>
  );
}

/** The button goes with the offer; the dialog stays, so that it can tell how its own act ended. */
const OfferDialog = ({ isOver }: { isOver: boolean }) => (
  <Dialog>
    {isOver ? null : (
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm" className="mt-4">
          Hand over to another key
        </Button>
      </DialogTrigger>
    )}
    <DialogContent
      title="Hand the organisation over?"
      description="The other key becomes its admin once it accepts. Until then nothing changes, and you can take the offer back. Afterwards only the new admin can give it back."
    >
      <OfferForm />
    </DialogContent>
  </Dialog>
);

function OfferForm() {
  const { organization } = useConsole();
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [address, setAddress] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const typed = address.trim();
  const problem = !isAddress(typed, { strict: true })
    ? "Enter the key's address: 0x and 40 digits, as its wallet shows it."
    : typed.toLowerCase() === organization.admin.toLowerCase()
      ? "That is the present admin."
      : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (problem) return focusFirstProblem(event.currentTarget);
    run(() => offerAdmin({ contracts }, orgId(organization.id), getAddress(typed)));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field label="New admin's address" error={isJudged ? problem : null} required>
        {(control) => (
          <Input
            {...control}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            disabled={isBusy || isDone}
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <ActFooter state={state} isDone={isDone} disabled={isBusy}>
        Offer it
      </ActFooter>
    </form>
  );
}
