import { type Command, InvalidArgumentError } from "commander";
import { type Address, zeroAddress } from "viem";
import { acceptAdmin, offerAdmin, replaceAdmin } from "../../lib/chain/calls.ts";
import { orgId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { account } from "../arguments.ts";
import { action } from "../context.ts";

type Org = ReturnType<typeof orgId>;

/** An address, or `none`. */
function accountOrNone(text: string): Address {
  if (text === "none") return zeroAddress;
  try {
    return account(text);
  } catch {
    throw new InvalidArgumentError("It has to be an address, or none.");
  }
}

export const orgOfferAdmin = (parent: Command): Command =>
  parent
    .command("offer-admin")
    .description("offer an organisation to another admin, who has to accept (its admin)")
    .argument("<organisation>", "number of the organisation", orgId)
    .argument("<address>", "the new admin's account; none takes the offer back", accountOrNone)
    .addHelpText("after", "\nExample:\n  $ muster org offer-admin 3 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --key-file admin.key")
    .action(
      action<[Org, Address], object>((context, _options, org, admin) => {
        const offered = admin === zeroAddress ? null : admin;
        const sentence = offered ? `Organisation ${org} is offered to ${offered}` : `Organisation ${org} is offered to nobody any more`;
        return act(context, (register) => offerAdmin(register, org, admin), { orgId: org, offeredAdmin: offered }, sentence);
      }),
    );

export const orgAcceptAdmin = (parent: Command): Command =>
  parent
    .command("accept-admin")
    .description("accept an organisation that was offered to you")
    .argument("<organisation>", "number of the organisation", orgId)
    .addHelpText("after", "\nExample:\n  $ muster org accept-admin 3 --key-file new-admin.key")
    .action(
      action<[Org], object>((context, _options, org) =>
        act(context, (register) => acceptAdmin(register, org), { orgId: org }, `You are the admin of organisation ${org}`),
      ),
    );

export const orgReplaceAdmin = (parent: Command): Command =>
  parent
    .command("replace-admin")
    .description("give an organisation another admin, its keys being lost or stolen (governance); its operators stay")
    .argument("<organisation>", "number of the organisation", orgId)
    .argument("<address>", "the new admin's account", account)
    .requiredOption("--reason <text>", "why, for the public")
    .addHelpText(
      "after",
      '\nExample:\n  $ muster org replace-admin 3 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --reason "Its key was lost" --key-file governance.key',
    )
    .action(
      action<[Org, Address], { reason: string }>((context, { reason }, org, admin) =>
        act(
          context,
          (register) => replaceAdmin(register, org, admin, reason),
          { orgId: org, admin, reason },
          `${admin} is the admin of organisation ${org}: ${reason}`,
        ),
      ),
    );
