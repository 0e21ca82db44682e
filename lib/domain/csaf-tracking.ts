import { type CsafPublisher, isoTime, type RecalledRange, type RecallFacts, type Registrations } from "./csaf-recall.ts";
import { plainText } from "./notice-document.ts";

/**
 * Where and as which version a recall stands among the advisories. Whatever changes the document is a revision: versions
 * and the end of a recall, fixes and their revocation, and batches that are registered while it is open.
 */

export const trackingId = (recallId: number, chainId: number): string => `MUSTER-${chainId}-${recallId}`;

/** CSAF 2.0 section 5.1: lower case, and one low line for every run of other characters. */
export const csafFileName = (trackingId: string): string => `${trackingId.toLowerCase().replace(/[^+\-a-z0-9]+/g, "_")}.json`;

/** Path below the folder of the label: a folder for each year of first release. */
export const advisoryPath = ({ id, openedAt }: Pick<RecallFacts, "id" | "openedAt">, chainId: number): string =>
  `${new Date(openedAt * 1000).getUTCFullYear()}/${csafFileName(trackingId(id, chainId))}`;

export const advisoryUrl = (recall: Pick<RecallFacts, "id" | "openedAt">, { publicUrl, chainId }: CsafPublisher): string =>
  `${publicUrl}/csaf/white/${advisoryPath(recall, chainId)}`;

type Revision = { at: number; summary: string };

export type Tracking = {
  id: string;
  status: "interim" | "final";
  version: string;
  initial_release_date: string;
  current_release_date: string;
  revision_history: { date: string; number: string; summary: string }[];
  generator: { engine: { name: string } };
};

/** An open recall may change at any time, so its document is interim; one that has ended is final. */
export function trackingOf(recall: RecallFacts, registrations: Registrations, { chainId }: CsafPublisher): Tracking {
  // The sort keeps the order of what happened in the same second.
  const revisions = [...eventsOf(recall), ...revocationsOf(recall), ...laterBatches(recall, registrations)].sort((a, b) => a.at - b.at);
  const history = revisions.map(({ at, summary }, i) => ({ date: isoTime(at), number: String(i + 1), summary }));
  return {
    id: trackingId(recall.id, chainId),
    status: recall.state === "open" ? "interim" : "final",
    version: String(history.length),
    initial_release_date: isoTime(recall.openedAt),
    current_release_date: history.at(-1)?.date ?? isoTime(recall.openedAt),
    revision_history: history,
    generator: { engine: { name: "Muster" } },
  };
}

const sentence = (text: string, reason: unknown): string => {
  const plain = plainText(String(reason ?? ""), 1_000);
  return plain ? `${text}: ${plain}` : `${text}.`;
};

function eventsOf(recall: RecallFacts): Revision[] {
  const opened = { at: recall.openedAt, summary: "First version." };
  const later = recall.history.flatMap(({ name, time: at, args }): Revision[] => {
    if (name === "RecallAmended") return [{ at, summary: sentence(`Amended to version ${args.version} of the recall`, args.reason) }];
    if (name === "FixOffered") return [{ at, summary: `Release ${args.sequence} was named as a fix for model ${args.modelId}.` }];
    if (name === "RecallClosed") return [{ at, summary: sentence("Closed, the work is done", args.reason) }];
    if (name === "RecallWithdrawn") return [{ at, summary: sentence("Withdrawn, it was a mistake", args.reason) }];
    return [];
  });
  return [opened, ...later];
}

/** A release that was taken back is no remedy any more, from the time on at which it was one. */
const revocationsOf = ({ fixes }: RecallFacts): Revision[] =>
  fixes.flatMap(({ model, release: { sequence, revoked }, offeredAt }) =>
    revoked
      ? [{ at: Math.max(revoked.at, offeredAt), summary: sentence(`Release ${sequence} of model ${model.id} was revoked`, revoked.reason) }]
      : [],
  );

/** The first version whose items reach a range; the batch was reached from then on, or from its registration. */
function reachedSince({ versions, openedAt }: RecallFacts, { batch, via }: RecalledRange): number {
  const names = ({ kind, subject, excluded }: RecallFacts["versions"][number]["added"][number]): boolean => {
    if (excluded) return false;
    if (kind === "component") return subject === String((via.at(-1) ?? batch).id);
    if (via.length > 0) return false;
    return subject === (kind === "batch" ? String(batch.id) : batch.model.id);
  };
  return versions.find(({ added }) => added.some(names))?.at ?? openedAt;
}

function laterBatches(recall: RecallFacts, registrations: Registrations): Revision[] {
  const since = new Map<number, number>();
  for (const range of recall.affected) {
    const reached = reachedSince(recall, range);
    since.set(range.batch.id, Math.min(reached, since.get(range.batch.id) ?? reached));
  }
  return [...since].flatMap(([id, reached]) => {
    const at = registrations.get(id) ?? 0;
    return at > reached ? [{ at, summary: `Batch ${id}, registered since, is reached as well.` }] : [];
  });
}
