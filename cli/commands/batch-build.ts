import { type Command, InvalidArgumentError, Option } from "commander";
import { MusterError } from "../../lib/domain/errors.ts";
import { parseLot } from "../../lib/domain/factory-csv.ts";
import { parseGtin } from "../../lib/domain/gtin.ts";
import type { ModelKind } from "../../lib/domain/kinds.ts";
import { parseSerialOrder, type SerialOrder } from "../../lib/domain/serial-order.ts";
import { day, list, several, today } from "../arguments.ts";
import { action } from "../context.ts";
import { required } from "../env.ts";
import { UsageError } from "../errors.ts";
import { number, table, title } from "../output.ts";

type Options = {
  gtin: string;
  lot: string;
  modelKind: ModelKind;
  order: SerialOrder;
  madeFrom?: string;
  madeTo?: string;
  seedFile: string;
  ignoreColumns?: string[];
  component?: [column: string, gtin: string][];
  labels: "csv" | "pdf";
  out: string;
};

const PHASES = { read: "reading bytes", derive: "deriving units", tree: "hashing bytes", labels: "drawing labels" } as const;

function serialOrder(text: string): SerialOrder {
  const order = parseSerialOrder(text);
  if (!order) throw new MusterError("serial-order-invalid", { order: text });
  return order;
}

/** `board_lot=09506000134369`: the column names the lot of this component in each unit. */
function componentColumn(text: string): [column: string, gtin: string] {
  const [, column, gtin] = /^(.+)=([0-9]+)$/.exec(text) ?? [];
  if (!column || !gtin) throw new InvalidArgumentError("It has to be column=GTIN, for example board_lot=09506000134369.");
  return [column, parseGtin(gtin)];
}

export const batchBuild = (parent: Command): Command =>
  parent
    .command("build")
    .description("build a batch from the list of units off a line: manifest, tree, look-up rows and labels, whole or not at all")
    .argument("<file>", "CSV with a column serial; also device_signer, gtin and lot; - for standard input")
    .requiredOption("--gtin <digits>", "GTIN of the model")
    .requiredOption("--lot <lot>", "batch or lot number")
    .requiredOption("--seed-file <path>", "master seed of the claim codes; made when it does not exist")
    .requiredOption("--out <folder>", "new folder for the batch")
    .addOption(
      new Option("--model-kind <kind>", "parts get no claim codes and no labels").choices(["device", "component"]).default("device"),
    )
    .option(
      "--order <order>",
      "how the model's serials count: text, numeric, fixed-width:9, prefix-set:12J,12K or date-code:YYWW@2",
      serialOrder,
      "text" as const,
    )
    .option("--made-from <day>", "first day of production (default: today)", day)
    .option("--made-to <day>", "last day of production (default: the first)", day)
    .option("--ignore-columns <names>", "columns that are not meant for the register, separated by commas", list)
    .option(
      "--component <column=gtin>",
      "column that names the lot of this component in each unit; several times for several components",
      several(componentColumn),
    )
    .addOption(
      new Option("--labels <form>", "labels.csv, or labels.pdf besides (24 to an A4 sheet)").choices(["csv", "pdf"]).default("csv"),
    )
    .addHelpText(
      "after",
      `
Example:
  $ muster batch build units.csv --gtin 09506000134352 --lot L2409 --seed-file ~/muster.seed \\
      --web https://muster.example --labels pdf --out batch-L2409`,
    )
    .action(
      action<[string], Options>(async ({ output, settings }, options, file) => {
        // A mistyped number must not leave a new seed behind.
        const [gtin, lot, made] = [parseGtin(options.gtin), parseLot(options.lot), madeOf(options)];
        const isDevice = options.modelKind === "device";
        const linkBase = isDevice ? required(settings, "MUSTER_PUBLIC_URL") : undefined;
        // The PDF library and the curve take a while to load; other commands do not need them.
        const [{ buildBatch }, { openSeed }] = await Promise.all([
          import("../../lib/factory/build-batch.ts"),
          import("../../lib/factory/seed-file.ts"),
        ]);
        const { seed, created } = await openSeed(options.seedFile);
        if (created)
          output.note(`Made a new master seed in ${options.seedFile}. Keep a copy in a safe: whoever has it has every claim code.`);

        let bar: { phase: string; progress: ReturnType<typeof output.progress> } | undefined;
        const built = await buildBatch(
          file,
          options.out,
          {
            gtin,
            lot,
            kind: options.modelKind,
            order: options.order,
            ignoreColumns: options.ignoreColumns,
            components: options.component && Object.fromEntries(options.component),
            made,
            seed,
            linkBase,
          },
          {
            labelSheets: options.labels === "pdf",
            onProgress(phase, done, total) {
              if (bar?.phase !== phase) {
                bar?.progress.stop();
                bar = { phase, progress: output.progress(PHASES[phase]) };
              }
              bar.progress.update(done, total);
            },
          },
        ).finally(() => bar?.progress.stop());

        const { manifest, manifestDigest, files } = built;
        output.result({ folder: options.out, files, manifestDigest, manifest, seedCreated: created }, [
          title(`Built a batch of ${number(manifest.size)} ${isDevice ? "devices" : "parts"} in ${options.out}`),
          ...table([
            ["root", manifest.root],
            ["manifest", manifestDigest],
            ["files", files.join(", ")],
          ]),
          ...(isDevice
            ? ["", "The labels hold the claim codes. Print them, then delete labels.*: they can be made again from the seed."]
            : []),
        ]);
      }),
    );

function madeOf({ madeFrom = today(), madeTo = madeFrom }: Options): { from: string; to: string } {
  if (madeFrom > madeTo) throw new UsageError(`The first day of production, ${madeFrom}, is after the last, ${madeTo}.`);
  return { from: madeFrom, to: madeTo };
}
