import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { BATCH_FILES } from "../batch/files.ts";
import { MusterError } from "../domain/errors.ts";
import { decodeManifest, type Manifest, manifestDigest } from "../domain/manifest.ts";
import { NODE_BYTES } from "../domain/tree-file.ts";
import { hex, sha256 } from "./hash.ts";

const hexOf = (bytes: number) => z.templateLiteral(["0x", z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))]);

const unitRecordSchema = z.object({
  index: z.int().min(0),
  serial: z.string(),
  claimKey: hexOf(20),
  deviceSignerHash: hexOf(32),
  serialTag: hexOf(32),
});

/** What the maker knows of a unit besides its claim code. The look-up service gets it under keyed hashes only. */
export type UnitRecord = { index: number; serial: string; claimKey: Address; deviceSignerHash: Hex; serialTag: Hex };

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
export async function* unitRecords({ path, manifest }: Pick<BatchFolder, "path" | "manifest">): AsyncGenerator<UnitRecord> {
  const file = join(path, BATCH_FILES.units);
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let expected = 0;
  for await (const line of lines) {
    const record = parseRecord(line);
    if (record?.index !== expected)
      throw new MusterError("batch-damaged", { path, problem: `line ${expected + 1} of ${BATCH_FILES.units} is not readable` });
    expected++;
    yield record;
  }
  if (expected !== manifest.size)
    throw new MusterError("batch-damaged", { path, problem: `${BATCH_FILES.units} lists ${expected} of ${manifest.size} units` });
}

function parseRecord(line: string): UnitRecord | undefined {
  try {
    return unitRecordSchema.parse(JSON.parse(line)) as UnitRecord;
  } catch {
    return undefined;
  }
}
