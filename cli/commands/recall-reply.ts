import { type Command, Option } from "commander";
import { type Hex, zeroHash } from "viem";
import { replyAsMaker } from "../../lib/chain/calls.ts";
import { type DeviceId, formatDeviceId, parseDeviceId, recallId } from "../../lib/domain/ids.ts";
import { REPLIES, type Reply } from "../../lib/domain/kinds.ts";
import { act } from "../act.ts";
import { wayTo } from "../affected.ts";
import { readBytes } from "../arguments.ts";
import { action } from "../context.ts";

type Options = { says: Reply; device: DeviceId; document?: string };

const MAX_DOCUMENT_BYTES = 1024 * 1024;

export const recallReply = (parent: Command): Command =>
  parent
    .command("reply")
    .description("reply, as the maker of devices that a recall of others affects; silence is shown")
    .argument("<recall>", "number of the recall", recallId)
    .addOption(new Option("--says <reply>", "what you say").choices(REPLIES.filter((name) => name !== "none")).makeOptionMandatory())
    .requiredOption("--device <unit>", "one of your affected units, for example 7-123", parseDeviceId)
    .option("--document <file>", "what explains it; it is kept with the register's documents")
    .addHelpText("after", "\nExample:\n  $ muster recall reply 2 --says investigating --device 7-123 --key-file maker.key")
    .action(
      action<[ReturnType<typeof recallId>], Options>(async (context, { says, device, document }, id) => {
        const path = await wayTo(context, id, device);
        const digest: Hex =
          document === undefined ? zeroHash : await context.documents().put(await readBytes(document, MAX_DOCUMENT_BYTES));
        await act(
          context,
          (register) => replyAsMaker(register, id, device, path, says, digest),
          { recallId: id, says, deviceId: formatDeviceId(device), document: document === undefined ? null : digest },
          `Replied to recall ${id}: ${says}`,
        );
      }),
    );
