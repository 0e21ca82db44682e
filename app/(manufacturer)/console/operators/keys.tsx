"use client";

import { KeyRound } from "lucide-react";
import { useRef, useState } from "react";
import { Section } from "@/app/_components/register/section.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { PERMISSION_WORDS } from "@/app/_lib/words.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";
import { PersonName } from "../_components/person-name.tsx";
import { Admin } from "./admin.tsx";
import { RightsDialog } from "./rights-dialog.tsx";
import { WaitingRight } from "./waiting-right.tsx";

type Operator = OrganizationView["operators"][number];

const handlesRecalls = ({ permissions }: Operator): boolean =>
  permissions.includes("recall-draft") || permissions.includes("recall-release");

/** Who may do what, who decides about it, and which rights have not begun. */
export function Keys() {
  const { organization, isAdmin } = useConsole();
  const { operators } = organization;
  const [chosen, setChosen] = useState<{ operator: Operator | null } | null>(null);
  const opener = useRef<HTMLElement>(null);
  const open = (operator: Operator | null, by: HTMLElement): void => {
    opener.current = by;
    setChosen({ operator });
  };
  return (
    <>
      <SecondKey organization={organization} />
      <Section
        id="keys"
        title="Keys that act"
        className="mt-8 sm:mt-8"
        lead="Every step of a recall takes two keys: one drafts it, another releases it. A new right over recalls begins three days after it was granted, for all to see."
      >
        {isAdmin ? (
          <Button size="sm" className="mb-4" onClick={(event) => open(null, event.currentTarget)}>
            <KeyRound aria-hidden />
            Grant rights to a key
          </Button>
        ) : null}
        {operators.length === 0 ? (
          <EmptyState icon={KeyRound} title="No key acts for the organisation yet">
            Its admin grants rights to keys, also to its own.
          </EmptyState>
        ) : (
          <ul className="divide-y rounded-lg border bg-surface" aria-label="Keys of the organisation and their rights">
            {operators.map((operator) => (
              <KeyRow key={operator.account} operator={operator} onChange={isAdmin ? (by) => open(operator, by) : null} />
            ))}
          </ul>
        )}
      </Section>
      {chosen ? <RightsDialog {...chosen} onClose={() => setChosen(null)} onClosed={() => opener.current?.focus()} /> : null}
      <Admin />
    </>
  );
}

type KeyRowProps = {
  operator: Operator /** Opens the dialog that changes its rights; null for those who may not. */;
  onChange: ((by: HTMLElement) => void) | null;
};

/** A list and not a table: on a phone what a key may do takes several lines, and its button must not be out of sight. */
const KeyRow = ({ operator, onChange }: KeyRowProps) => (
  <li className="grid items-start gap-x-6 gap-y-3 px-4 py-4 text-sm sm:grid-cols-[11rem_1fr_auto] lg:grid-cols-[14rem_1fr_15rem_auto]">
    <div>
      <p className="font-medium">
        <PersonName account={operator.account} />
      </p>
      <Copy value={operator.account} what="key's address" />
    </div>
    <p>
      <span className="text-ink-soft">May</span> {operator.permissions.map((permission) => PERMISSION_WORDS[permission]).join(", ")}.
    </p>
    <div className="sm:col-start-2 lg:col-start-3">{handlesRecalls(operator) ? <WaitingRight from={operator.releaseFrom} /> : null}</div>
    {onChange ? (
      <Button
        size="sm"
        variant="secondary"
        className="justify-self-start sm:col-start-3 sm:row-start-1 lg:col-start-4"
        onClick={(event) => onChange(event.currentTarget)}
      >
        <span>
          Change
          <span className="sr-only">
            {" "}
            the rights of <PersonName account={operator.account} />
          </span>
        </span>
      </Button>
    ) : null}
  </li>
);

/** One key alone cannot recall anything, which is noticed best before it has to. */
function SecondKey({ organization: { operators, kind } }: { organization: OrganizationView }) {
  if (kind !== "manufacturer" && kind !== "regulator") return null;
  const drafts = operators.filter(({ permissions }) => permissions.includes("recall-draft"));
  const releases = operators.filter(({ permissions }) => permissions.includes("recall-release"));
  const hasPair = drafts.some((one) => releases.some((other) => other.account !== one.account));
  if (hasPair) return null;
  return (
    <Alert tone="warning" title="No two keys can recall anything together." className="mt-2">
      <p>One key has to be able to draft recalls and another to release them. Rights that are granted now begin in three days.</p>
    </Alert>
  );
}
