import { type Range, unionSize } from "../../lib/domain/scope.ts";
import type { AffectedRange, BatchRef, ModelRef } from "../../lib/feed/wire.ts";

/** What a recall reaches, arranged as people ask: which batches, which brands. Units reached in several ways count once. */

export type AffectedBatch = {
  batch: BatchRef;
  ranges: AffectedRange[];
  /** Affected units of the batch. */
  units: number;
};

export function affectedBatches(affected: readonly AffectedRange[]): AffectedBatch[] {
  const byBatch = Map.groupBy(affected, (range) => range.batch.id);
  return [...byBatch.values()].map((ranges) => ({
    batch: (ranges[0] as AffectedRange).batch,
    ranges,
    units: unionSize(ranges satisfies Range[]),
  }));
}

export const isDevice = ({ batch }: { batch: BatchRef }): boolean => batch.model.kind === "device";

export type AffectedBrand = { maker: ModelRef["maker"]; models: ModelRef[]; batches: number; devices: number };

/** Makers of the affected devices, the one with most devices first. */
export function affectedBrands(affected: readonly AffectedRange[]): AffectedBrand[] {
  const byMaker = Map.groupBy(affectedBatches(affected).filter(isDevice), ({ batch }) => batch.model.maker.id);
  return [...byMaker.values()]
    .map((batches) => ({
      maker: (batches[0] as AffectedBatch).batch.model.maker,
      models: [...new Map(batches.map(({ batch }) => [batch.model.id, batch.model])).values()],
      batches: batches.length,
      devices: batches.reduce((sum, { units }) => sum + units, 0),
    }))
    .sort((a, b) => b.devices - a.devices);
}
