import { type Command, InvalidArgumentError } from "commander";
import { swapPart, swapPartFor } from "../../lib/chain/calls.ts";
import { type BatchId, batchId, type DeviceId, formatDeviceId, orgId, parseDeviceId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";

type Options = { position: number; batch: BatchId | "none"; org?: ReturnType<typeof orgId> };

function position(text: string): number {
  const number = wholeNumber(text);
  if (number > 255) throw new InvalidArgumentError("It has to be between 0 and 255.");
  return number;
}

export const deviceSwapPart = (parent: Command): Command =>
  parent
    .command("swap-part")
    .description("state what stands in place of a part of a unit now, as its owner, or for a repairer or its maker (--org)")
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .requiredOption("--position <number>", "place of the part in the unit's batch, from 0", position)
    .requiredOption("--batch <number>", "batch of the new part; none when the part was removed", (text) =>
      text === "none" ? text : batchId(text),
    )
    .option("--org <number>", "organisation for which you state it, with its right to repair", orgId)
    .addHelpText("after", "\nExample:\n  $ muster device swap-part 7-123 --position 0 --batch 9 --key-file my.key")
    .action(
      action<[DeviceId], Options>((context, { position, batch, org }, device) => {
        const id = formatDeviceId(device);
        const partId = batch === "none" ? null : batch;
        return act(
          context,
          (register) =>
            org === undefined ? swapPart(register, device, position, partId) : swapPartFor(register, device, position, partId, org),
          { deviceId: id, position, batchId: partId },
          partId === null ? `Part ${position} of unit ${id} was removed` : `Part ${position} of unit ${id} is one of batch ${partId} now`,
        );
      }),
    );
