import { type Command, InvalidArgumentError, Option } from "commander";
import { LABEL_SYMBOLS, type LabelSymbol, MODULE_FLOOR_MM, MODULE_MM } from "../../lib/domain/label-layout.ts";
import { DEFAULT_STOCK, LABEL_STOCKS, type LabelStock, labelsPerSheet, parseStock } from "../../lib/domain/label-stock.ts";
import type { LabelRange } from "../../lib/factory/labels-reprint.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { required } from "../env.ts";
import { UsageError } from "../errors.ts";
import { number, table, title } from "../output.ts";

type Options = {
  seedFile: string;
  out: string;
  first?: number;
  last?: number;
  fromSerial?: string;
  toSerial?: string;
  form: "csv" | "pdf";
  stock: string;
  symbol: LabelSymbol;
  startAt: number;
  offset?: { x: number; y: number };
  outline?: boolean;
  minModule: number;
  sheetsPerFile: number;
};

/** `1.5,-0.5`: to the right and down, in millimetres. */
function offset(text: string): { x: number; y: number } {
  const match = /^(-?[0-9]{1,2}(?:\.[0-9]{1,2})?),(-?[0-9]{1,2}(?:\.[0-9]{1,2})?)$/.exec(text);
  if (!match) throw new InvalidArgumentError("It has to be two numbers of millimetres, for example 1.5,-0.5.");
  return { x: Number(match[1]), y: Number(match[2]) };
}

function moduleSize(text: string): number {
  const size = /^0?\.[0-9]{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(size >= MODULE_FLOOR_MM && size <= MODULE_MM.max))
    throw new InvalidArgumentError(`It has to be a size of ${MODULE_FLOOR_MM} to ${MODULE_MM.max} mm.`);
  return size;
}

function sheetCount(text: string): number {
  const count = wholeNumber(text);
  if (count < 1 || count > 10_000) throw new InvalidArgumentError("It has to be a number from 1 to 10000.");
  return count;
}

export const batchLabels = (parent: Command): Command =>
  parent
    .command("labels")
    .description("print labels of a built batch, again or for the first time, from the master seed")
    .argument("<folder>", "folder that muster batch build made; its labels.csv is not needed")
    .requiredOption("--seed-file <path>", "master seed that the batch was built from")
    .requiredOption("--out <folder>", "new folder for the labels")
    .option("--first <unit>", "number of the first unit in the batch", wholeNumber)
    .option("--last <unit>", "number of the last", wholeNumber)
    .option("--from-serial <serial>", "instead: first serial, in the order that the batch declares")
    .option("--to-serial <serial>", "and the last")
    .addOption(new Option("--form <form>", "labels.csv for label printers, or labels.pdf besides").choices(["csv", "pdf"]).default("pdf"))
    .option("--stock <name>", `sheets: ${LABEL_STOCKS.join(", ")}, or sheet:grid:label:gaps:margins in mm`, DEFAULT_STOCK)
    .addOption(new Option("--symbol <kind>", "symbol with the link").choices(LABEL_SYMBOLS).default("qr"))
    .option("--start-at <place>", "first label to use on the first sheet, from 1", wholeNumber, 1)
    .option("--offset <x,y>", "move the print to the right and down, in mm", offset)
    .option("--outline", "draw the edges of the labels, for a trial on plain paper")
    .option("--min-module <mm>", "smallest module of the symbol that your printer was tried with", moduleSize, MODULE_MM.min)
    .option("--sheets-per-file <count>", "sheets in a PDF file; more files are made when they do not suffice", sheetCount, 500)
    .addHelpText(
      "after",
      `
Example:
  $ muster batch labels batch-L2409 --seed-file ~/muster.seed --from-serial SN0100 --to-serial SN0199 \\
      --web https://muster.example --stock L7160 --out labels-L2409`,
    )
    .action(
      action<[string], Options>(async ({ output, settings }, options, path) => {
        const range = rangeOf(options);
        const stock = parseStock(options.stock);
        const startAt = startOf(options.startAt, stock);
        const linkBase = required(settings, "MUSTER_PUBLIC_URL");
        // The PDF library and the symbols take a while to load; other commands do not need them.
        const [{ openBatch }, { readSeed }, { reprintLabels }] = await Promise.all([
          import("../../lib/factory/batch-folder.ts"),
          import("../../lib/factory/seed-file.ts"),
          import("../../lib/factory/labels-reprint.ts"),
        ]);
        const folder = await openBatch(path);
        const seed = await readSeed(options.seedFile);
        const { symbol, outline, minModule, sheetsPerFile } = options;
        if (minModule < MODULE_MM.min)
          output.note(`GS1 asks for modules of at least ${MODULE_MM.min} mm. Try smaller ones with the phones of your customers.`);
        const bar = output.progress("drawing labels");
        const { labels, files } = await reprintLabels(
          options.out,
          {
            folder,
            seed,
            seedFile: options.seedFile,
            linkBase,
            range,
            sheets: options.form === "pdf" ? { stock, symbol, startAt, offset: options.offset, outline, minModule, sheetsPerFile } : null,
          },
          (done) => bar.update(done, folder.manifest.size),
        ).finally(() => bar.stop());
        output.result({ folder: options.out, files, labels, stock: stock.name, symbol }, [
          title(`${number(labels)} ${labels === 1 ? "label" : "labels"} in ${options.out}`),
          ...table([
            ["files", files.join(", ")],
            ["sheets", options.form === "pdf" ? number(Math.ceil((labels + startAt) / labelsPerSheet(stock))) : null],
          ]),
          "",
          "They hold the claim codes. Print them without scaling, then delete the folder.",
        ]);
      }),
    );

function rangeOf({ first, last, fromSerial, toSerial }: Options): LabelRange {
  if (fromSerial === undefined && toSerial === undefined) return { first, last };
  if (first !== undefined || last !== undefined) throw new UsageError("A range is named by units or by serials, not by both.");
  if (fromSerial === undefined || toSerial === undefined)
    throw new UsageError("A range of serials needs both ends.", "Name them with --from-serial and --to-serial.");
  return { fromSerial, toSerial };
}

/** @returns places counted from 0. */
function startOf(place: number, stock: LabelStock): number {
  const places = labelsPerSheet(stock);
  if (place < 1 || place > places) throw new UsageError(`A sheet of ${stock.name} has labels 1 to ${places}.`, "Correct --start-at.");
  return place - 1;
}
