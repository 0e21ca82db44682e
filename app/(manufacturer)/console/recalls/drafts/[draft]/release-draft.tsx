"use client";

import { useState } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { decodeDraft } from "@/lib/chain/draft.ts";
import { useConsole } from "../../../_components/console-context.ts";
import { ReleaseDialog } from "../../../_components/release-dialog.tsx";
import { scopeView } from "../../../_components/scope-view.ts";
import type { RecallDraft } from "../../../_components/use-drafts.ts";
import type { useRecallActs } from "../../../_components/use-recall-acts.ts";

type Props = { draft: RecallDraft; headline: string | undefined; acts: ReturnType<typeof useRecallActs> };

/** The release, or why this visitor cannot give it. Without a readable notice nobody can. */
export function ReleaseDraft({ draft, headline, acts }: Props) {
  const { account, organization, may } = useConsole();
  const [isAsking, setAsking] = useState(false);
  const isOwnDraft = draft.drafter.toLowerCase() === account.toLowerCase();

  if (!may("recall-release"))
    return (
      <Alert title="You may not release recalls.">
        <p>A colleague with that right has to connect.</p>
      </Alert>
    );
  if (organization.secondKey && isOwnDraft)
    return (
      <Alert title="You drafted this yourself.">
        <p>Your organisation asks for two people: a colleague has to release it.</p>
      </Alert>
    );
  if (headline === undefined) return null;
  return (
    <>
      <Button size="lg" disabled={acts.isBusy} onClick={() => setAsking(true)}>
        Release
      </Button>
      <TransactionLife state={acts.state} />
      <ReleaseDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        scope={draft.content.scope.map(scopeView)}
        headline={headline}
        onRelease={() => acts.releaseDraft(decodeDraft(draft.content), draft.draft)}
      />
    </>
  );
}
