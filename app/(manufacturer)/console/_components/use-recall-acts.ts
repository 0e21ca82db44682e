"use client";

import { useState } from "react";
import { type Hex, parseEventLogs, type TransactionReceipt } from "viem";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { useSession } from "@/app/_hooks/use-session.ts";
import { callApi } from "@/app/_lib/api.ts";
import { recallsAbi } from "@/lib/chain/abis.generated.ts";
import { draftRecall, type NewRecall, openRecall } from "@/lib/chain/calls.ts";
import { draftDigest, encodeDraft } from "@/lib/chain/draft.ts";
import { useConsole } from "./console-context.ts";
import { noticeOf, type RecallForm, recallOf } from "./recall-form.ts";
import { useDrafts } from "./use-drafts.ts";

/** What came of it: the number of the recall that is open now, or the digest of the draft that waits. */
export type Outcome = { recall: number } | { draft: Hex };

const openedRecall = ({ logs }: TransactionReceipt): number | undefined =>
  parseEventLogs({ abi: recallsAbi, logs, eventName: "RecallOpened" })[0]?.args.recallId;

/** Drafting and releasing recalls. The notice is stored first: nobody must be told of a text that nobody can read. */
export function useRecallActs() {
  const { account, organization } = useConsole();
  const { contracts } = useConfig();
  const { isSignedIn, signIn } = useSession(account);
  const drafts = useDrafts();
  const { run, ...sending } = useSend();
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const store = async (form: RecallForm): Promise<NewRecall> => {
    if (!isSignedIn) await signIn.mutateAsync();
    const { digest } = await callApi<{ digest: Hex }>("POST", "documents", { orgId: organization.id, notice: noticeOf(form) });
    return recallOf(form, organization.id, digest);
  };

  const draft = async (form: RecallForm) => {
    let digest: Hex | undefined;
    const receipt = await run(async () => {
      const recall = await store(form);
      digest = draftDigest(recall);
      await callApi("POST", "drafts", { content: encodeDraft(recall) });
      return draftRecall({ contracts }, recall.issuer, digest);
    });
    if (!digest) return;
    // A draft that was not announced on chain could never be released: it must not stand in a colleague's list.
    if (receipt) setOutcome({ draft: digest });
    else await drafts.remove.mutateAsync(digest).catch(() => undefined);
    await drafts.refresh();
  };

  const finishRelease = (receipt: TransactionReceipt | null): boolean => {
    const recall = receipt ? openedRecall(receipt) : undefined;
    if (recall === undefined) return false;
    setOutcome({ recall });
    return true;
  };

  const release = async (form: RecallForm) => {
    finishRelease(await run(async () => openRecall({ contracts }, await store(form))));
  };

  const releaseDraft = async (recall: NewRecall, digest: Hex) => {
    const receipt = await run(() => openRecall({ contracts }, recall));
    if (finishRelease(receipt)) await drafts.remove.mutateAsync(digest).catch(() => undefined);
  };

  return { ...sending, outcome, draft, release, releaseDraft };
}
