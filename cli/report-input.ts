import type { Hex } from "viem";
import { type Registration, registrationByRoot, registrationOf } from "../lib/chain/registrations.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { type BatchId, gtinOf } from "../lib/domain/ids.ts";
import type { OtaRow, OtaTarget } from "../lib/domain/ota-report.ts";
import { openBatch, unitRecords } from "../lib/factory/batch-folder.ts";
import { type OtaList, readInventory, readOta, readSerials } from "../lib/factory/read-ota.ts";
import type { Signed } from "./context.ts";

export type ListOptions = {
  dir?: string;
  batch?: BatchId;
  serials?: string;
  installed?: true;
  serialAttribute?: string;
  inventory?: string;
  deviceType?: string;
};

/** The devices that an update service lists. */
export async function readList(paths: string[], { installed, serialAttribute, inventory }: ListOptions): Promise<OtaList> {
  const ids = inventory === undefined ? undefined : await readInventory(inventory, { serialAttribute });
  return readOta(paths, { allInstalled: installed, serialAttribute, serialOf: ids && ((id) => ids.get(id)) });
}

export type KnownBatch = Registration & Pick<OtaTarget, "indexOf">;

/**
 * The batch that a report is about, and where each serial has its place in it.
 * @throws MusterError `batch-unregistered`, `BatchesUnknown` or `report-batch-unnamed`.
 */
export async function findBatch({ deployment, sender }: Signed, rows: readonly OtaRow[], options: ListOptions): Promise<KnownBatch> {
  const { dir, batch, serials } = options;
  if (dir !== undefined) {
    const folder = await openBatch(dir);
    const registered = await registrationByRoot(sender.public, deployment, folder.manifest.root as Hex);
    if (!registered) throw new MusterError("batch-unregistered", { path: dir, chainId: deployment.chainId });
    const places = new Map<string, number>();
    for await (const { serial, index } of unitRecords(folder)) places.set(serial, index);
    return { ...registered, indexOf: (serial) => places.get(serial) };
  }
  const needsSerials = rows.some(({ unit }) => unit !== null && "serial" in unit);
  if (batch === undefined || (needsSerials && serials === undefined)) throw new MusterError("report-batch-unnamed");
  const places = serials === undefined ? new Map<string, number>() : await readSerials(serials);
  return { ...(await registrationOf(sender.public, deployment, batch)), indexOf: (serial) => places.get(serial) };
}

export const targetOf = (batch: KnownBatch, sequence: number, version: string, deviceType: string | undefined): OtaTarget => ({
  batchId: batch.batchId,
  gtin: gtinOf(batch.modelId),
  lot: batch.lot,
  size: batch.size,
  indexOf: batch.indexOf,
  ...{ sequence, version, deviceType },
});
