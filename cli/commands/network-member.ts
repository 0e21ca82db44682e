import type { Command } from "commander";
import { claimMembership } from "../../lib/chain/calls.ts";
import { type Asn, formatAsn, parseAsn } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { day, unixTime } from "../arguments.ts";
import { action } from "../context.ts";
import { UsageError } from "../errors.ts";

type Options = { programme: string; since?: string; left?: true; link: string };

export const networkMember = (parent: Command): Command =>
  parent
    .command("member")
    .description("say, as the operator of a network, that it is a member of a programme such as MANRS, or no longer")
    .argument("<network>", "autonomous system, as AS64500", parseAsn)
    .requiredOption("--programme <name>", "name of the programme")
    .requiredOption("--link <address>", "where the programme itself names its members")
    .option("--since <day>", "day from which it is a member", day)
    .option("--left", "it is not a member any more")
    .addHelpText(
      "after",
      "\nExample:\n  $ muster network member AS64500 --programme MANRS --since 2024-05-01 --link https://manrs.example/members --key-file operator.key",
    )
    .action(
      action<[Asn], Options>(async (context, { programme, since: from, left, link }, asn) => {
        if ((from === undefined) === (left === undefined)) throw new UsageError("It is not said since when.", "Give --since or --left.");
        const since = from === undefined ? null : unixTime(from);
        await act(
          context,
          (register) => claimMembership(register, { asn, programme, since, link }),
          { asn, programme, since, link },
          since === null
            ? `${formatAsn(asn)} is said to have left ${programme}`
            : `${formatAsn(asn)} is said to be a member of ${programme} since ${from}`,
        );
      }),
    );
