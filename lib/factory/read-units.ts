import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type CsvError, parse } from "csv-parse";
import { MusterError } from "../domain/errors.ts";
import { type FactoryBatch, type FactoryRow, factoryReader } from "../domain/factory-csv.ts";
import { compareSerials } from "../domain/serial-order.ts";

/** Bytes that one line may have. A quote that is never closed swallows lines until here, not until memory is full. */
const MAX_LINE_BYTES = 16_384;

/** Units of one build; all of them are held in memory to be put in order. */
const MAX_ROWS = 1_000_000;

type Options = {
  /** Told of every part of the file read. */
  onProgress?: (bytesRead: number, bytesTotal: number) => void;
};

/**
 * Reads the list of units off a line: CSV in UTF-8, separated by commas, semicolons or tabs, whichever the first line
 * uses. Returns the units in the batch's serial order: a unit's place is its index.
 * @throws MusterError `factory-file-…`, naming line and column. One bad line refuses the file.
 */
export async function readUnits(path: string, batch: FactoryBatch, { onProgress }: Options = {}): Promise<FactoryRow[]> {
  const { delimiter, size } = await inspect(path);
  const rows: FactoryRow[] = [];
  let line = 0;
  let read: ReturnType<typeof factoryReader> | undefined;
  // Called by the parser for each line in turn, so that of several faults the first one is named.
  const onRecord = (cells: string[], context: { lines: number }): null => {
    line = context.lines;
    if (!read) read = factoryReader(cells, batch);
    else if (rows.length === MAX_ROWS) throw new MusterError("factory-file-too-many", { limit: MAX_ROWS });
    else rows.push(read(cells, line));
    return null;
  };
  // Nothing is trimmed or repaired: a serial with a space in it is refused, not silently changed into another.
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
    on_record: onRecord,
  });
  const source = createReadStream(path);
  if (onProgress) source.on("data", () => onProgress(source.bytesRead, size));
  try {
    await pipeline(source, parser.resume());
  } catch (error) {
    throw explain(error, path, line);
  }
  if (rows.length === 0) throw new MusterError("factory-file-empty");
  const compare = compareSerials[batch.order];
  return rows.sort((a, b) => compare(a.serial, b.serial));
}

/** Looks at the beginning of the file: its encoding, and its separator. */
async function inspect(path: string): Promise<{ delimiter: string; size: number }> {
  const file = await open(path, "r").catch((error) => {
    throw unreadable(error, path);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new MusterError("factory-file-unreadable", { file: path, reason: "it is not a file" });
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_LINE_BYTES), 0, MAX_LINE_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
      throw new MusterError("factory-file-encoding", { encoding: "UTF-16" });
    const heading = start.toString("latin1").split(/[\r\n]/, 1)[0] ?? "";
    const delimiter = ["\t", ";"].find((mark) => heading.includes(mark) && !heading.includes(",")) ?? ",";
    return { delimiter, size: stat.size };
  } finally {
    await file.close();
  }
}

/** @param last Number of the last line that was read whole. */
function explain(error: unknown, path: string, last: number): unknown {
  if (error instanceof MusterError) return error;
  const { code } = error as CsvError | NodeJS.ErrnoException;
  if (code === "CSV_MAX_RECORD_SIZE")
    return new MusterError("factory-file-line-too-long", { line: last + 1, limit: MAX_LINE_BYTES }, { cause: error });
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE")
    return new MusterError("factory-file-quote", { line: last + 1 }, { cause: error });
  return typeof code === "string" && /^E[A-Z]+$/.test(code) ? unreadable(error, path) : error;
}

const unreadable = (cause: unknown, file: string): MusterError =>
  new MusterError("factory-file-unreadable", { file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
