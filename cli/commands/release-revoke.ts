import type { Command } from "commander";
import { revokeRelease } from "../../lib/chain/calls.ts";
import { formatModelId, parseModelId } from "../../lib/domain/ids.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = { sequence: number; reason: string };

export const releaseRevoke = (parent: Command): Command =>
  parent
    .command("revoke")
    .description("take a release back for good: units that run it are no longer fixed by it")
    .argument("<model>", "model, for example 3-09506000134352")
    .requiredOption("--sequence <number>", "which release", wholeNumber)
    .requiredOption("--reason <text>", "why, for the public")
    .addHelpText(
      "after",
      '\nExample:\n  $ muster release revoke 3-09506000134352 --sequence 2 --reason "Cameras do not start again" --key-file maker.key',
    )
    .action(
      action<[string], Options>(async (context, { sequence, reason }, model) => {
        const modelId = parseModelId(model);
        const { deployment, send } = await context.chain();
        const { transactionHash } = await send(revokeRelease(deployment, modelId, sequence, reason));
        context.output.result({ modelId: formatModelId(modelId), sequence, reason, tx: transactionHash }, [
          title(`Revoked release ${sequence} of model ${model}: ${reason}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
