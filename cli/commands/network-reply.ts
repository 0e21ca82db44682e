import { type Command, Option } from "commander";
import { replyForNetwork } from "../../lib/chain/calls.ts";
import { type Asn, formatAsn, parseAsn } from "../../lib/domain/ids.ts";
import { ADDRESS_FAMILIES, type AddressFamily } from "../../lib/domain/kinds.ts";
import { act } from "../act.ts";
import { action } from "../context.ts";

type Options = { family?: AddressFamily; text: string; retest?: true };

export const networkReply = (parent: Command): Command =>
  parent
    .command("reply")
    .description("answer, as the operator of a network, what was observed in it")
    .argument("<network>", "autonomous system, as AS64500", parseAsn)
    .requiredOption("--text <text>", "what you say, for the public")
    .addOption(new Option("--family <family>", "addresses that it is about; both where not given").choices(ADDRESS_FAMILIES.slice(1)))
    .option("--retest", "ask observers to test again")
    .addHelpText(
      "after",
      '\nExample:\n  $ muster network reply AS64500 --family ipv6 --text "Filters are live on all routers" --retest --key-file operator.key',
    )
    .action(
      action<[Asn], Options>((context, { family, text, retest = false }, asn) =>
        act(
          context,
          (register) => replyForNetwork(register, { asn, family, wantsRetest: retest, text }),
          { asn, family: family ?? null, wantsRetest: retest, text },
          `Replied for ${formatAsn(asn)}${retest ? ", and asked for a retest" : ""}`,
        ),
      ),
    );
