import type { Command } from "commander";
import { setSuspended } from "../../lib/chain/calls.ts";
import { orgId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { action } from "../context.ts";

export const orgSuspend = (parent: Command): Command =>
  parent
    .command("suspend")
    .description("suspend an organisation, or lift its suspension (governance); a maker may go on to recall and to publish firmware")
    .argument("<organisation>", "number of the organisation", orgId)
    .requiredOption("--reason <text>", "why, for the public")
    .option("--lift", "lift the suspension")
    .addHelpText("after", '\nExample:\n  $ muster org suspend 3 --reason "It no longer controls its domain" --key-file governance.key')
    .action(
      action<[ReturnType<typeof orgId>], { reason: string; lift?: true }>((context, { reason, lift }, org) =>
        act(
          context,
          (register) => setSuspended(register, org, lift !== true, reason),
          { orgId: org, suspended: lift !== true, reason },
          lift ? `Lifted the suspension of organisation ${org}` : `Suspended organisation ${org}: ${reason}`,
        ),
      ),
    );
