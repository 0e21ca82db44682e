import { type Command, Option } from "commander";
import { type Address, parseEventLogs } from "viem";
import { organizationsAbi } from "../../lib/chain/abis.generated.ts";
import { admit } from "../../lib/chain/calls.ts";
import { ORG_KINDS, type OrgKind } from "../../lib/domain/kinds.ts";
import { account } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = { kind: OrgKind; admin: Address; name: string; domain: string; country: string };

export const orgAdmit = (parent: Command): Command =>
  parent
    .command("admit")
    .description("admit an organisation to the register (governance)")
    .addOption(new Option("--kind <kind>", "what it is").choices(ORG_KINDS.filter((kind) => kind !== "none")).makeOptionMandatory())
    .requiredOption("--admin <address>", "key that names its operators", account)
    .requiredOption("--name <text>", "legal name")
    .requiredOption("--domain <domain>", "domain whose control was verified")
    .requiredOption("--country <code>", "ISO 3166-1 alpha-2 code of its seat")
    .addHelpText(
      "after",
      `
Example:
  $ muster org admit --kind manufacturer --name "Lumen Forge" --domain lumenforge.example --country NO \\
      --admin 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --key-file governance.key`,
    )
    .action(
      action<[], Options>(async (context, options) => {
        const { deployment, send } = await context.chain();
        const { logs, transactionHash } = await send(admit(deployment, options));
        const [event] = parseEventLogs({ abi: organizationsAbi, logs, eventName: "OrganizationAdmitted" });
        const orgId = event?.args.orgId;
        context.output.result({ orgId, ...options, tx: transactionHash }, [
          title(`Admitted ${options.name} as organisation ${orgId}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
