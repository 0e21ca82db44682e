import type { Command } from "commander";
import { extendSupport } from "../../lib/chain/calls.ts";
import { formatModelId, parseModelId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { day, unixTime } from "../arguments.ts";
import { action } from "../context.ts";

export const modelExtend = (parent: Command): Command =>
  parent
    .command("extend")
    .description("promise security updates of a model for longer")
    .argument("<model>", "model, for example 3-09506000134352")
    .requiredOption("--support-end <day>", "later than the present one", day)
    .addHelpText("after", "\nExample:\n  $ muster model extend 3-09506000134352 --support-end 2032-12-31 --key-file maker.key")
    .action(
      action<[string], { supportEnd: string }>((context, { supportEnd }, model) => {
        const modelId = parseModelId(model);
        return act(
          context,
          (register) => extendSupport(register, modelId, unixTime(supportEnd)),
          { modelId: formatModelId(modelId), supportEnd },
          `Model ${model} is supported until ${supportEnd}`,
        );
      }),
    );
