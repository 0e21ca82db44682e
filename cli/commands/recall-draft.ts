import type { Command } from "commander";
import type { Step } from "../../lib/chain/draft.ts";
import { action } from "../context.ts";
import { draftedLines, draftTo } from "../drafting.ts";
import { checkedLines } from "../notice-check.ts";
import { title } from "../output.ts";
import { prepareRecall, type RecallOptions, recallOptions } from "../recall-input.ts";
import { describe, lines } from "../recall-text.ts";
import { describeSerials, serialLines } from "../serial-scope.ts";

export const recallDraft = (parent: Command): Command =>
  recallOptions(parent.command("draft").description("prepare a recall for a colleague to release; only its digest becomes public"))
    .addHelpText(
      "after",
      `
A recall takes two keys: one drafts it, another releases it with muster recall release, and from then on owners are told.
A phrase of serials is read beside your batch folder and becomes ranges of units; look at it first with muster scope serials.
The notice is kept in the documents folder; the chain holds its digest.

Example:
  $ muster recall draft --csaf advisory.json --scope component:2 --measure recall --stop-use \\
      --do "Disconnect the camera from the internet." --out draft.json --key-file draft.key`,
    )
    .action(
      action<[], RecallOptions>(async (context, options) => {
        const chain = await context.chain();
        const { recall, noticeBytes, serials, checked, ...rest } = await prepareRecall(context, chain, options);
        const step: Step = { step: "open", recall };
        const shown = { step, ...rest };
        if (options.dryRun) {
          const text = ["This recall would be drafted:", ...lines(shown), ...serialLines(serials), ...checkedLines(checked)];
          context.output.result({ ...describe(shown), serials: describeSerials(serials), ...checked }, text);
          return;
        }
        await context.documents().put(noticeBytes);
        const drafted = await draftTo(options.out, chain, step);
        context.output.result({ ...drafted, ...describe(shown), serials: describeSerials(serials), ...checked }, [
          title(`Drafted a recall in ${drafted.file}`),
          ...lines(shown),
          ...serialLines(serials),
          ...checkedLines(checked),
          ...draftedLines(drafted),
        ]);
      }),
    );
