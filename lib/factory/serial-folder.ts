import { MusterError } from "../domain/errors.ts";
import type { Manifest } from "../domain/manifest.ts";
import { isSerialItem, type ReadItem, type SerialReading } from "../domain/serial-reading.ts";
import { itemProblem, type SerialRange, serialRanges } from "../domain/serial-scope.ts";
import { openBatch, unitRecords } from "./batch-folder.ts";

/** The units of one batch that a phrase names. */
export type FolderRanges = { path: string; manifest: Manifest; ranges: SerialRange[]; counts: Map<ReadItem, number> };

/**
 * Applies a reading to the list of units of a batch.
 * @throws MusterError `serial-phrase-order`, `batch-damaged` or `manifest-invalid`.
 */
export async function rangesOfFolder(path: string, reading: SerialReading): Promise<FolderRanges> {
  const folder = await openBatch(path);
  const { order } = folder.manifest;
  for (const item of reading.items.filter(isSerialItem)) {
    const problem = itemProblem(item, order);
    if (problem) throw new MusterError("serial-phrase-order", { words: item.words.text, path, problem });
  }
  const gathered = serialRanges(reading, order);
  for await (const { index, serial } of unitRecords(folder)) gathered.add(index, serial);
  return { path, manifest: folder.manifest, ...gathered.finish() };
}
