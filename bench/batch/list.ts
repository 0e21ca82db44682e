import { closeSync, openSync, writeSync } from "node:fs";

/** A list of units as it comes off a line: serials in no order, without gaps or repetitions. */
export function writeList(path: string, units: number): void {
  const file = openSync(path, "w");
  // A prime step that does not divide the number visits each number once.
  const step = 7_919;
  const count = units % step === 0 ? units + 1 : units;
  writeSync(file, "serial\n");
  for (let from = 0; from < units; from += 10_000) {
    const rows = Array.from(
      { length: Math.min(10_000, units - from) },
      (_, i) => `SN${`${((from + i) * step) % count}`.padStart(9, "0")}\n`,
    );
    writeSync(file, rows.join(""));
  }
  closeSync(file);
}
