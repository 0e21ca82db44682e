import { BATCH_FILES } from "../batch/files.ts";
import { type Label, labelCsvHeader, labelCsvLine } from "../batch/labels-csv.ts";
import { formatClaimCode } from "../domain/claim-code.ts";
import { deriveClaimCode } from "../domain/claim-seed.ts";
import { formatDigitalLink } from "../domain/digital-link.ts";
import { MusterError } from "../domain/errors.ts";
import { describeOrder, serialsThrough } from "../domain/serial-order.ts";
import { type BatchFolder, unitRecords } from "./batch-folder.ts";
import { fastClaimKey, seedHmac } from "./derive-unit.ts";
import { createFolder } from "./folder.ts";
import { type SheetOptions, writeLabelSheets } from "./labels-pdf.ts";

/** Units `first..last`, or the serials from one to another in the order that the batch declares; both ends included. */
export type LabelRange = { first?: number; last?: number } | { fromSerial: string; toSerial: string };

export type Reprint = {
  folder: BatchFolder;
  /** Master seed, and its file's name for errors. */
  seed: Uint8Array;
  seedFile: string;
  linkBase: string;
  range: LabelRange;
  /** Null for the CSV of label printers alone. */
  sheets: SheetOptions | null;
};

/**
 * Prints labels again from the master seed: nobody has to keep a list of claim codes. Each code is held against the
 * claim key that the batch commits to, so that no label leaves that claims nothing.
 * @param out Folder that must not exist yet; it appears when it is complete.
 * @throws MusterError `seed-other`, `batch-without-labels`, `label-range-empty`, `label-too-small`, `batch-exists`.
 */
export async function reprintLabels(
  out: string,
  reprint: Reprint,
  onProgress?: (done: number) => void,
): Promise<{ labels: number; files: string[] }> {
  const { folder, sheets } = reprint;
  const { kind } = folder.manifest.model;
  if (kind === "component") throw new MusterError("batch-without-labels", { path: folder.path });
  const target = await createFolder(out);
  try {
    const csv = target.lines(BATCH_FILES.labels);
    await csv.write(labelCsvHeader);
    let labels = 0;
    const listed = async function* (): AsyncGenerator<Label> {
      for await (const label of derivedLabels(reprint)) {
        await csv.write(labelCsvLine(label));
        labels++;
        yield label;
      }
    };
    if (sheets) await writeLabelSheets(target, listed(), sheets, onProgress);
    else for await (const { index } of listed()) if (index % 256 === 0) onProgress?.(labels);
    await csv.close();
    if (labels === 0)
      throw new MusterError("label-range-empty", { last: folder.manifest.size - 1, order: describeOrder(folder.manifest.order) });
    return { labels, files: await target.finish() };
  } catch (error) {
    await target.discard();
    throw error;
  }
}

async function* derivedLabels({ folder, seed, seedFile, linkBase, range }: Reprint): AsyncGenerator<Label> {
  const { lot, model, order } = folder.manifest;
  const hmac = seedHmac(seed);
  const isBetween = "fromSerial" in range ? serialsThrough(order, range.fromSerial, range.toSerial) : null;
  const isMeant = (index: number, serial: string): boolean =>
    "fromSerial" in range ? isBetween?.(serial) === true : index >= (range.first ?? 0) && index <= (range.last ?? index);
  for await (const { index, serial, claimKey } of unitRecords(folder)) {
    if (!isMeant(index, serial)) continue;
    const bytes = deriveClaimCode(hmac, model.gtin, lot, serial);
    if (fastClaimKey(bytes) !== claimKey) throw new MusterError("seed-other", { file: seedFile, index });
    const code = formatClaimCode(bytes);
    yield {
      index,
      gtin: model.gtin,
      lot,
      serial,
      code,
      link: formatDigitalLink(linkBase, { gtin: model.gtin, lot, serial, fragment: code }),
    };
  }
}
