import { NODE_BYTES } from "../domain/tree-file.ts";
import { breather } from "./breathe.ts";
import type { DerivedChunk } from "./derive-chunk.ts";
import type { Derivers } from "./derivers.ts";
import type { StreamingHash, WorkFile } from "./files.ts";
import { inOrder } from "./in-order.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import { roomIn } from "./memory.ts";
import type { SortedRows } from "./read-rows.ts";

/** Units derived at a time: enough that handing them over costs nothing, few enough that little is lost or waited for. */
const CHUNK_UNITS = 2048;

export const jobsFor = (units: number): number => Math.ceil(units / CHUNK_UNITS);

/** The files that units are written to as they come. */
export type UnitFiles = { tree: WorkFile; units: WorkFile; labels: WorkFile | null };

type Options = {
  sha256: () => StreamingHash;
  onProgress?: (units: number) => void;
};

const START: JournalEntry = { units: 0, unitBytes: 0, labelBytes: 0, sha256: "" };

/**
 * Derives the units of the sorted rows and writes leaves, look-up rows and labels. What the journal says is written is
 * taken up where its digests are right; the rest is done anew, so the result does not depend on what was there before.
 * @param labelHeader First line of the labels.
 */
export async function deriveUnits(
  sorted: SortedRows,
  rows: WorkFile,
  files: UnitFiles,
  labelHeader: Uint8Array,
  { derivers, journal }: { derivers: Derivers; journal: Journal },
  { sha256, onProgress }: Options,
): Promise<void> {
  let done = await verified(files, labelHeader, journal, sha256);
  cut(files, labelHeader, done);
  onProgress?.(done.units);
  const { rows: count, rowBytes } = sorted;
  const start = done.units;
  const free: DerivedChunk[] = [];
  const ask = (job: number): Promise<DerivedChunk> => {
    const first = start + job * CHUNK_UNITS;
    const used = free.pop();
    const piece = roomIn(used?.rows.buffer, Math.min(CHUNK_UNITS, count - first) * rowBytes);
    if (rows.read(piece, first * rowBytes) < piece.length) throw new Error("the sorted rows were cut short");
    // From here on the piece is the worker's, and empty here.
    return derivers.derive({ rows: piece, rowBytes, first, used });
  };
  await inOrder(jobsFor(count - start), derivers.count, ask, (chunk) => {
    done = append(files, chunk, done, sha256());
    free.push(chunk);
    journal.add(done);
    onProgress?.(done.units);
  });
}

function append({ tree, units, labels }: UnitFiles, chunk: DerivedChunk, before: JournalEntry, hash: StreamingHash): JournalEntry {
  tree.write(chunk.leaves, before.units * NODE_BYTES);
  units.write(chunk.units, before.unitBytes);
  labels?.write(chunk.labels, before.labelBytes);
  for (const bytes of [chunk.leaves, chunk.units, chunk.labels]) hash.update(bytes);
  return {
    units: before.units + chunk.leaves.length / NODE_BYTES,
    unitBytes: before.unitBytes + chunk.units.length,
    labelBytes: before.labelBytes + (labels ? chunk.labels.length : 0),
    sha256: hash.digest(),
  };
}

const startOf = (files: UnitFiles, labelHeader: Uint8Array): JournalEntry => ({
  ...START,
  labelBytes: files.labels ? labelHeader.length : 0,
});

/** The last entry of the journal up to which the files hold what they should; forgets the entries behind it. */
async function verified(files: UnitFiles, labelHeader: Uint8Array, journal: Journal, sha256: () => StreamingHash): Promise<JournalEntry> {
  const breathe = breather();
  let last = startOf(files, labelHeader);
  let good = 0;
  for (const entry of journal.entries) {
    const hash = sha256();
    const isThere =
      readInto(hash, files.tree, last.units * NODE_BYTES, entry.units * NODE_BYTES) &&
      readInto(hash, files.units, last.unitBytes, entry.unitBytes) &&
      (!files.labels || readInto(hash, files.labels, last.labelBytes, entry.labelBytes));
    if (!isThere || hash.digest() !== entry.sha256) break;
    last = entry;
    good++;
    await breathe();
  }
  if (good < journal.entries.length) journal.keep(good);
  return last;
}

/** Hashes a stretch of a file. @returns false when the file has no such stretch. */
function readInto(hash: StreamingHash, file: WorkFile, from: number, to: number): boolean {
  if (!(to >= from && to <= file.size())) return false;
  const bytes = new Uint8Array(to - from);
  file.read(bytes, from);
  hash.update(bytes);
  return true;
}

/** Forgets what lies behind the units that are done. */
function cut({ tree, units, labels }: UnitFiles, labelHeader: Uint8Array, done: JournalEntry): void {
  tree.truncate(done.units * NODE_BYTES);
  units.truncate(done.unitBytes);
  labels?.truncate(done.labelBytes);
  labels?.write(labelHeader, 0);
}
