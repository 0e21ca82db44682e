import type { Command } from "commander";
import { parseEventLogs } from "viem";
import { reportsAbi } from "../../lib/chain/abis.generated.ts";
import { reportReleases } from "../../lib/chain/calls.ts";
import { readRelease } from "../../lib/chain/read-release.ts";
import { estimateGas } from "../../lib/chain/send.ts";
import { type BatchId, batchId } from "../../lib/domain/ids.ts";
import { acceptRows, assessRows, checkTypes, type OtaAssessment, reportOf } from "../../lib/domain/ota-report.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { number, table, title } from "../output.ts";
import { findBatch, type ListOptions, readList, targetOf } from "../report-input.ts";

type Options = ListOptions & { sequence: number; installedAs?: string; skipUnknown?: true; dryRun?: true };

export const reportSend = (parent: Command): Command =>
  parent
    .command("send")
    .description("report which units of a batch run a release, from a table or an export of hawkBit or Mender, in one transaction")
    .argument("<files...>", "the list; several files for its pages")
    .requiredOption("--sequence <number>", "release that the units run", wholeNumber)
    .option("--dir <folder>", "folder of the built batch: says which batch, and where each serial has its place")
    .option("--batch <number>", "the batch, where no folder is at hand", batchId)
    .option("--serials <file>", "with --batch: table with the columns serial and index")
    .option("--installed-as <text>", "what the update server calls the release; its version where not given")
    .option("--installed", "every device listed runs the release: hawkBit's installed targets of a distribution set")
    .option("--device-type <text>", "what the update server calls the model; needed where the list has several types")
    .option("--serial-attribute <name>", "attribute of Mender's inventory that holds the serial")
    .option("--inventory <file>", "Mender's inventory, for the serials of a deployment's devices")
    .option("--skip-unknown", "leave out what is not understood; without it nothing is sent then")
    .option("--dry-run", "show what would be reported and what it costs, and change nothing")
    .addHelpText(
      "after",
      `
Examples:
  $ muster report send updated.csv --sequence 2 --dir batch-L2409 --key-file maker.key
  $ muster report send page1.json page2.json --sequence 2 --dir batch-L2409 --installed-as camera-1.2.0 --key-file maker.key`,
    )
    .action(
      action<[string[]], Options>(async (context, options, files) => {
        const { sequence, installedAs, deviceType, skipUnknown, dryRun } = options;
        const list = await readList(files, options);
        const chain = await context.chain();
        const batch = await findBatch(chain, list.rows, options);
        const release = await readRelease(chain.sender.public, chain.deployment, batch.modelId, sequence);
        checkTypes(list.rows, deviceType);
        const assessment = assessRows(list.rows, targetOf(batch, sequence, installedAs ?? release.version, deviceType));
        if (list.total !== null && list.total > list.rows.length)
          context.output.note(
            `The server has ${number(list.total)} devices, the list ${number(list.rows.length)}: further pages are not in it.`,
          );
        if (!dryRun) acceptRows(assessment, skipUnknown === true);
        const report = { batchId: batch.batchId, sequence, ...reportOf(assessment) };
        const call = reportReleases(chain.deployment, report);
        const gas = Number(await estimateGas(chain.sender, call));
        const shown = describe(batch.batchId, sequence, release.version, assessment, report, gas);
        const name = `${number(assessment.listed.length)} units of batch ${batch.batchId} run release ${sequence} (${release.version})`;
        if (dryRun) {
          const problems = assessment.problems.map(({ where, detail }) => `  ${where}: ${detail}`);
          context.output.result({ ...shown, problems: assessment.problems }, [
            `Would report that ${name}`,
            ...rows(assessment, gas),
            ...problems,
          ]);
          return;
        }
        for (const line of rows(assessment, gas)) context.output.note(line.trim());
        const { logs, transactionHash } = await chain.send(call);
        const [event] = parseEventLogs({ abi: reportsAbi, logs, eventName: "ReleasesReported" });
        const reportId = event?.args.reportId;
        context.output.result({ reportId, ...shown, tx: transactionHash }, [
          title(`Report ${reportId}: ${name}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );

type Report = ReturnType<typeof reportOf>;

const describe = (id: BatchId, sequence: number, version: string, found: OtaAssessment, { first, last, units }: Report, gas: number) => ({
  ...{ batchId: id, sequence, version, units: found.listed.length, first, last },
  form: units === "0x" ? "range" : "bitmap",
  ...{ rows: found.rows, notInstalled: found.waiting, runningOthers: found.others, skipped: found.problems.length },
  ...{ gas, gasPerUnit: Math.ceil((100 * gas) / found.listed.length) / 100 },
});

const rows = ({ listed, waiting, others, problems }: OtaAssessment, gas: number): string[] =>
  table([
    ["gas", `${number(gas)}, ${(gas / listed.length).toFixed(2)} a unit`],
    ["not installed", waiting > 0 ? number(waiting) : null],
    [
      "run others",
      Object.entries(others)
        .map(([version, count]) => `${number(count)} ${version}`)
        .join(", "),
    ],
    ["not understood", problems.length > 0 ? number(problems.length) : null],
  ]);
