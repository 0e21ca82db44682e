import type { Address } from "viem";
import { type BatchId, batchOf, type DeviceId, indexOf, type ModelId, type RecallId } from "../../../lib/domain/ids.ts";
import type { Evidence } from "../../../lib/domain/kinds.ts";
import { type RecordedRemedy, remediedBy, type UnitRecord } from "../../../lib/domain/remedied.ts";
import type { Report } from "../../../lib/domain/report.ts";
import { type Batch, excludedRanges, isWithin, reachedRanges, type ScopeItem, swappedWays, type Way } from "../../../lib/domain/scope.ts";

export type Word = Exclude<Evidence, "none">;

export type Case = {
  id: RecallId;
  version: number;
  scope: ScopeItem[];
  minEvidence: Word;
  fixes: Map<ModelId, number>;
  remedies: Map<DeviceId, RecordedRemedy>;
};

/** A claimed unit. */
export type Titled = UnitRecord & { owner: Address; claimedAt: number };

/** What the contracts were told, and accepted. */
export class Facts {
  readonly batches: (Batch & { lot: string; coded: ReadonlySet<number>; tree: Uint8Array; isDevice: boolean })[] = [];
  readonly titles = new Map<DeviceId, Titled>();
  readonly cases: Case[] = [];
  readonly reports: Report[] = [];
  /** `model sequence` of releases that are published and not revoked. */
  readonly current = new Set<string>();

  batch = (id: BatchId) => this.batches.find((item) => item.id === id) as Facts["batches"][number];

  unit(id: DeviceId): UnitRecord {
    return this.titles.get(id) ?? { id, epoch: 0, release: 0, evidence: "none", stated: 0, swaps: [] };
  }

  /** The ways by which a recall affects a unit. */
  ways(id: DeviceId, { scope }: Case, reached = reachedRanges(scope, this.batches)): Way[] {
    const into = (part: BatchId) => reached.filter(({ batchId }) => batchId === part);
    const index = indexOf(id);
    if (isWithin(index, excludedRanges(this.batch(batchOf(id)), scope))) return [];
    return [...into(batchOf(id)), ...swappedWays(index, this.unit(id).swaps, into)].filter((way) => isWithin(index, [way]));
  }

  /** The twin's answer: null when the unit is not affected, `open` when it is and not remedied, else by whose word. */
  standing(id: DeviceId, of: Case, reached = reachedRanges(of.scope, this.batches)): Word | "open" | null {
    const ways = this.ways(id, of, reached);
    if (ways.length === 0) return null;
    const { modelId } = this.batch(batchOf(id));
    const isCurrent = (release: number) => this.current.has(`${modelId} ${release}`);
    const demand = { minEvidence: of.minEvidence, fix: of.fixes.get(modelId) ?? null, isCurrent };
    const reports = this.reports.filter(({ batchId }) => batchId === batchOf(id));
    return remediedBy(this.unit(id), ways, demand, of.remedies.get(id), reports) ?? "open";
  }
}
