import type { Command } from "commander";
import { closeRecall } from "../../lib/chain/calls.ts";
import { recallId } from "../../lib/domain/ids.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = { reason: string };

export const recallClose = (parent: Command): Command =>
  parent
    .command("close")
    .description("end a recall, with a public reason; its history and figures stay")
    .argument("<recall>", "number of the recall")
    .requiredOption("--reason <text>", "why it ends")
    .addHelpText("after", '\nExample:\n  $ muster recall close 2 --reason "All reachable units are fixed." --key-file release.key')
    .action(
      action<[string], Options>(async (context, { reason }, number) => {
        const id = recallId(number);
        const { deployment, send } = await context.chain();
        const { transactionHash } = await send(closeRecall(deployment, id, reason));
        context.output.result({ recallId: id, reason, tx: transactionHash }, [
          title(`Closed recall ${id}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
