"use client";

import { type FormEvent, useState } from "react";
import { getAddress, isAddress } from "viem";
import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Dialog, DialogContent } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { cn } from "@/app/_lib/cn.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { PERMISSION_WORDS } from "@/app/_lib/words.ts";
import { setOperator } from "@/lib/chain/calls.ts";
import { orgId } from "@/lib/domain/ids.ts";
import type { OrgKind, Permission } from "@/lib/domain/kinds.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";

type Operator = OrganizationView["operators"][number];

/** Rights that mean something to a body of each kind; a key that has others keeps them until they are unticked. */
const USEFUL: Record<OrgKind, readonly Permission[]> = {
  manufacturer: ["models", "batches", "releases", "recall-draft", "recall-release", "repairs", "titles"],
  regulator: ["recall-draft", "recall-release"],
  laboratory: ["certificates"],
  repairer: ["repairs"],
  "network-operator": ["networks"],
  observer: ["networks"],
};

const isRecallRight = (permission: Permission): boolean => permission.startsWith("recall-");

type Props = {
  /** The key whose rights change; null for one that has none yet. */
  operator: Operator | null;
  onClose(): void;
  /** Where the focus goes back to. */
  onClosed(): void;
};

/**
 * Grants a key its rights, changes them, or takes them all away. It stands beside the table, so that it can tell how its
 * act ended when that took a row away.
 */
export const RightsDialog = ({ operator, onClose, onClosed }: Props) => (
  <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
    <DialogContent
      title={operator ? "Change what this key may do" : "Grant rights to a key"}
      description="What you tick replaces what the key may do now. Nothing ticked takes all its rights away."
      onCloseAutoFocus={onClosed}
    >
      <RightsForm operator={operator} />
    </DialogContent>
  </Dialog>
);

function RightsForm({ operator }: Pick<Props, "operator">) {
  const { organization } = useConsole();
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [before] = useState(operator?.permissions ?? []); // as it was before the act
  const [rights, setRights] = useState<readonly Permission[]>(before);
  const [address, setAddress] = useState<string>(operator?.account ?? "");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const useful = USEFUL[organization.kind];
  const offered = [...useful, ...before.filter((permission) => !useful.includes(permission))];
  const known = organization.operators.some(({ account }) => account.toLowerCase() === address.trim().toLowerCase());
  const problem = !isAddress(address.trim(), { strict: true })
    ? "Enter the key's address: 0x and 40 digits, as its wallet shows it."
    : !operator && !isDone && known
      ? "This key has rights already; change them in its row."
      : null;
  const isNew = rights.some((right) => isRecallRight(right) && !before.includes(right));

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (problem) return focusFirstProblem(event.currentTarget);
    run(() => setOperator({ contracts }, orgId(organization.id), getAddress(address.trim()), rights));
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={isBusy || isDone} className="flex flex-col gap-4">
        <Field label="Key's address" error={isJudged ? problem : null} required>
          {(control) => (
            <Input
              {...control}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
              readOnly={operator !== null}
              className={cn("font-mono", operator && "bg-sunken")}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1 font-medium text-sm">It may</legend>
          {offered.length === 0 ? <p className="text-ink-soft text-sm">No right is of use to an organisation of this kind.</p> : null}
          {offered.map((permission) => (
            <Checkbox
              key={permission}
              checked={rights.includes(permission)}
              onChange={({ target }) => setRights(target.checked ? [...rights, permission] : rights.filter((one) => one !== permission))}
            >
              {PERMISSION_WORDS[permission]}
            </Checkbox>
          ))}
        </fieldset>
      </fieldset>
      {isNew && !isDone ? (
        <p className="mt-2 text-ink-soft text-sm leading-relaxed">
          New rights over recalls begin three days after they are granted, and at once on an organisation's first day in the register. Until
          then the key can neither draft nor release.
        </p>
      ) : null}
      <ActFooter
        state={state}
        isDone={isDone}
        tone={rights.length === 0 && operator ? "danger" : "primary"}
        disabled={isBusy || (!operator && rights.length === 0)}
      >
        {rights.length === 0 && operator ? "Take all rights away" : "Set these rights"}
      </ActFooter>
    </form>
  );
}
