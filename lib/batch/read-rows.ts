import { MusterError } from "../domain/errors.ts";
import { type ComponentLot, type FactoryBatch, type FactoryReader, factoryReader } from "../domain/factory-csv.ts";
import { MAX_PARTS } from "../domain/kinds.ts";
import type { ComponentRange } from "../domain/manifest.ts";
import { KEY_BYTES, serialReader } from "../domain/serial-order.ts";
import { breather } from "./breathe.ts";
import { componentRanges } from "./component-ranges.ts";
import { BLOCK_BYTES, type StreamingHash, WORK_FILES, type WorkFile, type Workspace } from "./files.ts";
import { keccak } from "./keccak.ts";
import {
  KEY_ID_BYTES,
  KEY_SHAPE,
  keptOf,
  lineOf,
  type RowLayout,
  readNumber,
  rowLayout,
  serialOf,
  writeLineAndSerial,
  writeNumber,
} from "./rows.ts";
import { createSorter, type Sorter } from "./sorter.ts";
import { type CsvParse, MAX_ROWS, splitCsv } from "./split-csv.ts";

/** The rows of a file in the batch's order, as they lie in `work.sorted`. */
export type SortedRows = {
  rows: number;
  /** Bytes of each. */
  rowBytes: number;
  signers: number;
  components: ComponentRange[];
  sha256: `0x${string}`;
};

type Options = {
  parse: CsvParse;
  sha256: () => StreamingHash;
  /** Told of the bytes of the file read so far. */
  onProgress?: (bytes: number) => void;
  maxRows?: number;
  maxBytes?: number;
};

/**
 * Reads a list of units and lays it down in the batch's order: a unit's place is its index. Serials and device keys
 * that stand twice are found by sorting, so memory does not grow with the file.
 * @throws MusterError `factory-file-…`, naming line and column: of several bad rows the first one; what stands twice
 * only when every row is good in itself, and then the earliest line that repeats another.
 */
export async function readRows(
  source: AsyncIterable<Uint8Array>,
  batch: FactoryBatch,
  work: Workspace,
  sortedFile: WorkFile,
  { parse, sha256, onProgress, maxRows = MAX_ROWS, maxBytes }: Options,
): Promise<SortedRows> {
  const files = await Promise.all([work.open(WORK_FILES.rows), work.open(WORK_FILES.keys)]);
  const [rowFile, keyFile] = files;
  try {
    const intake = createIntake(batch, rowFile, keyFile, maxRows);
    await splitCsv(source, { parse, onCells: intake.take, onBytes: onProgress, maxBytes });
    const read = intake.end();
    if (!read) throw new MusterError("factory-file-empty");
    const sorted = await writeSorted(read, sortedFile, sha256());
    const shared = read.keys && (await repeatedKey(read.keys));
    // Of both kinds the earlier line is named.
    if (sorted.repeated && (!shared || sorted.repeated.line <= shared.line))
      throw new MusterError("factory-file-duplicate", { ...sorted.repeated, column: "serial" });
    if (shared) throw new MusterError("factory-file-key-shared", shared);
    const { count, ranges } = sorted.ranges;
    if (count > MAX_PARTS) throw new MusterError("factory-file-too-many-ranges", { count, limit: MAX_PARTS });
    return { rows: read.rows, rowBytes: read.layout.sortedBytes, signers: read.signers, components: ranges, sha256: sorted.sha256 };
  } finally {
    for (const file of files) file.close();
    await Promise.all([work.remove(WORK_FILES.rows), work.remove(WORK_FILES.keys)]);
  }
}

type Intake = { layout: RowLayout; sorter: Sorter; keys: Sorter | null; lots: readonly ComponentLot[]; rows: number; signers: number };

/** Takes line after line, the heading first, and hands each row to the sorter. */
function createIntake(batch: FactoryBatch, rowFile: WorkFile, keyFile: WorkFile, maxRows: number) {
  const serials = serialReader(batch.order);
  let reader: FactoryReader | undefined;
  let into: Intake | undefined;

  const addSigner = (signer: string, line: number, { sorter, keys, layout }: Intake, at: number): void => {
    const raw = fromHex(signer);
    sorter.block.set(keccak(raw), at + layout.signerAt);
    if (!keys) return;
    const place = keys.place();
    // The same key behind another verifier is the same key. A signer without one is an account, its address the key.
    const key = raw.length > 20 ? raw.subarray(20) : raw;
    keys.block.set(keccak(key).subarray(0, KEY_ID_BYTES), place);
    writeNumber(line, keys.block, place + KEY_ID_BYTES);
  };
  return {
    take(cells: string[], line: number): void {
      if (!reader || !into) {
        reader = factoryReader(cells, batch);
        const layout = rowLayout(reader);
        const keys = reader.hasSigners ? createSorter(keyFile, KEY_SHAPE) : null;
        into = { layout, sorter: createSorter(rowFile, layout), keys, lots: reader.lots, rows: 0, signers: 0 };
        return;
      }
      if (into.rows === maxRows) throw new MusterError("factory-file-too-many", { limit: maxRows });
      const { serial, deviceSigner, lots } = reader.read(cells, line);
      const { sorter, layout } = into;
      const at = sorter.place();
      serials.writeKey(serial, sorter.block, at);
      writeLineAndSerial(line, serial, sorter.block, at);
      if (reader.hasSigners) sorter.block.fill(0, at + layout.signerAt, at + layout.lotsAt);
      if (reader.hasComponents) writeNumber(lots, sorter.block, at + layout.lotsAt);
      if (deviceSigner) {
        addSigner(deviceSigner, line, into, at);
        into.signers++;
      }
      into.rows++;
    },
    /** @returns null when there was no row. */
    end: (): Intake | null => (into && into.rows > 0 ? into : null),
  };
}

function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length - 2) / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 + 2 * i, 4 + 2 * i), 16);
  return bytes;
}

type Repeated = { line: number; first: number };

async function writeSorted({ sorter, layout, lots }: Intake, file: WorkFile, hash: StreamingHash) {
  const ranges = componentRanges();
  const { recordBytes, lotsAt, sortedBytes } = layout;
  const watch = createKeyWatch(KEY_BYTES);
  const out = new Uint8Array(Math.ceil(BLOCK_BYTES / recordBytes) * sortedBytes);
  const breathe = breather();
  const hasLots = recordBytes > lotsAt;
  let repeated: (Repeated & { value: string }) | undefined;
  let written = 0;
  for (const records of sorter.merged()) {
    let filled = 0;
    for (let at = 0; at < records.length; at += recordBytes) {
      const line = lineOf(records, at);
      const first = watch(records, at, line);
      if (first !== null && (!repeated || line < repeated.line)) repeated = { line, first, value: serialOf(records, at) };
      out.set(keptOf(records, at, layout), filled);
      filled += sortedBytes;
      ranges.add(hasLots ? readNumber(records, at + lotsAt) : 0);
    }
    const piece = out.subarray(0, filled);
    file.write(piece, written);
    hash.update(piece);
    written += filled;
    await breathe();
  }
  file.truncate(written);
  return { repeated, ranges: ranges.end(lots), sha256: hash.digest() };
}

/** Among sorted keys, notices one that is the same as the key before. @returns The line where it stood first. */
function createKeyWatch(keyBytes: number): (records: Uint8Array, at: number, line: number) => number | null {
  const last = new Uint8Array(keyBytes);
  let lastLine: number | undefined;
  return (records, at, line) => {
    let isSame = lastLine !== undefined;
    for (let i = 0; isSame && i < keyBytes; i++) isSame = records[at + i] === last[i];
    if (isSame) return lastLine ?? null;
    last.set(records.subarray(at, at + keyBytes));
    lastLine = line;
    return null;
  };
}

/** The earliest line that names the key of another. */
async function repeatedKey(keys: Sorter): Promise<Repeated | undefined> {
  const watch = createKeyWatch(KEY_ID_BYTES);
  const breathe = breather();
  let repeated: Repeated | undefined;
  for (const records of keys.merged()) {
    for (let at = 0; at < records.length; at += KEY_SHAPE.recordBytes) {
      const line = readNumber(records, at + KEY_ID_BYTES);
      const first = watch(records, at, line);
      if (first !== null && (!repeated || line < repeated.line)) repeated = { line, first };
    }
    await breathe();
  }
  return repeated;
}
