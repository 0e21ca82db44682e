/** Lists that have to be refused: soon, and in as little memory as a good one takes. */
export type RefusedList = { name: string; code: string; pieces(units: number): Generator<Buffer> };

/** Rows of a piece: some 64 kB. */
const ROWS = 5_000;

const rows = (from: number, to: number, number: (row: number) => number): Buffer =>
  Buffer.from(Array.from({ length: to - from }, (_, i) => `SN${`${number(from + i)}`.padStart(9, "0")}\n`).join(""));

/** As bench/batch/list.ts writes them. */
function* goodRows(units: number): Generator<Buffer> {
  const step = 7_919;
  const count = units % step === 0 ? units + 1 : units;
  yield Buffer.from("serial\n");
  for (let from = 0; from < units; from += ROWS) yield rows(from, Math.min(from + ROWS, units), (row) => (row * step) % count);
}

export const REFUSED: readonly RefusedList[] = [
  {
    name: "one bad row behind the others",
    code: "factory-file-cell",
    *pieces(units) {
      yield* goodRows(units);
      yield Buffer.from("SN 1\n");
    },
  },
  {
    name: "the first serial once more behind the others",
    code: "factory-file-duplicate",
    *pieces(units) {
      yield* goodRows(units);
      yield Buffer.from("SN000000000\n");
    },
  },
  {
    name: "a line of 10 MB",
    code: "factory-file-line-too-long",
    *pieces() {
      yield Buffer.from("serial\n");
      for (let bytes = 0; bytes < 10e6; bytes += 65_536) yield Buffer.alloc(65_536, "A");
    },
  },
  {
    name: "a quote that never closes, 1 GB",
    code: "factory-file-line-too-long",
    *pieces() {
      yield Buffer.from('serial\n"');
      for (let bytes = 0; bytes < 1e9; bytes += 65_536) yield Buffer.alloc(65_536, "SN1\n");
    },
  },
  {
    name: "a stream of 5 GB",
    code: "factory-file-too-many",
    *pieces() {
      yield Buffer.from("serial\n");
      for (let from = 0; from * 12 < 5e9; from += ROWS) yield rows(from, from + ROWS, (row) => row);
    },
  },
];
