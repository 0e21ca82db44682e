import type { Command } from "commander";
import { revokeReport } from "../../lib/chain/calls.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

export const reportRevoke = (parent: Command): Command =>
  parent
    .command("revoke")
    .description("take a report back: its units are no longer fixed by it")
    .argument("<report>", "number of the report", wholeNumber)
    .requiredOption("--reason <text>", "why, for the public")
    .addHelpText("after", '\nExample:\n  $ muster report revoke 4 --reason "The list was of another batch" --key-file maker.key')
    .action(
      action<[number], { reason: string }>(async (context, { reason }, reportId) => {
        const { deployment, send } = await context.chain();
        const { transactionHash } = await send(revokeReport(deployment, reportId, reason));
        context.output.result({ reportId, reason, tx: transactionHash }, [
          title(`Revoked report ${reportId}: ${reason}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
