import { MusterError } from "../../domain/errors.ts";
import { type DeviceId, formatDeviceId } from "../../domain/ids.ts";
import type { CourseEvent } from "../../domain/replay.ts";
import { reportRoot } from "../../domain/report.ts";
import { reportsAbi } from "../abis.generated.ts";
import { decodeError } from "../decode-error.ts";
import type { AuditClient, AuditedDeployment, Placed } from "./reader.ts";

/**
 * Some endpoints leave logs out and say nothing. Not every gap can be seen, but numbers that have to follow one another
 * show most: of batches, of versions, and of the titles of a unit.
 */
const incomplete = (what: string): MusterError => new MusterError("logs-incomplete", { what });

/** @throws MusterError `logs-incomplete`. */
export function checkBatches(batches: readonly Placed<CourseEvent>[]): void {
  for (const [i, { item }] of batches.entries())
    if (item.kind !== "batch" || item.batch.id !== i + 1) throw incomplete(`the registration of batch ${i + 1}`);
}

/** @param units In the order of the chain. @throws MusterError `logs-incomplete`. */
export function checkUnits(units: readonly Placed<CourseEvent>[]): void {
  const epochs = new Map<DeviceId, number>();
  for (const { item } of units) {
    if (!("deviceId" in item)) continue;
    const before = epochs.get(item.deviceId) ?? 0;
    const isNext = item.kind === "title" ? item.epoch === before + 1 : before > 0;
    if (!isNext) throw incomplete(`a title of device ${formatDeviceId(item.deviceId)}`);
    if (item.kind === "title") epochs.set(item.deviceId, item.epoch);
  }
}

/** Bitmaps are in logs only; the chain keeps their roots. @throws MusterError `report-altered`. */
export async function checkReports(
  client: Pick<AuditClient, "readContract">,
  { contracts }: AuditedDeployment,
  reports: readonly Placed<CourseEvent>[],
): Promise<void> {
  for (const { item } of reports) {
    if (item.kind !== "reported" || item.report.units === "0x") continue;
    const { id, units } = item.report;
    const call = { address: contracts.Reports, abi: reportsAbi, functionName: "report", args: [id] } as const;
    const { root } = await client.readContract(call).catch((error) => {
      throw decodeError(error);
    });
    if (root !== reportRoot(units)) throw new MusterError("report-altered", { reportId: id });
  }
}
