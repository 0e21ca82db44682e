import { MusterError } from "../domain/errors.ts";
import type { Manifest } from "../domain/manifest.ts";
import { isSerialItem, type ReadItem, type SerialReading } from "../domain/serial-reading.ts";
import { itemProblem, type SerialRange, serialRanges } from "../domain/serial-scope.ts";
import type { UnitRecord } from "./unit-records.ts";

/** The units of one batch that a phrase names, and how many units each part of the phrase meets. */
export type NamedUnits = { ranges: SerialRange[]; counts: Map<ReadItem, number> };

/**
 * Applies a reading to the list of units of a batch.
 * @param path For whoever reads the error. @throws MusterError `serial-phrase-order`, or what reading the records throws.
 */
export async function rangesOfUnits(
  records: AsyncIterable<Pick<UnitRecord, "index" | "serial">>,
  { order }: Pick<Manifest, "order">,
  reading: SerialReading,
  path: string,
): Promise<NamedUnits> {
  for (const item of reading.items.filter(isSerialItem)) {
    const problem = itemProblem(item, order);
    if (problem) throw new MusterError("serial-phrase-order", { words: item.words.text, path, problem });
  }
  const gathered = serialRanges(reading, order);
  for await (const { index, serial } of records) gathered.add(index, serial);
  return gathered.finish();
}
