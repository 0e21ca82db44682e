import { type Command, InvalidArgumentError } from "commander";
import { freezeUnits } from "../../lib/chain/calls.ts";
import { batchId } from "../../lib/domain/ids.ts";
import type { Range } from "../../lib/domain/scope.ts";
import { act } from "../act.ts";
import { action } from "../context.ts";

function parseRange(text: string): Range {
  const match = /^([0-9]{1,10})-([0-9]{1,10})$/.exec(text);
  if (!match) throw new InvalidArgumentError("It has to be first-last, for example 0-99.");
  return { first: Number(match[1]), last: Number(match[2]) };
}

export const batchFreeze = (parent: Command): Command =>
  parent
    .command("freeze")
    .description("refuse claims by code of units whose codes have leaked, for good; titles that there are stay")
    .argument("<batch>", "number of the batch", batchId)
    .argument("<first-last>", "units, for example 0-99", parseRange)
    .requiredOption("--reason <text>", "why, for the public")
    .addHelpText("after", '\nExample:\n  $ muster batch freeze 7 0-99 --reason "A roll of labels was stolen" --key-file maker.key')
    .action(
      action<[ReturnType<typeof batchId>, Range], { reason: string }>((context, { reason }, id, { first, last }) =>
        act(
          context,
          (register) => freezeUnits(register, id, first, last, reason),
          { batchId: id, first, last, reason },
          `Units ${first} to ${last} of batch ${id} are frozen: ${reason}`,
        ),
      ),
    );
