import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { MusterError } from "../domain/errors.ts";
import { otaCsvReader } from "../domain/ota-csv.ts";
import { type ExportOptions, type OtaExport, readOtaExport, serialsOf } from "../domain/ota-exports.ts";
import type { OtaRow } from "../domain/ota-report.ts";

/** An export of a million devices with a page of attributes each. */
const MAX_EXPORT_BYTES = 400 * 1024 * 1024;
const MAX_LINE_BYTES = 16_384;

/** Everything that an update service said, from one file or from the pages of one list. */
export type OtaList = Omit<OtaExport, "form"> & { form: OtaExport["form"] | "csv" };

/**
 * Reads what an update service knows of its devices: tables, or pages of an export.
 * @throws MusterError `file-unreadable`, `report-file-invalid` or `report-installed-unsaid`.
 */
export async function readOta(paths: readonly string[], options: ExportOptions): Promise<OtaList> {
  const lists: OtaList[] = [];
  for (const path of paths) {
    const prefix = paths.length > 1 ? `${basename(path)} ` : "";
    lists.push((await isJson(path)) ? readOtaExport(await readJson(path), { ...options, prefix }) : await readTable(path, prefix));
  }
  const [first] = lists;
  if (!first) throw new MusterError("report-file-invalid", { problem: "no file was named" });
  const other = lists.find(({ form }) => form !== first.form);
  if (other) throw new MusterError("report-file-invalid", { problem: `the files are of different kinds, ${first.form} and ${other.form}` });
  return { form: first.form, total: first.total, rows: lists.flatMap(({ rows }) => rows) };
}

/** Serials by Mender's device ids. @throws MusterError `file-unreadable` or `report-file-invalid`. */
export const readInventory = async (path: string, options: ExportOptions): Promise<Map<string, string>> =>
  serialsOf(await readJson(path), options);

/** A table of the batch's serials and their places. @throws MusterError `file-unreadable` or `report-file-invalid`. */
export async function readSerials(path: string): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  await readCsv(path, (header) => {
    const [serial, index] = [header.indexOf("serial"), header.indexOf("index")];
    if (serial < 0 || index < 0) throw invalid("a table of serials has the columns serial and index");
    return (cells, line) => {
      const place = cells[index] ?? "";
      if (!/^(0|[1-9][0-9]{0,9})$/.test(place)) throw invalid(`line ${line}: the index is not a whole number`);
      if (places.has(cells[serial] ?? "")) throw invalid(`line ${line}: the serial stands there twice`);
      places.set(cells[serial] ?? "", Number(place));
    };
  });
  return places;
}

async function readTable(path: string, prefix: string): Promise<OtaList> {
  const rows: OtaRow[] = [];
  await readCsv(path, (header) => {
    const read = otaCsvReader(header, prefix);
    return (cells, line) => void rows.push(read(cells, line));
  });
  if (rows.length === 0) throw invalid(`${prefix}it lists no devices`);
  return { form: "csv", total: null, rows };
}

/** Commas, semicolons or tabs, whichever the first line uses. */
async function readCsv(path: string, onHeader: (header: string[]) => (cells: string[], line: number) => void): Promise<void> {
  let read: ReturnType<typeof onHeader> | undefined;
  const heading = (await beginning(path)).split(/[\r\n]/, 1)[0] ?? "";
  const parser = parse({
    delimiter: ["\t", ";"].find((mark) => heading.includes(mark)) ?? ",",
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
    on_record: (cells: string[], { lines }) => {
      if (read) read(cells, lines);
      else read = onHeader(cells);
      return null;
    },
  });
  try {
    await pipeline(createReadStream(path), parser.resume());
  } catch (error) {
    if (error instanceof MusterError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith("CSV_") || code === "INVALID_OPENING_QUOTE")
      throw invalid(`it is not a table: ${(error as Error).message}`, error);
    throw unreadable(path, error);
  }
}

const isJson = async (path: string): Promise<boolean> => /^\ufeff?\s*[[{]/.test(await beginning(path));

async function beginning(path: string): Promise<string> {
  const file = await open(path, "r").catch((cause) => {
    throw unreadable(path, cause);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_LINE_BYTES), 0, MAX_LINE_BYTES, 0);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    await file.close();
  }
}

async function readJson(path: string): Promise<unknown> {
  const file = await open(path, "r").catch((cause) => {
    throw unreadable(path, cause);
  });
  const { size } = await file.stat().finally(() => file.close());
  if (size > MAX_EXPORT_BYTES) throw invalid("an export is larger than 400 MiB; name its pages as several files");
  const text = await readFile(path, "utf8").catch((cause) => {
    throw unreadable(path, cause);
  });
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw invalid("it is not JSON, though it begins so", cause);
  }
}

const unreadable = (path: string, cause: unknown): MusterError =>
  new MusterError("file-unreadable", { path, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
const invalid = (problem: string, cause?: unknown): MusterError => new MusterError("report-file-invalid", { problem }, { cause });
