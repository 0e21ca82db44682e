import { type Command, InvalidArgumentError } from "commander";
import type { Address, Hex } from "viem";
import { acceptHandover, offerHandover, takeBackHandover } from "../../lib/chain/calls.ts";
import { chainTime } from "../../lib/chain/chain-time.ts";
import { readRecord } from "../../lib/chain/device-proof.ts";
import { formatClaimCode, parseClaimCode } from "../../lib/domain/claim-code.ts";
import { handoverKey, handoverLink, newHandoverCode, signHandover } from "../../lib/domain/handover.ts";
import { type DeviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { account, wholeNumber } from "../arguments.ts";
import { given } from "../claim-input.ts";
import { action } from "../context.ts";
import { moment, table, title } from "../output.ts";

const DAY_SECONDS = 86_400;

function days(text: string): number {
  const number = wholeNumber(text);
  if (number < 1 || number > 365) throw new InvalidArgumentError("It has to be between 1 and 365.");
  return number;
}

export const deviceOfferHandover = (parent: Command): Command =>
  parent
    .command("offer-handover")
    .description("offer a unit to its next owner, by a link that works once (its owner)")
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .option("--days <number>", "how long the offer holds", days, 7)
    .option("--to <address>", "offer it to this account alone, without a link", account)
    .addHelpText(
      "after",
      "\nThe code is shown once and kept nowhere: whoever has it can take the unit over.\n\nExample:\n  $ muster device offer-handover 7-123 --days 1 --web https://muster.example --key-file my.key",
    )
    .action(
      action<[DeviceId], { days: number; to?: Address }>(async (context, { days, to }, device) => {
        const { deployment, send, sender } = await context.chain();
        const code = to ? null : newHandoverCode();
        const key = code ? handoverKey(code) : (to as Address);
        const until = Number(await chainTime(sender.public)) + days * DAY_SECONDS;
        const { transactionHash } = await send(offerHandover(deployment, device, key, until));
        const [id, web] = [formatDeviceId(device), context.settings.MUSTER_PUBLIC_URL];
        const secret = code && { code: formatClaimCode(code), link: web ? handoverLink(web.replace(/\/+$/, ""), id, code) : null };
        context.output.result({ deviceId: id, key, until, ...secret, tx: transactionHash }, [
          title(`Unit ${id} is offered to ${to ?? "whoever has this code"}`),
          ...(secret ? [secret.link ?? secret.code] : []),
          ...table([
            ["holds until", moment(until)],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );

/** @param text The code of an offer, its whole link, or `-`. */
async function readHandoverCode(text: string): Promise<Uint8Array> {
  const whole = await given(text);
  return parseClaimCode(decodeURIComponent(whole.slice(whole.indexOf("#") + 1)));
}

export const deviceAcceptHandover = (parent: Command): Command =>
  parent
    .command("accept-handover")
    .description("become the owner of a unit that is offered")
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .option("--code <code>", "code of the offer or its whole link; - reads it from standard input. Not for an offer to your own account")
    .addHelpText("after", "\nExample:\n  $ muster device accept-handover 7-123 --code M3S5-7TXT-JSF6-Y8PB-JE6F-1TG1-3F0G --key-file my.key")
    .action(
      action<[DeviceId], { code?: string }>(async (context, { code }, device) => {
        const key = code === undefined ? undefined : await readHandoverCode(code);
        const { deployment, send, sender } = await context.chain();
        const recipient = sender.wallet.account.address;
        const { chainId, contracts } = deployment;
        const { epoch } = await readRecord(sender.public, deployment, device);
        const signature: Hex = key ? await signHandover(key, chainId, contracts, { deviceId: device, recipient, epoch }) : "0x";
        const { transactionHash } = await send(acceptHandover(deployment, device, recipient, signature));
        const id = formatDeviceId(device);
        context.output.result({ deviceId: id, owner: recipient, tx: transactionHash }, [
          title(`Unit ${id} is yours`),
          ...table([
            ["owner", recipient],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );

export const deviceTakeBackHandover = (parent: Command): Command =>
  parent
    .command("take-back-handover")
    .description("end an offer that nobody has accepted (the unit's owner)")
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .addHelpText("after", "\nExample:\n  $ muster device take-back-handover 7-123 --key-file my.key")
    .action(
      action<[DeviceId], object>((context, _options, device) =>
        act(
          context,
          (register) => takeBackHandover(register, device),
          { deviceId: formatDeviceId(device) },
          `Unit ${formatDeviceId(device)} is offered to nobody any more`,
        ),
      ),
    );
