import { text as readAll } from "node:stream/consumers";
import type { Command } from "commander";
import { claimDevice } from "../../lib/chain/calls.ts";
import { chainTime } from "../../lib/chain/chain-time.ts";
import { parseClaimCode } from "../../lib/domain/claim-code.ts";
import { claimCodeOf, parseDigitalLink } from "../../lib/domain/digital-link.ts";
import { type DeviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { claimKey, signClaim } from "../../lib/domain/unit.ts";
import { action, type Context } from "../context.ts";
import { required } from "../env.ts";
import { UsageError } from "../errors.ts";
import { findInFolder, findOnline } from "../lookup.ts";
import { table, title } from "../output.ts";

type Options = { code: string; device?: DeviceId; dir?: string };

/** How long a signed claim may wait to be included. */
const VALID_SECONDS = 3_600n;

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
        const code = codeOf(options.code === "-" ? await readAll(process.stdin) : options.code);
        const chain = await context.chain();
        const { deployment, sender } = chain;
        const unit = options.dir
          ? await findInFolder(chain, options.dir, claimKey(code), options.device)
          : await findOnline(webOf(context, options), claimKey(code));
        const found = formatDeviceId(unit.deviceId);
        if (options.device !== undefined && options.device !== unit.deviceId)
          throw new UsageError(
            `The code belongs to unit ${found}, not to ${formatDeviceId(options.device)}.`,
            "Check which box the code is from.",
          );

        const owner = sender.wallet.account.address;
        const terms = { deviceId: unit.deviceId, owner, deadline: (await chainTime(sender.public)) + VALID_SECONDS };
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

const codeOf = (given: string): Uint8Array => {
  const text = given.trim();
  if (!/^https?:/i.test(text)) return parseClaimCode(text);
  const code = claimCodeOf(parseDigitalLink(text));
  if (!code) throw new UsageError("The link holds no claim code.", "The code stands behind the # of the link on the label inside the box.");
  return code;
};

const webOf = ({ settings }: Context, { device }: Options): string => {
  if (device !== undefined && !settings.MUSTER_PUBLIC_URL)
    throw new UsageError("Where the unit's batch is was not said.", "Name its folder with --dir, or the register's web server with --web.");
  return required(settings, "MUSTER_PUBLIC_URL");
};
