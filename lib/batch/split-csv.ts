import type { CsvError, Options } from "csv-parse";
import { MusterError } from "../domain/errors.ts";

/** Bytes that one line may have. A quote that is never closed swallows lines until here, not until memory is full. */
const MAX_LINE_BYTES = 16_384;

/**
 * Units of one build. What is sorted at a time stays small, and so does what merging needs; beyond this, one file of
 * labels would have ten gigabytes.
 */
export const MAX_ROWS = 2 ** 26;

/** Bytes of a file: 64 for each of the most units. A stream has no length to look at, so it is counted. */
export const MAX_FILE_BYTES = 2 ** 32;

/** csv-parse, in the build for the platform; both have the same interface. */
type CsvParser = {
  write(chunk: Uint8Array, done: (error?: Error | null) => void): boolean;
  end(): void;
  resume(): unknown;
  destroy(): unknown;
  on(event: string, listener: (error: Error) => void): unknown;
};
export type CsvParse = (options: Options) => CsvParser;

type SplitOptions = {
  parse: CsvParse;
  /** Called for each line of cells in turn, so that of several faults the first one is named. */
  onCells(cells: string[], line: number): void;
  /** Told of the bytes read so far. */
  onBytes?: (bytes: number) => void;
  maxBytes?: number;
};

/**
 * Splits a list in UTF-8 into lines of cells; they are separated by commas, semicolons or tabs, whichever the first line
 * uses. Nothing is trimmed or repaired: a serial with a space in it is refused, not silently changed into another.
 * @throws MusterError `factory-file-…`, and what `onCells` throws.
 */
export async function splitCsv(
  source: AsyncIterable<Uint8Array>,
  { parse, onCells, onBytes, maxBytes = MAX_FILE_BYTES }: SplitOptions,
): Promise<void> {
  let line = 0;
  let read = 0;
  let parser: Opened | undefined;
  const open = (start: Uint8Array): Opened =>
    openParser(parse, delimiterOf(start), (cells, lines) => {
      line = lines;
      onCells(cells, lines);
    });
  try {
    let start: Uint8Array = new Uint8Array();
    for await (const chunk of source) {
      read += chunk.length;
      if (read > maxBytes) throw new MusterError("factory-file-too-large", { limit: maxBytes });
      if (!parser) {
        start = joined(start, chunk);
        if (start.length < MAX_LINE_BYTES && !/[\r\n]/.test(asLatin1(start))) continue;
        parser = open(start);
        await parser.write(start);
      } else await parser.write(chunk);
      onBytes?.(read);
    }
    if (!parser) {
      parser = open(start);
      await parser.write(start);
    }
    await parser.end();
  } catch (error) {
    throw explain(error, line);
  } finally {
    parser?.destroy();
  }
}

type Opened = { write(chunk: Uint8Array): Promise<void>; end(): Promise<void>; destroy(): void };

function openParser(parse: CsvParse, delimiter: string, onCells: (cells: string[], line: number) => void): Opened {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
    on_record: (cells: string[], { lines }) => {
      onCells(cells, lines);
      return null;
    },
  });
  let failed: ((error: Error) => void) | undefined;
  parser.on("error", (error) => failed?.(error));
  parser.resume();
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        failed = reject;
        parser.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
    end: () =>
      new Promise((resolve, reject) => {
        failed = reject;
        parser.on("end", () => resolve());
        parser.end();
      }),
    destroy: () => parser.destroy(),
  };
}

const asLatin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Looks at the beginning of the file: its encoding, and its separator. */
function delimiterOf(start: Uint8Array): string {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw new MusterError("factory-file-encoding", { encoding: "UTF-16" });
  const heading = asLatin1(start.subarray(0, MAX_LINE_BYTES)).split(/[\r\n]/, 1)[0] ?? "";
  return ["\t", ";"].find((mark) => heading.includes(mark) && !heading.includes(",")) ?? ",";
}

/** @param last Number of the last line that was read whole. */
function explain(error: unknown, last: number): unknown {
  const { code } = error as CsvError;
  if (code === "CSV_MAX_RECORD_SIZE")
    return new MusterError("factory-file-line-too-long", { line: last + 1, limit: MAX_LINE_BYTES }, { cause: error });
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE")
    return new MusterError("factory-file-quote", { line: last + 1 }, { cause: error });
  return error;
}
