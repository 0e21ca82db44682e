import type { Command } from "commander";
import { offerFix } from "../../lib/chain/calls.ts";
import { formatModelId, recallId } from "../../lib/domain/ids.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";
import { parseFix } from "../recall-input.ts";

export const recallFix = (parent: Command): Command =>
  parent
    .command("fix")
    .description("name the release that fixes one of your models, in a recall of yours or of a part you use")
    .argument("<recall>", "number of the recall")
    .argument("<model:sequence>", "for example 3-09506000134352:2", parseFix)
    .addHelpText("after", "\nExample:\n  $ muster recall fix 2 3-09506000134352:2 --key-file maker.key")
    .action(
      action<[string, ReturnType<typeof parseFix>], object>(async (context, _options, number, { modelId, sequence }) => {
        const id = recallId(number);
        const { deployment, send } = await context.chain();
        const { transactionHash } = await send(offerFix(deployment, id, modelId, sequence));
        context.output.result({ recallId: id, modelId: formatModelId(modelId), sequence, tx: transactionHash }, [
          title(`Release ${sequence} fixes model ${formatModelId(modelId)} in recall ${id}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
