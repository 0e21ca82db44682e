import type { Command } from "commander";
import type { Address } from "viem";
import { newChallenge } from "../../lib/chain/device-proof.ts";
import { newRecoveryChallenge } from "../../lib/chain/device-recovery.ts";
import { type DeviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { account } from "../arguments.ts";
import { action } from "../context.ts";
import { moment, table, title } from "../output.ts";

export const deviceChallenge = (parent: Command): Command =>
  parent
    .command("challenge")
    .description("what a unit has to sign to prove which release it runs, or to name a new owner (--claimant)")
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .option("--claimant <address>", "account that the unit shall name as its owner; see muster device start-recovery", account)
    .addHelpText(
      "after",
      `
Give the text to the unit, and its answer to muster device prove, or to muster device start-recovery where it named an owner.

Example:
  $ muster device challenge 7-123
  $ muster device challenge 7-123 --claimant 0x90F79bf6EB2c4f870365E785982E1f101E93b906`,
    )
    .action(
      action<[DeviceId], { claimant?: Address }>(async (context, { claimant }, device) => {
        const { deployment, public: chain } = await context.reader();
        const { challenge, text } = claimant
          ? await newRecoveryChallenge(chain, deployment, device, claimant)
          : await newChallenge(chain, deployment, device);
        const deadline = Number(challenge.deadline);
        context.output.result({ deviceId: formatDeviceId(device), challenge: text, deadline }, [
          title(`Challenge for unit ${formatDeviceId(device)}`),
          text,
          ...table([["good until", moment(deadline)]]),
        ]);
      }),
    );
