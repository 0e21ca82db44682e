import { BLOCK_BYTES, type WorkFile } from "./files.ts";

/** Records of one length, compared as bytes by the beginning of each. */
export type RecordShape = { recordBytes: number; keyBytes: number };

/**
 * Sorts more records than memory holds: blocks of them are sorted and laid down one after another, then merged. Memory
 * is one block, and while merging one small buffer for each block, however many records there are.
 */
export type Sorter = {
  /** Makes room for a record. @returns Where in `block` to write it, before the next call. */
  place(): number;
  block: Uint8Array;
  /** The records in order, many at a time; each piece is overwritten by the next. */
  merged(): Generator<Uint8Array>;
};

/** Records sorted at a time. A block of the longest rows has eleven megabytes. */
const BLOCK_RECORDS = 131_072;

type Run = { at: number; records: number };

export function createSorter(file: WorkFile, shape: RecordShape, blockRecords = BLOCK_RECORDS): Sorter {
  const { recordBytes } = shape;
  const block = new Uint8Array(blockRecords * recordBytes);
  const orders: [Uint32Array, Uint32Array] = [new Uint32Array(blockRecords), new Uint32Array(blockRecords)];
  const runs: Run[] = [];
  let used = 0;
  let written = 0;
  file.truncate(0);

  function spill(): void {
    const order = sortedOrder(block, used, shape, orders);
    runs.push({ at: written, records: used });
    const out = new Uint8Array(Math.max(1, Math.floor(BLOCK_BYTES / recordBytes)) * recordBytes);
    let filled = 0;
    for (let i = 0; i < used; i++) {
      const from = (order[i] ?? 0) * recordBytes;
      out.set(block.subarray(from, from + recordBytes), filled);
      filled += recordBytes;
      if (filled < out.length && i < used - 1) continue;
      file.write(out.subarray(0, filled), written);
      written += filled;
      filled = 0;
    }
    used = 0;
  }

  return {
    block,
    place() {
      if (used === blockRecords) spill();
      return used++ * recordBytes;
    },
    merged() {
      if (used > 0) spill();
      return merge(file, runs, shape);
    },
  };
}

/** Radix sort, from the last byte of the key to the first; bytes that are the same everywhere cost one look each. */
function sortedOrder(
  block: Uint8Array,
  records: number,
  { recordBytes, keyBytes }: RecordShape,
  [first, second]: [Uint32Array, Uint32Array],
): Uint32Array {
  let [order, next] = [first, second];
  for (let i = 0; i < records; i++) order[i] = i;
  const starts = new Uint32Array(256);
  for (let byte = keyBytes - 1; byte >= 0; byte--) {
    starts.fill(0);
    for (let i = 0, at = byte; i < records; i++, at += recordBytes) {
      const value = block[at] as number;
      starts[value] = (starts[value] as number) + 1;
    }
    if (starts[block[byte] as number] === records) continue;
    for (let value = 0, sum = 0; value < 256; value++) {
      const count = starts[value] as number;
      starts[value] = sum;
      sum += count;
    }
    for (let i = 0; i < records; i++) {
      const record = order[i] as number;
      const value = block[record * recordBytes + byte] as number;
      const place = starts[value] as number;
      next[place] = record;
      starts[value] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** A run while it is merged: what of it is in memory, and what is still in the file. */
type Cursor = { buffer: Uint8Array; at: number; end: number; nextAt: number; left: number };

/** Memory for the buffers of all runs together, as long as each has room for some records. */
const MERGE_BYTES = 16_777_216;

function* merge(file: WorkFile, runs: readonly Run[], shape: RecordShape): Generator<Uint8Array> {
  const { recordBytes } = shape;
  const perRun = Math.max(16, Math.min(Math.floor(BLOCK_BYTES / recordBytes), Math.floor(MERGE_BYTES / recordBytes / runs.length)));
  const fill = (cursor: Cursor): boolean => {
    const records = Math.min(perRun, cursor.left);
    cursor.at = 0;
    cursor.end = records * recordBytes;
    if (file.read(cursor.buffer.subarray(0, cursor.end), cursor.nextAt) < cursor.end) throw new Error("a sorted run was cut short");
    cursor.nextAt += cursor.end;
    cursor.left -= records;
    return records > 0;
  };
  const heap = runs.map((run): Cursor => {
    const cursor = { buffer: new Uint8Array(perRun * recordBytes), at: 0, end: 0, nextAt: run.at, left: run.records };
    fill(cursor);
    return cursor;
  });
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(heap, i, shape.keyBytes);

  const out = new Uint8Array(Math.max(1, Math.floor(BLOCK_BYTES / recordBytes)) * recordBytes);
  let filled = 0;
  while (heap.length > 0) {
    const top = heap[0] as Cursor;
    out.set(top.buffer.subarray(top.at, top.at + recordBytes), filled);
    filled += recordBytes;
    top.at += recordBytes;
    if (top.at === top.end && !fill(top)) {
      const last = heap.pop() as Cursor;
      if (heap.length > 0) heap[0] = last;
    }
    sink(heap, 0, shape.keyBytes);
    if (filled === out.length || heap.length === 0) {
      yield out.subarray(0, filled);
      filled = 0;
    }
  }
}

function isBefore(a: Cursor, b: Cursor, keyBytes: number): boolean {
  for (let i = 0; i < keyBytes; i++) {
    const difference = (a.buffer[a.at + i] as number) - (b.buffer[b.at + i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Restores the heap below a place, the smallest record on top. */
function sink(heap: Cursor[], place: number, keyBytes: number): void {
  for (let at = place; ; ) {
    let least = at;
    for (let child = 2 * at + 1; child <= 2 * at + 2 && child < heap.length; child++)
      if (isBefore(heap[child] as Cursor, heap[least] as Cursor, keyBytes)) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least] as Cursor, heap[at] as Cursor];
    at = least;
  }
}
