import { type Command, InvalidArgumentError } from "commander";
import type { Candidate, PartFound } from "../../lib/domain/bill-parts.ts";
import { readBill } from "../../lib/domain/cyclonedx.ts";
import { findParts } from "../../lib/feed/parts-found.ts";
import { readText } from "../arguments.ts";
import { action } from "../context.ts";
import { writeNew } from "../new-file.ts";
import { heading, number, table, title } from "../output.ts";
import { partName, partsFile, shown } from "../parts-file.ts";

type Options = { units: { first: number; last: number }; out: string };

const MAX_BILL_BYTES = 32 * 1_048_576;

function units(text: string): { first: number; last: number } {
  const [, first, last] = /^(0|[1-9][0-9]{0,9})-(0|[1-9][0-9]{0,9})$/.exec(text) ?? [];
  if (first === undefined || Number(first) > Number(last)) throw new InvalidArgumentError("It has to be first-last, for example 0-9999.");
  return { first: Number(first), last: Number(last) };
}

export const batchParts = (parent: Command): Command =>
  parent
    .command("parts")
    .description("map a bill of material to component batches of the register, for muster batch register --parts-file")
    .argument("<bill>", "CycloneDX JSON, 1.2 to 1.7")
    .requiredOption("--units <first-last>", "units of the new batch that are built by this bill", units)
    .requiredOption("--out <path>", "new file for the parts")
    .addHelpText(
      "after",
      `
Hardware and firmware components are found by GTIN, or by maker with name, CPE or package URL, and then by lot or version.
What could be several batches stands in the file as remarks, to decide; what the register does not have is listed as
unknown. Nothing is guessed.

Example:
  $ muster batch parts camera.cdx.json --units 0-9999 --out camera.parts`,
    )
    .action(
      action<[string], Options>(async ({ feed, output }, options, path) => {
        const bill = readBill(await readText(path, MAX_BILL_BYTES));
        const found = await findParts(feed, bill);
        await writeNew(options.out, partsFile(found, options.units));
        const of = <Is extends PartFound["is"]>(is: Is) => found.filter((one): one is Extract<PartFound, { is: Is }> => one.is === is);
        const [mapped, ambiguous, unknown] = [of("mapped"), of("ambiguous"), of("unknown")];
        output.result(
          {
            bill: { specVersion: bill.specVersion, serialNumber: bill.serialNumber ?? null },
            mapped: mapped.map(({ part, found: one }) => ({ part: partOf(part), ...candidateOf(one) })),
            ambiguous: ambiguous.map(({ part, why, candidates }) => ({ part: partOf(part), why, candidates: candidates.map(candidateOf) })),
            unknown: unknown.map(({ part, why }) => ({ part: partOf(part), why })),
            others: bill.others,
            file: options.out,
          },
          [
            title(`${number(mapped.length)} of ${number(found.length)} parts are batches of the register`),
            ...mapped.map(({ part, found: one }) => `  ${partName(part)}  ${describe(one)}`),
            ...(ambiguous.length > 0 ? [heading("To decide:")] : []),
            ...ambiguous.flatMap(({ part, why, candidates }) => [
              `  ${partName(part)}: ${why}`,
              ...candidates.map((one) => `    ${describe(one)}`),
            ]),
            ...(unknown.length > 0 ? [heading("Unknown to the register:")] : []),
            ...unknown.map(({ part, why }) => `  ${partName(part)}: ${shown(why)}`),
            ...table([["parts file", options.out]]),
          ],
        );
      }),
    );

const partOf = ({ id, type, name, version, makers }: PartFound["part"]) => ({ id, type, name, version: version ?? null, makers });
const candidateOf = ({ batch, model, why }: Candidate) => ({ batchId: batch.id, lot: batch.lot, model: model.id, name: model.name, why });
const describe = ({ batch, model, why }: Candidate): string =>
  `batch ${batch.id}, ${shown(model.name)}, lot ${batch.lot}: ${shown(why.join(", "))}`;
