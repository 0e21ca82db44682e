import type { Command } from "commander";
import { claimDevice } from "../../lib/chain/calls.ts";
import { chainTime } from "../../lib/chain/chain-time.ts";
import { type DeviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { signClaim } from "../../lib/domain/unit.ts";
import { CLAIM_SECONDS, findUnit, readClaimCode } from "../claim-input.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = { code: string; device?: DeviceId; dir?: string };

export const deviceClaim = (parent: Command): Command =>
  parent
    .command("claim")
    .description("become the first owner of a unit, with the code from its box")
    .requiredOption("--code <code>", "claim code or the whole link from the label; - reads it from standard input")
    .option("--device <number>", "unit that it should be, for example 7-123", parseDeviceId)
    .option("--dir <folder>", "folder of the built batch, instead of the register's web server (--web)")
    .addHelpText(
      "after",
      `
The code stays on this machine; the register learns the address of its key.

Example:
  $ muster device claim --code M3S5-7TXT-JSF6-Y8PB-JE6F-1TG1-3F0G --web https://muster.example --key-file my.key`,
    )
    .action(
      action<[], Options>(async (context, options) => {
        const code = await readClaimCode(options.code);
        const chain = await context.chain();
        const { deployment, sender } = chain;
        const unit = await findUnit(context, chain, code, options);
        const found = formatDeviceId(unit.deviceId);
        const owner = sender.wallet.account.address;
        const terms = { deviceId: unit.deviceId, owner, deadline: (await chainTime(sender.public)) + CLAIM_SECONDS };
        const signature = await signClaim(code, deployment.chainId, deployment.contracts.Devices, terms);
        const { transactionHash } = await chain.send(claimDevice(deployment, { ...unit, ...terms, signature }));
        context.output.result({ deviceId: found, owner, tx: transactionHash }, [
          title(`Unit ${found} is yours`),
          ...table([
            ["owner", owner],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );
