"use client";

import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { VersionChanges } from "@/app/_components/version-changes.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import type { Amendment } from "@/lib/chain/calls.ts";
import { type Step, shrinks } from "@/lib/chain/draft.ts";
import { releaseGas } from "@/lib/chain/recall-gas.ts";
import { orgId } from "@/lib/domain/ids.ts";
import type { VersionDifference } from "@/lib/domain/version-difference.ts";
import type { RecallView, ScopeItemView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../../_components/console-context.ts";
import { PreviewPanel } from "../../../_components/preview-panel.tsx";
import { ScopeText } from "../../../_components/scope-text.tsx";
import type { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { WhoMayRelease } from "../../../_components/who-may-release.tsx";

type Props = {
  present: RecallView;
  amendment: Amendment;
  difference: VersionDifference<ScopeItemView>;
  /** Nothing was changed yet. */
  isSame: boolean;
  acts: ReturnType<typeof useRecallActs>;
  isRefused: boolean;
  onDraft(): void;
};

/** Whom the recall reaches afterwards, what the version changes, and the way to a colleague who releases it. */
export function AmendSide({ present, amendment, difference, isSame, acts, isRefused, onDraft }: Props) {
  const { account, organization, may } = useConsole();
  const added = [...difference.added, ...difference.excluded];
  const step: Step = { step: "amend", issuer: orgId(organization.id), amendment };
  return (
    <div className="flex flex-col gap-4 lg:sticky lg:top-32 lg:max-h-[calc(100dvh-9rem)] lg:overflow-y-auto">
      <PreviewPanel scope={[...present.scope, ...added]} gas={releaseGas(step)} />
      <section aria-labelledby="difference" className="rounded-lg border bg-surface p-4 sm:p-5">
        <h2 id="difference" className="mb-4 font-semibold text-lg tracking-tight">
          What version {amendment.version} changes
        </h2>
        <div className="flex flex-col gap-4 text-sm">
          {added.length > 0 ? (
            <ul className="list-disc space-y-1 pl-5">
              {added.map((item) => (
                <li key={`${item.kind}-${item.excluded}-${item.subject}-${item.first}`}>
                  <ScopeText item={item} />
                </li>
              ))}
            </ul>
          ) : null}
          {isSame ? <p className="text-ink-soft">Nothing yet.</p> : <VersionChanges difference={difference} />}
        </div>
      </section>
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
