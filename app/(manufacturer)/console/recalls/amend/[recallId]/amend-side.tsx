"use client";

import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import type { Amendment } from "@/lib/chain/calls.ts";
import { type Step, shrinks } from "@/lib/chain/draft.ts";
import { releaseGas } from "@/lib/chain/recall-gas.ts";
import { orgId } from "@/lib/domain/ids.ts";
import type { RecallView, ScopeItemView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../../_components/console-context.ts";
import { PreviewPanel } from "../../../_components/preview-panel.tsx";
import type { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { WhoMayRelease } from "../../../_components/who-may-release.tsx";

type Props = {
  present: RecallView;
  amendment: Amendment;
  /** What comes to the scope. */
  added: ScopeItemView[];
  /** Nothing was changed yet. */
  isSame: boolean;
  acts: ReturnType<typeof useRecallActs>;
  isRefused: boolean;
  onDraft(): void;
};

/** Whom the recall reaches afterwards, and the way to a colleague who releases it. */
export function AmendSide({ present, amendment, added, isSame, acts, isRefused, onDraft }: Props) {
  const { account, organization, may } = useConsole();
  const step: Step = { step: "amend", issuer: orgId(organization.id), amendment };
  return (
    <div className="flex flex-col gap-4 lg:sticky lg:top-32">
      <PreviewPanel scope={[...present.scope, ...added]} gas={releaseGas(step)} />
      <Alert title="It takes two people.">
        <p>
          {may("recall-draft") ? <WhoMayRelease drafter={account} /> : "You may not draft recalls. A colleague with that right has to."}
          {shrinks(step, present.severity) ? " What makes a recall smaller can be released a day after the draft at the earliest." : null}
        </p>
      </Alert>
      {may("recall-draft") ? (
        <Button size="lg" disabled={acts.isBusy || isSame} onClick={onDraft}>
          Draft for a colleague
        </Button>
      ) : null}
      {isRefused ? (
        <p className="text-danger text-sm" role="status">
          Something is missing; see the fields marked in red.
        </p>
      ) : null}
      <TransactionLife state={acts.state} />
    </div>
  );
}
