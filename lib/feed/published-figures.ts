import type { AuditFigures } from "../domain/audit.ts";
import { MusterError } from "../domain/errors.ts";
import { batchId, orgId, parseModelId, type RecallId, recallId } from "../domain/ids.ts";
import type { Feed } from "./client.ts";
import { fromWire } from "./scope-item.ts";
import type { RecallCourse, RecallView } from "./wire.ts";

/** A recall's figures as the API publishes them, in the shape in which they are recomputed from the chain. */
const figuresOf = (recall: RecallView, { days }: RecallCourse): AuditFigures => ({
  recallId: recallId(recall.id),
  issuer: orgId(recall.issuer.id),
  minEvidence: recall.minEvidence,
  state: recall.state,
  openedAt: recall.openedAt,
  endedAt: recall.endedAt,
  versions: recall.versions.map((version) => ({ ...version, added: version.added.map(fromWire) })),
  fixes: recall.fixes.map(({ model, release, offeredAt }) => ({ modelId: parseModelId(model.id), sequence: release.sequence, offeredAt })),
  counts: recall.counts,
  makers: recall.makers.map(({ maker, askedAt, reply }) => ({ orgId: orgId(maker.id), askedAt, reply })),
  affected: recall.affected.map(({ batch, first, last, path }) => ({ batchId: batchId(batch.id), first, last, path })),
  days,
});

/** A recall and its course are two answers; between them a block may come in. */
const TRIES = 5;

/** What an API publishes of a recall, and the block that it is of. @throws MusterError `published-moving`, and others of the feed. */
export async function publishedFigures(
  feed: Pick<Feed, "recall" | "course">,
  id: RecallId,
): Promise<{ figures: AuditFigures; block: number }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const [recall, course] = await Promise.all([feed.recall(id), feed.course(id)]);
    if (recall.asOf.number === course.asOf.number) return { figures: figuresOf(recall, course), block: recall.asOf.number };
  }
  throw new MusterError("published-moving");
}
