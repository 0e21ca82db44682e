import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Hex } from "viem";
import { BATCH_FILES } from "../batch/files.ts";
import { readUnitRecords, type UnitRecord } from "../batch/unit-records.ts";
import { MusterError } from "../domain/errors.ts";
import { decodeManifest, type Manifest, manifestDigest } from "../domain/manifest.ts";
import { NODE_BYTES } from "../domain/tree-file.ts";
import { hex, sha256 } from "./hash.ts";

export type BatchFolder = {
  path: string;
  manifest: Manifest;
  manifestBytes: Uint8Array;
  manifestDigest: Hex;
  tree: Uint8Array;
};

/**
 * Reads a built batch back and checks that its files belong together.
 * @throws MusterError `batch-damaged` or `manifest-invalid`.
 */
export async function openBatch(path: string): Promise<BatchFolder> {
  const damaged = (problem: string, cause?: unknown): never => {
    throw new MusterError("batch-damaged", { path, problem }, { cause });
  };
  const read = (name: string) => readFile(join(path, name)).catch((cause) => damaged(`${name} is missing`, cause));
  const manifestBytes = Uint8Array.from(await read(BATCH_FILES.manifest));
  const manifest = decodeManifest(manifestBytes);
  const tree = await read(BATCH_FILES.tree);
  if (sha256(tree) !== manifest.tree.sha256) damaged(`${BATCH_FILES.tree} is not the one that the manifest names`);
  if (hex(tree.subarray(-NODE_BYTES)) !== manifest.root) damaged(`${BATCH_FILES.tree} has another root than the manifest`);
  return { path, manifest, manifestBytes, manifestDigest: manifestDigest(manifestBytes), tree };
}

/** The units of a built batch in their order, one at a time. @throws MusterError `batch-damaged`. */
export function unitRecords({ path, manifest }: Pick<BatchFolder, "path" | "manifest">): AsyncGenerator<UnitRecord> {
  const input = createReadStream(join(path, BATCH_FILES.units));
  return readUnitRecords(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }), path, manifest.size);
}
