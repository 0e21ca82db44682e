import type { Command } from "commander";
import { parseEventLogs, type TransactionReceipt } from "viem";
import { recallsAbi } from "../../lib/chain/abis.generated.ts";
import type { Amendment } from "../../lib/chain/calls.ts";
import { noticeOf, releaseCall, type Step } from "../../lib/chain/draft.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { type RecallId, recallId } from "../../lib/domain/ids.ts";
import { decodeNotice, type Notice } from "../../lib/domain/notice-document.ts";
import type { Preview } from "../../lib/feed/wire.ts";
import { action, type Context } from "../context.ts";
import { readDraft } from "../drafting.ts";
import { table, title } from "../output.ts";
import { type Difference, differenceOf } from "../recall-difference.ts";
import { describe, lines } from "../recall-text.ts";
import { previewScope } from "../scope-input.ts";

type Options = { preview: boolean; dryRun?: true };

const WORDS: Record<Step["step"], string> = { open: "Opened", amend: "Amended", close: "Closed", withdraw: "Withdrew" };

export const recallRelease = (parent: Command): Command =>
  parent
    .command("release")
    .description("release what a colleague drafted: a recall, its next version, or its end")
    .argument("<file>", "draft that a muster recall command wrote")
    .option("--no-preview", "do not ask the indexer first how many devices the scope reaches")
    .option("--dry-run", "show what would be released, and change nothing")
    .addHelpText("after", "\nExample:\n  $ muster recall release draft.json --key-file release.key")
    .action(
      action<[string], Options>(async (context, options, file) => {
        const step = await readDraft(file);
        const notice = await readNoticeOf(context, step);
        const preview = options.preview || options.dryRun ? await previewOf(context, step) : null;
        const difference = preview && step.step === "amend" ? await differenceFrom(context, step.amendment, notice) : null;
        const shown = { step, notice, preview, difference };
        if (options.dryRun) {
          context.output.result(describe(shown), ["This would be released:", ...lines(shown)]);
          return;
        }
        const { deployment, send } = await context.chain();
        const receipt = await send(releaseCall(deployment, step));
        const id = recallOf(step, receipt);
        context.output.result({ ...describe(shown), recallId: id, tx: receipt.transactionHash }, [
          title(`${WORDS[step.step]} recall ${id}`),
          ...lines(shown),
          ...table([["transaction", receipt.transactionHash]]),
        ]);
      }),
    );

/** Whoever releases a notice has to be able to read it; so have the owners. */
async function readNoticeOf(context: Context, step: Step): Promise<Notice | null> {
  const digest = noticeOf(step);
  if (!digest) return null;
  const bytes = await context.documents().get(digest);
  if (!bytes) throw new MusterError("document-unknown", { digest });
  return decodeNotice(bytes);
}

async function previewOf(context: Context, step: Step): Promise<Preview | null> {
  if (step.step === "open") return previewScope(context, step.recall.scope);
  if (step.step !== "amend") return null;
  const { recallId: id, added } = step.amendment;
  return previewScope(context, added, (await context.feed.recall(id)).scope);
}

/** Against the recall as the register has it now. */
async function differenceFrom(context: Context, amendment: Amendment, notice: Notice | null): Promise<Difference> {
  return differenceOf(context, await context.feed.recall(amendment.recallId), amendment, notice);
}

/** The number that a new recall got, else that of the draft. */
function recallOf(step: Step, { logs, transactionHash }: TransactionReceipt): RecallId {
  if (step.step === "amend") return step.amendment.recallId;
  if (step.step !== "open") return step.recallId;
  const [event] = parseEventLogs({ abi: recallsAbi, logs, eventName: "RecallOpened" });
  if (!event) throw new MusterError("transaction-failed", { hash: transactionHash });
  return recallId(event.args.recallId);
}
