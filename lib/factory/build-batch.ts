import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse";
import { type BatchOrder, buildInWorkspace, type CompleteBatch, checkedOrder, type OnProgress, type Platform } from "../batch/build.ts";
import { BATCH_FILES, WORK_FILES } from "../batch/files.ts";
import type { Label } from "../batch/labels-csv.ts";
import { startDerivePool } from "./derive-pool.ts";
import { createFolder } from "./folder.ts";
import { openUnits } from "./read-units.ts";
import { folderWorkspace } from "./work-file.ts";

export type { BatchOrder } from "../batch/build.ts";

type Options = {
  onProgress?: OnProgress;
  /** Also lay the labels out as sheets for an office printer; label printers take the CSV. */
  labelSheets?: boolean;
};

export type BuiltBatch = Omit<CompleteBatch, "manifestBytes"> & { files: string[] };

/** What a killed build leaves that is worth something; the rest is soon made again. */
const TAKEN_UP = [WORK_FILES.journal, WORK_FILES.sorted, BATCH_FILES.tree, BATCH_FILES.units, BATCH_FILES.labels];

/** The labels of a batch, one at a time, from the file for label printers. */
const readLabels = (path: string): AsyncIterable<Label> =>
  createReadStream(path).pipe(parse({ columns: true, cast: (text, { column }) => (column === "index" ? Number(text) : text) }));

/** SHA-256 by the processor's own instructions. */
function sha256() {
  const hash = createHash("sha256");
  return { update: (bytes: Uint8Array) => void hash.update(bytes), digest: (): `0x${string}` => `0x${hash.digest("hex")}` };
}

const platformIn = (path: string): Platform => ({
  workspace: folderWorkspace(path),
  parse,
  sha256,
  startDerivers: async (settings, jobs) => startDerivePool(settings, jobs),
});

/**
 * Builds a batch from the list of units off a line: manifest, tree, look-up rows and labels in a new folder. All or
 * nothing: the folder appears when it is complete, and the same list and seed give the same batch again. A build that
 * was killed is taken up by the next build of the same folder; one that is refused leaves nothing.
 * @param file Path of the list, or `-` for standard input.
 * @param out Folder that must not exist yet.
 * @throws MusterError `factory-file-…`, `batch-exists`, `invalid-gtin`, `invalid-lot`, `digital-link-invalid`.
 */
export async function buildBatch(
  file: string,
  out: string,
  order: BatchOrder,
  { onProgress, labelSheets }: Options = {},
): Promise<BuiltBatch> {
  const checked = checkedOrder(order);
  const source = await openUnits(file);
  const folder = await createFolder(out, TAKEN_UP);
  try {
    const { manifest, manifestDigest } = await buildInWorkspace(source, checked, platformIn(folder.path), { onProgress });
    if (labelSheets && manifest.model.kind === "device") {
      // The PDF library takes a while to load.
      const { writeLabelSheets } = await import("./labels-pdf.ts");
      const labels = readLabels(join(folder.path, BATCH_FILES.labels));
      await writeLabelSheets(folder, labels, {}, (done) => onProgress?.("labels", done, manifest.size));
    }
    return { manifest, manifestDigest, files: await folder.finish() };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}
