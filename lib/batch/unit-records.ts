import type { Address, Hex } from "viem";
import { z } from "zod";
import { MusterError } from "../domain/errors.ts";
import { BATCH_FILES } from "./files.ts";

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

/** Far above any record; what is longer is another file. */
const LINE_AT_MOST = 4_096;

/**
 * The units of a built batch in their order, one at a time.
 * @param path For whoever reads the error. @throws MusterError `batch-damaged`.
 */
export async function* readUnitRecords(lines: AsyncIterable<string>, path: string, size: number): AsyncGenerator<UnitRecord> {
  let expected = 0;
  for await (const line of lines) {
    const record = parseUnitRecord(line);
    if (record?.index !== expected)
      throw new MusterError("batch-damaged", { path, problem: `line ${expected + 1} of ${BATCH_FILES.units} is not readable` });
    expected++;
    yield record;
  }
  if (expected !== size)
    throw new MusterError("batch-damaged", { path, problem: `${BATCH_FILES.units} lists ${expected} of ${size} units` });
}

/** A line of them. @returns undefined for what is none. */
export function parseUnitRecord(line: string): UnitRecord | undefined {
  try {
    return unitRecordSchema.parse(JSON.parse(line)) as UnitRecord;
  } catch {
    return undefined;
  }
}

/** Lines of a text in UTF-8. One that is too long is handed on cut short: it is no record, and must not fill the memory. */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.replace(/\r$/, "");
    if (rest.length > LINE_AT_MOST) {
      yield rest.slice(0, LINE_AT_MOST);
      rest = "";
    }
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
