import { MusterError } from "./errors.ts";
import { gs1TextProblem, nameCharacter } from "./gs1-text.ts";
import { isGtin14, parseGtin } from "./gtin.ts";
import { MAX_PARTS } from "./kinds.ts";
import { type SerialOrder, serialReader } from "./serial-order.ts";

/**
 * The list of units that comes off a line, one row a unit. Whoever splits the file into cells (Node's stream, a Web
 * Worker) hands them to a reader made here, which accepts a row or names its line, its column and what is wrong. One
 * bad row refuses the file: a batch can never be corrected. What stands twice is found where the rows are put in order
 * (lib/batch), because the rows before are not kept in memory.
 *
 * | column          | must | content                                                        |
 * |-----------------|------|----------------------------------------------------------------|
 * | `serial`        | yes  | as printed on the unit                                         |
 * | `device_signer` | no   | ERC-7913 signer of the unit as 0x-hex: verifier address, key   |
 * | `gtin`          | no   | has to be the batch's; a guard against the wrong file          |
 * | `lot`           | no   | likewise                                                       |
 * | any other       | no   | lot of a component in the unit, where `components` says so     |
 */
const FACTORY_COLUMNS = ["serial", "device_signer", "gtin", "lot"] as const;
type FactoryColumn = (typeof FACTORY_COLUMNS)[number];

export type FactoryRow = {
  serial: string;
  /** Null when the unit cannot sign. */
  deviceSigner: `0x${string}` | null;
  /** Component lots in the unit: bit i stands for the i-th of the reader's `lots`. */
  lots: number;
};

export type FactoryBatch = {
  gtin: string;
  lot: string;
  order: SerialOrder;
  /** Columns of the file that mean nothing here. Others are refused, so that a misspelt name loses no keys. */
  ignoreColumns?: readonly string[];
  /** Columns that name the lot of a component in each unit, with the component's GTIN-14. */
  components?: Readonly<Record<string, string>>;
};

/** The lots of one component. Their batches are found on chain when the whole is registered. */
export type ComponentLot = { gtin: string; lot: string };

export type FactoryReader = {
  read(cells: string[], line: number): FactoryRow;
  /** Component lots met so far, in the order of their bits. */
  lots: readonly ComponentLot[];
  /** Whether the file has a column for keys, and one for components: what has to be kept of each row. */
  hasSigners: boolean;
  hasComponents: boolean;
};

/** Verifier address and a key of at most 512 bytes. */
const SIGNER = /^0x[0-9a-fA-F]{40}([0-9a-fA-F]{2}){0,512}$/;

/** Widest line of cells that makes sense; a file that goes beyond it is not a list of units. */
const MAX_COLUMNS = 100;

/**
 * Reads the heading.
 * @returns A reader for the rows below it.
 * @throws MusterError `factory-file-…`
 */
export function factoryReader(header: string[], batch: FactoryBatch): FactoryReader {
  const components = Object.entries(batch.components ?? {});
  const columns = readHeader(header, batch);
  const serials = serialReader(batch.order);
  const [serialAt = 0, signerAt = -1, gtinAt = -1, lotAt = -1] = FACTORY_COLUMNS.map((name) => columns.get(name));
  const componentsAt = components.map(([column, gtin]) => ({ column, gtin, at: columns.get(column) ?? -1 }));
  const lots = lotNumbers();

  const read = (cells: string[], line: number): FactoryRow => {
    if (cells.length !== header.length) throw new MusterError("factory-file-cells", { line, count: cells.length, expected: header.length });
    for (let i = 0; i < cells.length; i++) {
      if (cells[i]?.includes("\0")) throw invalid(line, header[i] ?? "", "a NUL byte is not allowed in it");
    }
    const serial = cells[serialAt] ?? "";
    const problem = serials.problem(serial);
    if (problem) throw invalid(line, "serial", problem);

    checkGtin(cells[gtinAt], batch.gtin, line);
    const lot = cells[lotAt];
    if (lot && lot !== batch.lot) throw invalid(line, "lot", `the lot is "${shorten(lot)}", but this batch is lot "${batch.lot}"`);

    let inside = 0;
    for (const { column, gtin, at } of componentsAt) {
      const text = cells[at];
      if (text) inside |= 1 << lots.bitOf(gtin, text, line, column);
    }
    const signer = cells[signerAt];
    if (signer && !SIGNER.test(signer))
      throw invalid(line, "device_signer", "it is not an ERC-7913 signer (0x, 40 hexadecimal digits of the verifier, then the key)");
    return { serial, deviceSigner: signer ? (signer.toLowerCase() as `0x${string}`) : null, lots: inside >>> 0 };
  };
  return { read, lots: lots.all, hasSigners: signerAt >= 0, hasComponents: components.length > 0 };
}

/** Gives each component lot a bit. There are never more than the chain takes parts of, as each needs one at least. */
function lotNumbers() {
  const all: ComponentLot[] = [];
  const bits = new Map<string, number>();
  return {
    all,
    bitOf(gtin: string, lot: string, line: number, column: string): number {
      const key = `${gtin}|${lot}`;
      const known = bits.get(key);
      if (known !== undefined) return known;
      const problem = gs1TextProblem(lot);
      if (problem) throw invalid(line, column, problem);
      if (all.length === MAX_PARTS)
        throw new MusterError("factory-file-too-many-lots", { line, column: shorten(column), limit: MAX_PARTS });
      bits.set(key, all.length);
      return all.push({ gtin, lot }) - 1;
    },
  };
}

/** Place of each column that counts. */
function readHeader(header: string[], { ignoreColumns = [], components = {} }: FactoryBatch): Map<string, number> {
  const known: string[] = [...FACTORY_COLUMNS, ...Object.keys(components)];
  const columns = new Map<string, number>();
  const twice = known.find((name, i) => known.indexOf(name) !== i);
  if (twice !== undefined) throw new MusterError("factory-file-column-twice", { column: twice });
  if (header.length > MAX_COLUMNS) throw new MusterError("factory-file-cells", { line: 1, count: header.length, expected: MAX_COLUMNS });
  for (const [i, name] of header.entries()) {
    for (const character of name) {
      if (character < " " || character === "\ufffd")
        throw invalid(1, `number ${i + 1}`, `${nameCharacter(character)} is not allowed in its name`);
    }
    if (ignoreColumns.includes(name)) continue;
    if (!known.includes(name)) throw new MusterError("factory-file-column-unknown", { column: shorten(name), known: known.join(", ") });
    if (columns.has(name)) throw new MusterError("factory-file-column-twice", { column: name });
    columns.set(name, i);
  }
  const missing = ["serial" satisfies FactoryColumn, ...Object.keys(components)].find((name) => !columns.has(name));
  if (missing !== undefined)
    throw new MusterError("factory-file-column-missing", { column: shorten(missing), found: header.map(shorten).join(", ") });
  return columns;
}

function checkGtin(text: string | undefined, expected: string, line: number): void {
  if (!text || text === expected) return;
  if (!/^[0-9]{8}$|^[0-9]{12,14}$/.test(text)) throw invalid(line, "gtin", `"${shorten(text)}" is not a GTIN of 8, 12, 13 or 14 digits`);
  if (!isGtin14(text.padStart(14, "0"))) throw invalid(line, "gtin", `the check digit of ${text} is wrong`);
  if (parseGtin(text) !== expected) throw invalid(line, "gtin", `the GTIN is ${text}, but this batch is ${expected}`);
}

/** Lot numbers come from a flag, not from the file. @throws MusterError `invalid-lot`. */
export function parseLot(text: string): string {
  const problem = gs1TextProblem(text);
  if (problem) throw new MusterError("invalid-lot", { lot: shorten(text), problem });
  return text;
}

const invalid = (line: number, column: string, problem: string): MusterError =>
  new MusterError("factory-file-cell", { line, column: shorten(column), problem });

const shorten = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 39)}…`);
