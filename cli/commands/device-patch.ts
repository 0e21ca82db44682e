import type { Command } from "commander";
import { stateRelease } from "../../lib/chain/calls.ts";
import { formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = { release: number };

export const devicePatch = (parent: Command): Command =>
  parent
    .command("patch")
    .description("state, as the owner, which release a unit runs")
    .argument("<device>", "unit, for example 7-123")
    .requiredOption("--release <sequence>", "sequence number of the release", wholeNumber)
    .addHelpText("after", "\nExample:\n  $ muster device patch 7-123 --release 2 --key-file my.key")
    .action(
      action<[string], Options>(async (context, { release }, device) => {
        const id = parseDeviceId(device);
        const chain = await context.chain();
        const { transactionHash } = await chain.send(stateRelease(chain.deployment, id, release));
        context.output.result({ deviceId: formatDeviceId(id), release, evidence: "owner", tx: transactionHash }, [
          title(`Unit ${device} runs release ${release}, by its owner's word`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
