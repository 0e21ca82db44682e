import type { Command } from "commander";
import { decodeDraft } from "../../lib/chain/draft.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { decodeNotice } from "../../lib/domain/notice-document.ts";
import { readJson } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";
import { previewScope } from "../recall-input.ts";
import { describe, lines, openOnChain } from "./recall-open.ts";

type Options = { preview: boolean; dryRun?: true };

/** A draft has at most 64 scope items and 64 fixes. */
const DRAFT_MAX_BYTES = 65_536;

export const recallRelease = (parent: Command): Command =>
  parent
    .command("release")
    .description("open a recall that a colleague drafted")
    .argument("<file>", "draft that muster recall draft wrote")
    .option("--no-preview", "do not ask the indexer first how many devices the scope reaches")
    .option("--dry-run", "show what it would reach, and change nothing")
    .addHelpText("after", "\nExample:\n  $ muster recall release draft.json --key-file release.key")
    .action(
      action<[string], Options>(async (context, options, file) => {
        const recall = decodeDraft(await readJson(file, DRAFT_MAX_BYTES));
        // Whoever releases a recall has to be able to read it; so have the owners.
        const bytes = await context.documents().get(recall.notice);
        if (!bytes) throw new MusterError("document-unknown", { digest: recall.notice });
        const notice = decodeNotice(bytes);
        const preview = options.preview || options.dryRun ? await previewScope(context, recall.scope) : null;
        const prepared = { recall, notice, preview };
        if (options.dryRun) {
          context.output.result(describe(prepared), ["This recall would be opened:", ...lines(prepared)]);
          return;
        }
        const { id, tx } = await openOnChain(await context.chain(), recall);
        context.output.result({ recallId: id, ...describe(prepared), tx }, [
          title(`Opened recall ${id}`),
          ...lines(prepared),
          ...table([["transaction", tx]]),
        ]);
      }),
    );
