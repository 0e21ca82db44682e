import type { Address, Hex } from "viem";
import { type CourseDay, createCourse } from "./course.ts";
import type { BatchId, ModelId, OrgId, RecallId } from "./ids.ts";
import type { Evidence, Measure, RecallState, Reply, Severity } from "./kinds.ts";
import type { CourseCounts, CourseEvent } from "./replay.ts";
import { askedTimes } from "./reply-clock.ts";
import type { AffectedRange, ScopeItem } from "./scope.ts";

/**
 * What a recall's public figures are, so that whoever reads the chain alone can say them again. One shape for what is
 * published and for what is recomputed; `audit-figures.ts` compares the two.
 */
type Word = Exclude<Evidence, "none">;

export type AuditVersion = {
  version: number;
  measure: Measure;
  severity: Severity;
  notice: Hex;
  author: Address;
  at: number;
  added: readonly ScopeItem[];
  reason: string;
};

/** What an issuer and makers say of a recall, from its own events. */
export type AuditCase = {
  recallId: RecallId;
  issuer: OrgId;
  minEvidence: Word;
  state: RecallState;
  openedAt: number;
  /** Null while it is open. */
  endedAt: number | null;
  /** Oldest first. */
  versions: readonly AuditVersion[];
  fixes: readonly { modelId: ModelId; sequence: number; offeredAt: number }[];
  /** What each maker said last. */
  replies: ReadonlyMap<OrgId, AuditReply>;
};

export type AuditReply = { says: Reply; document: Hex; at: number };

export type AuditFigures = Omit<AuditCase, "replies"> & {
  counts: CourseCounts & { brands: number; batches: number };
  /** Makers that are asked, in the order of their numbers; `reply` is null while one is silent. */
  makers: readonly { orgId: OrgId; askedAt: number; reply: AuditReply | null }[];
  affected: readonly Pick<AffectedRange, "batchId" | "first" | "last" | "path">[];
  days: readonly CourseDay[];
};

/**
 * The figures of a recall as they were at a time.
 * @param events All that concern the recall, in the order of the chain; what is of other batches does no harm.
 * @param until Unix time of the block up to which they are.
 */
export function auditFigures({ replies, ...facts }: AuditCase, events: Iterable<CourseEvent>, until: number): AuditFigures {
  const { replay, apply, end } = createCourse(facts.minEvidence);
  const registered = new Map<BatchId, number>();
  for (const event of events) {
    if (event.kind === "batch") registered.set(event.batch.id, event.time);
    apply(event);
  }
  const batches = replay.affectedBatches();
  const asked = askedTimes(facts.openedAt, batches, registered);
  const makers = [...asked]
    .filter(([orgId]) => orgId !== facts.issuer)
    .map(([orgId, time]) => ({ orgId, askedAt: time, reply: replies.get(orgId) ?? null }));
  return {
    ...facts,
    counts: { ...replay.counts(), brands: asked.size, batches: batches.length },
    makers,
    affected: replay.affectedRanges(),
    days: end(until),
  };
}
