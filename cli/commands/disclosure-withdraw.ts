import type { Command } from "commander";
import { withdrawDisclosure } from "../../lib/chain/calls.ts";
import { disclosureId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { action } from "../context.ts";

export const disclosureWithdraw = (parent: Command): Command =>
  parent
    .command("withdraw")
    .description("take back, for good, what you revealed; it stays on record, and stays confirmed where a regulator confirmed it")
    .argument("<disclosure>", "number of the disclosure", disclosureId)
    .requiredOption("--reason <text>", "why, for the public")
    .addHelpText("after", '\nExample:\n  $ muster disclosure withdraw 4 --reason "It was another model" --key-file mine.key')
    .action(
      action<[ReturnType<typeof disclosureId>], { reason: string }>((context, { reason }, id) =>
        act(
          context,
          (register) => withdrawDisclosure(register, id, reason),
          { disclosureId: id, reason },
          `Took back disclosure ${id}: ${reason}`,
        ),
      ),
    );
