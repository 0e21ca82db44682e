"use client";

import { useState } from "react";
import { type Hex, parseEventLogs, type TransactionReceipt } from "viem";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { useSession } from "@/app/_hooks/use-session.ts";
import { callApi } from "@/app/_lib/api.ts";
import { recallsAbi } from "@/lib/chain/abis.generated.ts";
import { type Amendment, discardDraft, draftStep } from "@/lib/chain/calls.ts";
import { draftDigest, encodeDraft, issuerOf, releaseCall, type Step } from "@/lib/chain/draft.ts";
import { orgId, recallId } from "@/lib/domain/ids.ts";
import type { Notice } from "@/lib/domain/notice-document.ts";
import type { ModelRef } from "@/lib/feed/wire.ts";
import { useConsole } from "./console-context.ts";
import type { RecallForm } from "./recall-form.ts";
import { noticeOf, recallOf } from "./recall-notice.ts";
import { useDrafts } from "./use-drafts.ts";

/** What came of it: a step of a recall that is done, or one that is drafted and waits. */
export type Outcome = { step: Step["step"]; recall: number } | { drafted: Step["step"] };

/** The number of the recall that a released step is about. */
function recallOfStep(step: Step, { logs }: TransactionReceipt): number | undefined {
  if (step.step === "open") return parseEventLogs({ abi: recallsAbi, logs, eventName: "RecallOpened" })[0]?.args.recallId;
  return step.step === "amend" ? step.amendment.recallId : step.recallId;
}

/** Drafting steps of recalls and releasing those of colleagues. */
export function useRecallActs() {
  const { account, organization } = useConsole();
  const { contracts } = useConfig();
  const { isSignedIn, signIn } = useSession(account);
  const drafts = useDrafts();
  const { run, ...sending } = useSend();
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const forget = (digest: Hex) => drafts.remove.mutateAsync(digest).catch(() => undefined);

  /** Keeps a step for the colleague who releases it, and announces its digest on chain. */
  const announce = async (prepare: () => Promise<Step>) => {
    let step: Step | undefined;
    let stood = false;
    const receipt = await run(async () => {
      if (!isSignedIn) await signIn.mutateAsync();
      step = await prepare();
      const digest = draftDigest(step);
      stood = drafts.drafts.data?.some(({ draft }) => draft === digest) ?? false;
      await callApi("POST", "drafts", { content: encodeDraft(step) });
      return draftStep({ contracts }, issuerOf(step), digest);
    });
    if (!step) return;
    // A draft that was not announced on chain could never be released: it must not stand in a colleague's list. The same
    // draft cannot be announced twice; the one that was announced before stays.
    if (receipt) setOutcome({ drafted: step.step });
    else if (!stood) await forget(draftDigest(step));
    await drafts.refresh();
  };

  /** The notice is stored first: nobody must be told of a text that nobody can read. */
  const storeNotice = async (notice: Notice): Promise<Hex> =>
    (await callApi<{ digest: Hex }>("POST", "documents", { orgId: organization.id, notice })).digest;

  const draft = (form: RecallForm, models: readonly ModelRef[]) =>
    announce(async () => ({
      step: "open",
      recall: recallOf(form, organization.id, await storeNotice(noticeOf(form, models))),
    }));

  /** @param renewed The notice where it changes; otherwise the recall keeps its own. */
  const draftAmendment = (amendment: Amendment, renewed: Notice | null) =>
    announce(async () => ({
      step: "amend",
      issuer: orgId(organization.id),
      amendment: renewed ? { ...amendment, notice: await storeNotice(renewed) } : amendment,
    }));

  const draftEnd = (step: "close" | "withdraw", recall: number, reason: string) =>
    announce(async () => ({ step, issuer: orgId(organization.id), recallId: recallId(recall), reason }));

  const release = async (step: Step) => {
    const receipt = await run(() => releaseCall({ contracts }, step));
    const recall = receipt ? recallOfStep(step, receipt) : undefined;
    if (recall === undefined) return;
    setOutcome({ step: step.step, recall });
    await forget(draftDigest(step));
  };

  /** Takes the visitor's own draft back. */
  const discard = async (step: Step) => {
    const digest = draftDigest(step);
    if (await run(() => discardDraft({ contracts }, issuerOf(step), digest))) await forget(digest);
  };

  return { ...sending, outcome, draft, draftAmendment, draftEnd, release, discard };
}
