import type { Command } from "commander";
import { discardDraft } from "../../lib/chain/calls.ts";
import { draftDigest, issuerOf } from "../../lib/chain/draft.ts";
import { action } from "../context.ts";
import { readDraft } from "../drafting.ts";
import { table, title } from "../output.ts";

export const recallDiscard = (parent: Command): Command =>
  parent
    .command("discard")
    .description("take back a draft of your own; nobody can release it any more")
    .argument("<file>", "draft that a muster recall command wrote")
    .addHelpText("after", "\nExample:\n  $ muster recall discard draft.json --key-file draft.key")
    .action(
      action<[string], object>(async (context, _options, file) => {
        const step = await readDraft(file);
        const { deployment, send } = await context.chain();
        const draft = draftDigest(step);
        const { transactionHash } = await send(discardDraft(deployment, issuerOf(step), draft));
        context.output.result({ draft, tx: transactionHash }, [
          title(`Took back the draft in ${file}`),
          ...table([
            ["draft", draft],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );
