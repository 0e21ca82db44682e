import type { Measure, Severity } from "./kinds.ts";

/** What programs are told of recalls, by the names of the contracts' events. */
export const RECALL_EVENTS = {
  RecallOpened: "recall.opened",
  RecallAmended: "recall.amended",
  FixOffered: "recall.fix-named",
  RecallClosed: "recall.closed",
  RecallWithdrawn: "recall.withdrawn",
} as const;

export type RecallEventName = keyof typeof RECALL_EVENTS;
export type RecallEventType = (typeof RECALL_EVENTS)[RecallEventName];

/** An event as the index keeps it. */
export type RecallEvent = {
  /** Sorts as the chain does; the same in `/v1/changes`. */
  id: string;
  name: RecallEventName;
  recallId: number;
  block: number;
  /** Unix time of the block. */
  time: number;
  tx: string;
  args: Record<string, unknown>;
  issuer: { id: number; name: string; domain: string };
};

/** What an event says beside what it is about; what does not belong to its kind is null. */
type Said = {
  version: number | null;
  measure: Measure | null;
  severity: Severity | null;
  reason: string | null;
  fix: { model: string; release: number } | null;
};

function saidBy({ name, args }: Pick<RecallEvent, "name" | "args">): Said {
  const { version = null, measure = null, severity = null, reason = null } = args as Partial<Said>;
  const fix = name === "FixOffered" ? { model: args.modelId as string, release: args.sequence as number } : null;
  return { version, measure, severity, reason, fix };
}

/** What a program is told of an event: everybody may know it, and it names nobody's device. @param publicUrl Without a slash at the end. */
export function recallEventMessage(event: RecallEvent, publicUrl: string): { type: RecallEventType; data: Record<string, unknown> } {
  const { id, name, recallId, block, time, tx, issuer } = event;
  return {
    type: RECALL_EVENTS[name],
    data: {
      event: id,
      at: new Date(time * 1000).toISOString(),
      recall: recallId,
      issuer,
      ...saidBy(event),
      block,
      transaction: tx,
      link: `${publicUrl}/recalls/${recallId}`,
      api: `${publicUrl}/api/feed/v1/recalls/${recallId}`,
    },
  };
}

/** The same for every attempt and every program. */
export const recallEventId = ({ id }: Pick<RecallEvent, "id">, chainId: number): string => `event-${id}_chain-${chainId}`;
