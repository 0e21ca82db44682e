import { type Command, Option } from "commander";
import { type Hex, zeroHash } from "viem";
import { answerDisclosure } from "../../lib/chain/calls.ts";
import { disclosureId } from "../../lib/domain/ids.ts";
import { ANSWERS, type Answer } from "../../lib/domain/kinds.ts";
import { act } from "../act.ts";
import { readBytes, wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";

type Options = { says: Answer; release: number; document?: string };

const MAX_DOCUMENT_BYTES = 1024 * 1024;

export const disclosureReply = (parent: Command): Command =>
  parent
    .command("reply")
    .description("answer, as the maker, what was disclosed about a model of yours; silence is shown")
    .argument("<disclosure>", "number of the disclosure", disclosureId)
    .addOption(new Option("--says <answer>", "what you say").choices(ANSWERS.filter((name) => name !== "none")).makeOptionMandatory())
    .option("--release <number>", "with `fixed`, the release that fixes it", wholeNumber, 0)
    .option("--document <file>", "what explains it; it is kept with the register's documents")
    .addHelpText("after", "\nExample:\n  $ muster disclosure reply 4 --says fixed --release 12 --key-file maker.key")
    .action(
      action<[ReturnType<typeof disclosureId>], Options>(async (context, { says, release, document: path }, id) => {
        const document: Hex = path === undefined ? zeroHash : await context.documents().put(await readBytes(path, MAX_DOCUMENT_BYTES));
        await act(
          context,
          (register) => answerDisclosure(register, { id, says, release, document }),
          { disclosureId: id, says, release: release || null, document: path === undefined ? null : document },
          `Answered disclosure ${id}: ${says}`,
        );
      }),
    );
