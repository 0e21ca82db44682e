import { hexToBytes } from "viem";
import { formatClaimCode } from "../domain/claim-code.ts";
import { formatDigitalLink } from "../domain/digital-link.ts";
import { type FactoryBatch, type FactoryRow, parseLot } from "../domain/factory-csv.ts";
import { parseGtin } from "../domain/gtin.ts";
import type { ModelKind } from "../domain/kinds.ts";
import { encodeManifest, MANIFEST_FORMAT, type Manifest, manifestDigest } from "../domain/manifest.ts";
import { NO_DEVICE_SIGNER, unitLeaf } from "../domain/unit.ts";
import { buildTree, NODE_BYTES } from "../domain/unit-tree.ts";
import { BATCH_FILES, type UnitRecord } from "./batch-folder.ts";
import { deriveUnit, seedHmac } from "./derive-unit.ts";
import { createFolder, type FolderWriter } from "./folder.ts";
import { hex, sha256 } from "./hash.ts";
import { keccak } from "./keccak.ts";
import { type Label, labelCsvHeader, labelCsvLine } from "./labels-csv.ts";
import { writeLabelSheets } from "./labels-pdf.ts";
import { readUnits } from "./read-units.ts";

export type BatchOrder = FactoryBatch & {
  kind: ModelKind;
  /** First and last day of production, ISO 8601. */
  made: { from: string; to: string };
  /** Master seed of the claim codes, 32 bytes. */
  seed: Uint8Array;
  /** Web address that the labels lead to; parts have no labels and need none. */
  linkBase?: string;
  /** Also lay the labels out as sheets for an office printer; label printers take the CSV. */
  labelSheets?: boolean;
};

type BuildPhase = "read" | "derive" | "labels";
type Options = { onProgress?: (phase: BuildPhase, done: number, total: number) => void };

export type BuiltBatch = { manifest: Manifest; manifestDigest: `0x${string}`; files: string[] };

/**
 * Builds a batch from the list of units off a line: manifest, tree, look-up rows and labels in a new folder. All or
 * nothing: the folder appears when it is complete, and the same file and seed give the same batch again.
 * @param out Folder that must not exist yet.
 * @throws MusterError `factory-file-…`, `batch-exists`, `invalid-gtin`, `invalid-lot`, `digital-link-invalid`.
 */
export async function buildBatch(file: string, out: string, order: BatchOrder, { onProgress }: Options = {}): Promise<BuiltBatch> {
  const gtin = parseGtin(order.gtin);
  const lot = parseLot(order.lot);
  // A label with a bad address would be found only after the file was read.
  if (order.kind === "device") formatDigitalLink(order.linkBase ?? "", { gtin, lot });

  const folder = await createFolder(out);
  try {
    const rows = await readUnits(file, { ...order, gtin, lot }, { onProgress: (done, total) => onProgress?.("read", done, total) });
    const { leaves, labels, signers } = await writeUnits(folder, { ...order, gtin, lot }, rows, onProgress);
    const tree = buildTree(leaves, keccak);
    await folder.write(BATCH_FILES.tree, tree);

    const manifest: Manifest = {
      format: MANIFEST_FORMAT,
      model: { gtin, kind: order.kind },
      lot,
      order: order.order,
      size: rows.length,
      made: order.made,
      signers,
      root: hex(tree.subarray(-NODE_BYTES)),
      tree: { sha256: sha256(tree), bytes: tree.length },
    };
    const bytes = encodeManifest(manifest);
    await folder.write(BATCH_FILES.manifest, bytes);
    if (order.labelSheets && labels.length > 0) {
      await writeLabelSheets(folder, labels, {}, (done) => onProgress?.("labels", done, labels.length));
    }
    return { manifest, manifestDigest: manifestDigest(bytes), files: await folder.finish() };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

/** Derives the units in order and writes their look-up rows and labels as they come. */
async function writeUnits(
  folder: FolderWriter,
  order: BatchOrder,
  rows: FactoryRow[],
  onProgress: Options["onProgress"],
): Promise<{ leaves: Uint8Array; labels: Label[]; signers: number }> {
  const { gtin, lot, kind, linkBase = "" } = order;
  const line = { hmac: seedHmac(order.seed), gtin, lot, kind };
  const leaves = new Uint8Array(rows.length * NODE_BYTES);
  const labels: Label[] = [];
  let signers = 0;
  const records = folder.lines(BATCH_FILES.units);
  const labelLines = kind === "device" ? folder.lines(BATCH_FILES.labels) : undefined;
  await labelLines?.write(labelCsvHeader);
  for (const [index, row] of rows.entries()) {
    const unit = deriveUnit(line, row);
    const { claimKey, deviceSignerHash, serialTag, code } = unit;
    leaves.set(hexToBytes(unitLeaf(unit)), index * NODE_BYTES);
    if (deviceSignerHash !== NO_DEVICE_SIGNER) signers++;
    const record: UnitRecord = { index, serial: row.serial, claimKey, deviceSignerHash, serialTag };
    await records.write(JSON.stringify(record));
    if (code) {
      const typed = formatClaimCode(code);
      const label: Label = {
        index,
        gtin,
        lot,
        serial: row.serial,
        code: typed,
        link: formatDigitalLink(linkBase, { gtin, lot, serial: row.serial, fragment: typed }),
      };
      await labelLines?.write(labelCsvLine(label));
      if (order.labelSheets) labels.push(label);
    }
    if (index % 256 === 0 || index === rows.length - 1) onProgress?.("derive", index + 1, rows.length);
  }
  await records.close();
  await labelLines?.close();
  return { leaves, labels, signers };
}
