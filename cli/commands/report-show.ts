import type { Command } from "commander";
import { readReport } from "../../lib/chain/read-report.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { heading, moment, number, table } from "../output.ts";

export const reportShow = (parent: Command): Command =>
  parent
    .command("show")
    .description("what a report says, from the chain itself")
    .argument("<report>", "number of the report", wholeNumber)
    .option("--units", "with the bitmap of its units")
    .addHelpText("after", "\nExample:\n  $ muster report show 4")
    .action(
      action<[number], { units?: true }>(async (context, options, id) => {
        const { deployment, public: reader } = await context.reader();
        const { units, count, revocation, ...report } = await readReport(reader, deployment, id);
        const form = units === "0x" ? "range" : "bitmap";
        const shown = { ...report, form, count, revocation, ...(options.units ? { units } : {}) };
        context.output.result(shown, [
          heading(`Report ${id}: ${number(count)} units of batch ${report.batchId} run release ${report.release}`),
          ...table([
            ["units", `${report.first} to ${report.last}${form === "range" ? ", all of them" : ""}`],
            ["reported", moment(report.reportedAt)],
            ["revoked", revocation?.reason],
            ["transaction", report.tx],
          ]),
        ]);
      }),
    );
