import type { Command } from "commander";
import { acknowledgeRecall } from "../../lib/chain/calls.ts";
import { formatDeviceId, parseDeviceId, recallId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { wayTo } from "../affected.ts";
import { action } from "../context.ts";

export const recallAcknowledge = (parent: Command): Command =>
  parent
    .command("acknowledge")
    .description("say, as the owner, that you have read the notice of a recall")
    .argument("<recall>", "number of the recall", recallId)
    .argument("<device>", "your unit, for example 7-123", parseDeviceId)
    .addHelpText("after", "\nExample:\n  $ muster recall acknowledge 2 7-123 --key-file my.key")
    .action(
      action<[ReturnType<typeof recallId>, ReturnType<typeof parseDeviceId>], object>(async (context, _options, id, device) => {
        const path = await wayTo(context, id, device);
        const unit = formatDeviceId(device);
        const data = { recallId: id, deviceId: unit };
        await act(context, (register) => acknowledgeRecall(register, id, device, path), data, `The owner of ${unit} has read recall ${id}`);
      }),
    );
