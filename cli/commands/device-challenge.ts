import type { Command } from "commander";
import { newChallenge } from "../../lib/chain/device-proof.ts";
import { type DeviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { action } from "../context.ts";
import { moment, table, title } from "../output.ts";

export const deviceChallenge = (parent: Command): Command =>
  parent
    .command("challenge")
    .description("what a unit has to sign to prove which release it runs")
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .addHelpText(
      "after",
      "\nGive the text to the unit, and its answer to muster device prove.\n\nExample:\n  $ muster device challenge 7-123",
    )
    .action(
      action<[DeviceId], object>(async (context, _options, device) => {
        const { deployment, public: chain } = await context.reader();
        const { challenge, text } = await newChallenge(chain, deployment, device);
        const deadline = Number(challenge.deadline);
        context.output.result({ deviceId: formatDeviceId(device), challenge: text, deadline }, [
          title(`Challenge for unit ${formatDeviceId(device)}`),
          text,
          ...table([["good until", moment(deadline)]]),
        ]);
      }),
    );
