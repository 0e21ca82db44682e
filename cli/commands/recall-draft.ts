import { open, rm } from "node:fs/promises";
import type { Command } from "commander";
import { draftRecall } from "../../lib/chain/calls.ts";
import { draftDigest, encodeDraft } from "../../lib/chain/draft.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";
import { prepareRecall, type RecallOptions, recallOptions } from "../recall-input.ts";
import { describe, lines } from "./recall-open.ts";

type Options = RecallOptions & { out: string };

export const recallDraft = (parent: Command): Command =>
  recallOptions(parent.command("draft").description("prepare a recall for a colleague to release; only its digest becomes public"))
    .requiredOption("--out <file>", "new file for the draft")
    .addHelpText(
      "after",
      `
Example:
  $ muster recall draft --csaf advisory.json --scope component:2 --measure recall --out draft.json --key-file draft.key`,
    )
    .action(
      action<[], Options>(async (context, options) => {
        const chain = await context.chain();
        const prepared = await prepareRecall(context, chain, options, "recall-draft");
        if (options.dryRun) {
          context.output.result(describe(prepared), ["This recall would be drafted:", ...lines(prepared)]);
          return;
        }
        await context.documents().put(prepared.noticeBytes);
        const draft = draftDigest(prepared.recall);
        const tx = await keeping(options.out, JSON.stringify(encodeDraft(prepared.recall), null, 2), async () => {
          const { transactionHash } = await chain.send(draftRecall(chain.deployment, prepared.recall.issuer, draft));
          return transactionHash;
        });
        context.output.result({ draft, file: options.out, ...describe(prepared), tx }, [
          title(`Drafted a recall in ${options.out}`),
          ...lines(prepared),
          ...table([
            ["draft", draft],
            ["transaction", tx],
          ]),
          "",
          "Another key of your organisation releases it: muster recall release.",
        ]);
      }),
    );

/** Writes a file, and takes it away again when what it belongs to fails. */
async function keeping<Result>(path: string, text: string, act: () => Promise<Result>): Promise<Result> {
  const file = await open(path, "wx", 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === "EEXIST"
      ? new MusterError("file-exists", { path }, { cause })
      : new MusterError("file-unreadable", { path, reason: cause.code ?? cause.message }, { cause });
  });
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
    return await act();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
