import type { Command } from "commander";
import { assignNetwork } from "../../lib/chain/calls.ts";
import { type Asn, formatAsn, type OrgId, orgId, parseAsn } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { action } from "../context.ts";
import { UsageError } from "../errors.ts";

type Options = { operator?: OrgId; nobody?: true; reason: string };

export const networkAssign = (parent: Command): Command =>
  parent
    .command("assign")
    .description("say who runs a network, after a look at the regional registry (governance)")
    .argument("<network>", "autonomous system, as AS64500", parseAsn)
    .option("--operator <number>", "organisation that runs it, a network operator", orgId)
    .option("--nobody", "nobody in the register runs it")
    .requiredOption("--reason <text>", "why, for the public")
    .addHelpText(
      "after",
      '\nExample:\n  $ muster network assign AS64500 --operator 8 --reason "Held by it at the regional registry" --key-file governance.key',
    )
    .action(
      action<[Asn], Options>(async (context, { operator, nobody, reason }, asn) => {
        if ((operator === undefined) === (nobody === undefined))
          throw new UsageError("It is not said who runs it.", "Give --operator or --nobody.");
        await act(
          context,
          (register) => assignNetwork(register, asn, operator ?? null, reason),
          { asn, operator: operator ?? null, reason },
          operator === undefined ? `Nobody runs ${formatAsn(asn)} any more` : `Organisation ${operator} runs ${formatAsn(asn)}`,
        );
      }),
    );
