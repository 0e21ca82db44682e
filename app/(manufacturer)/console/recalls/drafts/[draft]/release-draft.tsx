"use client";

import { type ReactNode, useState } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { decodeDraft } from "@/lib/chain/draft.ts";
import type { RecallView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../../_components/console-context.ts";
import { ReleaseDialog } from "../../../_components/release-dialog.tsx";
import { scopeViewOf } from "../../../_components/scope-view.ts";
import { useDraftTitle } from "../../../_components/use-draft-title.ts";
import { type RecallDraft, readyAt } from "../../../_components/use-drafts.ts";
import type { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { WhoMayRelease } from "../../../_components/who-may-release.tsx";

type Props = {
  draft: RecallDraft;
  /** Nobody may release a notice that cannot be read. */
  isReadable: boolean;
  /** The recall that a draft amends or ends. */
  present: RecallView | undefined;
  acts: ReturnType<typeof useRecallActs>;
};

/** The release, or why this visitor cannot give it now. */
export function ReleaseDraft({ draft, isReadable, present, acts }: Props) {
  const { account, may } = useConsole();
  const from = readyAt(draft, present?.severity);
  const isDue = Date.now() >= from * 1000;
  const when = isDue ? null : (
    <>
      {" "}
      Possible from <Moment at={from} /> on: what makes a recall smaller or ends it waits for a day.
    </>
  );
  if (draft.drafter.toLowerCase() === account.toLowerCase()) return <OwnDraft draft={draft} acts={acts} when={when} />;
  if (!may("recall-release"))
    return (
      <Alert title="You may not release recalls.">
        <p>
          <WhoMayRelease drafter={draft.drafter} />
          {when}
        </p>
      </Alert>
    );
  if (when)
    return (
      <Alert title="It is too early to release this.">
        <p>
          <WhoMayRelease drafter={draft.drafter} />
          {when}
        </p>
      </Alert>
    );
  return isReadable ? <Release draft={draft} present={present} acts={acts} /> : null;
}

type OwnProps = Pick<Props, "draft" | "acts"> & { when: ReactNode };

function OwnDraft({ draft, acts, when }: OwnProps) {
  return (
    <>
      <Alert title="You drafted this yourself.">
        <p>
          <WhoMayRelease drafter={draft.drafter} />
          {when}
        </p>
      </Alert>
      <Button variant="secondary" disabled={acts.isBusy} onClick={() => acts.discard(decodeDraft(draft.content))}>
        Take the draft back
      </Button>
      <TransactionLife state={acts.state} />
    </>
  );
}

function Release({ draft, present, acts }: Omit<Props, "isReadable">) {
  const [isAsking, setAsking] = useState(false);
  const title = useDraftTitle(draft.content);
  const own = scopeViewOf(draft.content);
  const scope = own.length > 0 ? [...(present?.scope ?? []), ...own] : [];
  return (
    <>
      <Button size="lg" disabled={acts.isBusy} onClick={() => setAsking(true)}>
        Release
      </Button>
      <TransactionLife state={acts.state} />
      <ReleaseDialog
        step={draft.content.step}
        isOpen={isAsking}
        onOpenChange={setAsking}
        scope={scope}
        subject={title}
        onRelease={() => acts.release(decodeDraft(draft.content))}
      />
    </>
  );
}
