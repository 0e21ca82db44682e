import type { Command } from "commander";
import type { Hex } from "viem";
import { registrationByRoot } from "../lib/chain/registrations.ts";
import { MusterError } from "../lib/domain/errors.ts";
import type { BatchId } from "../lib/domain/ids.ts";
import type { ScopeItem } from "../lib/domain/scope.ts";
import { readSerialPhrase } from "../lib/domain/serial-phrase.ts";
import { describeItem, type Leftover, type SerialReading, undecided } from "../lib/domain/serial-reading.ts";
import type { SerialRange } from "../lib/domain/serial-scope.ts";
import { type FolderRanges, rangesOfFolder } from "../lib/factory/serial-folder.ts";
import { several } from "./arguments.ts";
import type { Signed } from "./context.ts";
import { UsageError } from "./errors.ts";
import { number } from "./output.ts";

/** A phrase of serials, and where the units of the batches are listed. */
export type SerialOptions = { serials?: string; batchFolder?: string[]; setAside?: string[] };

/** A phrase that was read and applied to batches. */
export type SerialScope = {
  reading: SerialReading;
  /** What has to be decided before it can be drafted. */
  open: Leftover[];
  folders: FolderRanges[];
  /** Nothing before the batches were looked up on chain. */
  scope: ScopeItem[];
};

/** Where units are listed and which words do not matter; alike for every command that reads a phrase. */
export const folderOptions = (command: Command): Command =>
  command
    .option("--batch-folder <folder>", "built batch with its list of units; several times for several", several(String))
    .option("--set-aside <words>", "words of the phrase, exactly, that add nothing to the scope; several times", several(String));

export const serialOptions = (command: Command): Command =>
  folderOptions(command.option("--serials <phrase>", 'units by their serials, for example "beginning with 12J, 12K" or "24003xx"'));

/** Reads a phrase and applies it to the batches in folders; asks nobody. @throws MusterError `serial-phrase-order`. */
export async function readSerials(phrase: string, { batchFolder = [], setAside = [] }: SerialOptions): Promise<SerialScope> {
  const reading = readSerialPhrase(phrase);
  const folders: FolderRanges[] = [];
  // One after another: each is a list of up to a million units.
  for (const folder of batchFolder) folders.push(await rangesOfFolder(folder, reading));
  return { reading, open: undecided(reading, setAside), folders, scope: [] };
}

/**
 * The scope that `--serials` names among registered batches; null without that option.
 * @throws MusterError `serial-phrase-open`, `serial-phrase-no-units`, `batch-unregistered` or what `readSerials` throws.
 */
export async function scopeOfSerials({ deployment, sender }: Signed, options: SerialOptions): Promise<SerialScope | null> {
  const { serials, batchFolder } = options;
  if (serials === undefined) {
    if (batchFolder || options.setAside)
      throw new UsageError("A batch folder or words to set aside belong to a phrase.", "Use --serials as well.");
    return null;
  }
  if (!batchFolder) throw new UsageError("Serials are known only where the batch was built.", "Use --batch-folder with the built batch.");
  const read = await readSerials(serials, options);
  if (read.open.length > 0)
    throw new MusterError("serial-phrase-open", { words: read.open.map(({ text, why }) => `"${text}" (${why})`).join("; ") });
  const named = read.folders.filter(({ ranges }) => ranges.length > 0);
  if (named.length === 0) throw new MusterError("serial-phrase-no-units", { paths: batchFolder.join(", ") });
  const scope = await Promise.all(
    named.map(async ({ path, manifest, ranges }) => {
      const registered = await registrationByRoot(sender.public, deployment, manifest.root as Hex);
      if (!registered) throw new MusterError("batch-unregistered", { path, chainId: deployment.chainId });
      return ranges.map((range) => itemOf(registered.batchId, range));
    }),
  );
  return { ...read, scope: scope.flat() };
}

const itemOf = (batchId: BatchId, { first, last }: SerialRange): ScopeItem => ({ kind: "batch", batchId, first, last });

const unitsOf = (ranges: readonly SerialRange[]): number => ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

/** What was read and what it names, for programs. */
export function describeSerials(serials: SerialScope | null) {
  if (!serials) return undefined;
  const { reading, open, folders } = serials;
  return {
    understood: reading.outcome,
    items: reading.items.map((item) => {
      const units = folders.map(({ counts }) => counts.get(item));
      const { words, ...rest } = item;
      const met = units.every((count) => count === undefined) ? null : units.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      return { ...rest, words: words.text, at: words.at, says: describeItem(item), units: met };
    }),
    undecided: open,
    batches: folders.map(({ path, manifest, ranges }) => ({
      folder: path,
      ...{ gtin: manifest.model.gtin, lot: manifest.lot, order: manifest.order, size: manifest.size },
      units: unitsOf(ranges),
      ranges: ranges.map((range) => ({ ...range, units: unitsOf([range]) })),
    })),
  };
}

/** Ranges of a batch that are written out for people; programs get all. */
const RANGES_SHOWN = 40;

/** The same for people. */
export function serialLines(serials: SerialScope | null): string[] {
  const data = describeSerials(serials);
  if (!data) return [];
  const rangeLines = (ranges: (typeof data.batches)[number]["ranges"]): string[] => [
    ...ranges
      .slice(0, RANGES_SHOWN)
      .map(
        ({ first, last, units, firstSerial, lastSerial }) =>
          `    units ${first}-${last}: ${number(units)}, serials ${firstSerial} to ${lastSerial}`,
      ),
    ...(ranges.length > RANGES_SHOWN ? [`    and ${number(ranges.length - RANGES_SHOWN)} more ranges`] : []),
  ];
  return [
    ...data.items.map(({ says, words, units }) => `  ${says}  <- ${words}${units === 0 ? "  (no unit of these batches)" : ""}`),
    ...data.undecided.map(({ text, why }) => `  undecided: "${text}" (${why})`),
    ...data.batches.flatMap(({ folder, lot, order, units, size, ranges }) => [
      `  ${folder}, lot ${lot}, by ${order}: ${number(units)} of ${number(size)} units`,
      ...rangeLines(ranges),
    ]),
  ];
}
