import type { Command } from "commander";
import type { Step } from "../lib/chain/draft.ts";
import { readRecall } from "../lib/chain/read-recall.ts";
import { recallId } from "../lib/domain/ids.ts";
import { action } from "./context.ts";
import { draftedLines, draftTo } from "./drafting.ts";
import { title } from "./output.ts";
import { describe, lines } from "./recall-text.ts";

/** A command that drafts the end of a recall. */
export const ending = (command: Command, end: "close" | "withdraw", example: string): Command =>
  command
    .argument("<recall>", "number of the recall")
    .requiredOption("--reason <text>", "why it ends, for the public")
    .requiredOption("--out <file>", "new file for the draft, for the colleague who releases it")
    .addHelpText("after", `\nIt ends when another key releases the draft, a day later at the earliest.\n\nExample:\n  $ ${example}`)
    .action(
      action<[string], { reason: string; out: string }>(async (context, { reason, out }, number) => {
        const id = recallId(number);
        const chain = await context.chain();
        const { issuer } = await readRecall(chain.sender.public, chain.deployment, id);
        const step: Step = { step: end, issuer, recallId: id, reason };
        const shown = { step, notice: null, preview: null };
        const drafted = await draftTo(out, chain, step);
        const what = end === "close" ? "closing" : "withdrawal";
        context.output.result({ ...drafted, ...describe(shown) }, [
          title(`Drafted the ${what} of recall ${id} in ${drafted.file}`),
          ...lines(shown),
          ...draftedLines(drafted),
        ]);
      }),
    );
