import { MusterError } from "./errors.ts";
import { gs1TextProblem, nameCharacter } from "./gs1-text.ts";
import { isGtin14, parseGtin } from "./gtin.ts";
import { type SerialOrder, serialProblem } from "./serial-order.ts";

/**
 * The list of units that comes off a line, one row a unit. Whoever splits the file into cells (Node's stream, a Web
 * Worker) hands them to a reader made here, which accepts a row or names its line, its column and what is wrong. One
 * bad row refuses the file: a batch can never be corrected.
 *
 * | column          | must | content                                                        |
 * |-----------------|------|----------------------------------------------------------------|
 * | `serial`        | yes  | as printed on the unit                                         |
 * | `device_signer` | no   | ERC-7913 signer of the unit as 0x-hex: verifier address, key   |
 * | `gtin`          | no   | has to be the batch's; a guard against the wrong file          |
 * | `lot`           | no   | likewise                                                       |
 */
const FACTORY_COLUMNS = ["serial", "device_signer", "gtin", "lot"] as const;
type FactoryColumn = (typeof FACTORY_COLUMNS)[number];

export type FactoryRow = {
  serial: string;
  /** Null when the unit cannot sign. */
  deviceSigner: `0x${string}` | null;
};

export type FactoryBatch = {
  gtin: string;
  lot: string;
  order: SerialOrder;
  /** Columns of the file that mean nothing here. Others are refused, so that a misspelt name loses no keys. */
  ignoreColumns?: readonly string[];
};

/** Verifier address and a key of at most 512 bytes. */
const SIGNER = /^0x[0-9a-fA-F]{40}([0-9a-fA-F]{2}){0,512}$/;

/** Widest line of cells that makes sense; a file that goes beyond it is not a list of units. */
const MAX_COLUMNS = 100;

/**
 * Reads the heading.
 * @returns A reader for the rows below it. It remembers every serial and signer, to find what stands twice.
 * @throws MusterError `factory-file-…`
 */
export function factoryReader(header: string[], batch: FactoryBatch): (cells: string[], line: number) => FactoryRow {
  const columns = readHeader(header, batch.ignoreColumns ?? []);
  const serials = new Map<string, number>();
  const signers = new Map<string, number>();

  return (cells, line) => {
    if (cells.length !== header.length) throw new MusterError("factory-file-cells", { line, count: cells.length, expected: header.length });
    for (const [i, cell] of cells.entries()) {
      if (cell.includes("\0")) throw invalid(line, header[i] ?? "", "a NUL byte is not allowed in it");
    }
    const cell = (column: FactoryColumn): string | undefined => {
      const at = columns.get(column);
      return at === undefined ? undefined : cells[at];
    };

    const serial = cell("serial") ?? "";
    const problem = serialProblem(serial, batch.order);
    if (problem) throw invalid(line, "serial", problem);
    unique(serials, serial, line, "serial");

    checkGtin(cell("gtin"), batch.gtin, line);
    const lot = cell("lot");
    if (lot && lot !== batch.lot) throw invalid(line, "lot", `the lot is "${shorten(lot)}", but this batch is lot "${batch.lot}"`);

    const signer = cell("device_signer");
    if (!signer) return { serial, deviceSigner: null };
    if (!SIGNER.test(signer))
      throw invalid(line, "device_signer", "it is not an ERC-7913 signer (0x, 40 hexadecimal digits of the verifier, then the key)");
    const deviceSigner = signer.toLowerCase() as `0x${string}`;
    unique(signers, deviceSigner, line, "device_signer");
    return { serial, deviceSigner };
  };
}

function readHeader(header: string[], ignored: readonly string[]): Map<FactoryColumn, number> {
  const columns = new Map<FactoryColumn, number>();
  if (header.length > MAX_COLUMNS) throw new MusterError("factory-file-cells", { line: 1, count: header.length, expected: MAX_COLUMNS });
  for (const [i, name] of header.entries()) {
    for (const character of name) {
      if (character < " " || character === "\ufffd")
        throw invalid(1, `number ${i + 1}`, `${nameCharacter(character)} is not allowed in its name`);
    }
    if (ignored.includes(name)) continue;
    const column = FACTORY_COLUMNS.find((known) => known === name);
    if (!column) throw new MusterError("factory-file-column-unknown", { column: shorten(name), known: FACTORY_COLUMNS.join(", ") });
    if (columns.has(column)) throw new MusterError("factory-file-column-twice", { column });
    columns.set(column, i);
  }
  if (!columns.has("serial"))
    throw new MusterError("factory-file-column-missing", { column: "serial", found: header.map(shorten).join(", ") });
  return columns;
}

function checkGtin(text: string | undefined, expected: string, line: number): void {
  if (!text || text === expected) return;
  if (!/^[0-9]{8}$|^[0-9]{12,14}$/.test(text)) throw invalid(line, "gtin", `"${shorten(text)}" is not a GTIN of 8, 12, 13 or 14 digits`);
  if (!isGtin14(text.padStart(14, "0"))) throw invalid(line, "gtin", `the check digit of ${text} is wrong`);
  if (parseGtin(text) !== expected) throw invalid(line, "gtin", `the GTIN is ${text}, but this batch is ${expected}`);
}

function unique(seen: Map<string, number>, value: string, line: number, column: FactoryColumn): void {
  const first = seen.get(value);
  if (first !== undefined) throw new MusterError("factory-file-duplicate", { line, column, value: shorten(value), first });
  seen.set(value, line);
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
