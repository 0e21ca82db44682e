import { type NamedUnits, rangesOfUnits } from "../batch/serial-ranges.ts";
import type { Manifest } from "../domain/manifest.ts";
import type { SerialReading } from "../domain/serial-reading.ts";
import { openBatch, unitRecords } from "./batch-folder.ts";

/** The units of one batch that a phrase names. */
export type FolderRanges = NamedUnits & { path: string; manifest: Manifest };

/**
 * Applies a reading to the list of units of a built batch.
 * @throws MusterError `serial-phrase-order`, `batch-damaged` or `manifest-invalid`.
 */
export async function rangesOfFolder(path: string, reading: SerialReading): Promise<FolderRanges> {
  const folder = await openBatch(path);
  const { manifest } = folder;
  return { path, manifest, ...(await rangesOfUnits(unitRecords(folder), manifest, reading, path)) };
}
