import { concat, type Hex } from "viem";
import type { BatchId } from "../lib/domain/ids.ts";
import type { Register } from "../test/contracts/fixture.ts";
import { gasOf, hash } from "./gas-of.ts";
import { SIZE } from "./large-unit.ts";

const UNITS = 65_536;

/** A maker's bulk reports, the first one not counted because it pays for the counter. */
export async function measureReports({ reports, brandKey }: Register, batch: BatchId) {
  const report = (first: number, last: number, units: Hex = "0x") =>
    gasOf(reports.connect(brandKey).reportReleases(batch, 2, first, last, units));
  await report(0, 0);
  const random = concat(Array.from({ length: UNITS / 256 }, (_, word) => hash(`word ${word}`)));
  return {
    bulkReportPerUnit: Math.ceil((await report(0, UNITS - 1, random)) / (UNITS / 100)) / 100,
    bulkReportRange100: await report(0, 99),
    bulkReportRange1M: await report(0, SIZE - 1),
  };
}
