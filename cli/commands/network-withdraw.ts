import { type Command, Option } from "commander";
import { withdrawObservation } from "../../lib/chain/calls.ts";
import { type Asn, formatAsn, type OrgId, orgId, parseAsn } from "../../lib/domain/ids.ts";
import { ADDRESS_FAMILIES, type AddressFamily, TEST_METHODS, type TestMethod } from "../../lib/domain/kinds.ts";
import { organisation } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = { observer?: OrgId; family: AddressFamily; method: TestMethod; reason: string };

export const networkWithdraw = (parent: Command): Command =>
  parent
    .command("withdraw")
    .description("take back what you observed in a network; it stays in its history")
    .argument("<network>", "autonomous system, as AS64500", parseAsn)
    .addOption(new Option("--family <family>", "addresses that were tested").choices(ADDRESS_FAMILIES.slice(1)).makeOptionMandatory())
    .addOption(new Option("--method <method>", "how it was tested").choices(TEST_METHODS.slice(1)).default("client"))
    .requiredOption("--reason <text>", "why, for the public")
    .option("--observer <number>", "organisation that observes; needed where the key acts for several", orgId)
    .addHelpText(
      "after",
      '\nExample:\n  $ muster network withdraw AS64500 --family ipv4 --reason "A probe was behind address translation" --key-file observer.key',
    )
    .action(
      action<[Asn], Options>(async (context, { observer: named, reason, ...what }, asn) => {
        const chain = await context.chain();
        const observer = await organisation(chain, named, "networks", "--observer");
        const { transactionHash } = await chain.send(withdrawObservation(chain.deployment, observer, { asn, ...what }, reason));
        context.output.result({ observer, asn, ...what, reason, tx: transactionHash }, [
          title(`Took back what was observed of ${formatAsn(asn)}, ${what.family}: ${reason}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
