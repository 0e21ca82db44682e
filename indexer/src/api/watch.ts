import { db } from "ponder:api";
import { sql } from "ponder";
import { type ChainEvent, fingerprintSince, loadFinalBlock, recentEvents, type Touched, touchedBy } from "./recent-events.ts";

const identity = ({ id, tx }: ChainEvent): string => `${id} ${tx}`;

/**
 * Says what events changed since it was asked last: those that came, and those that a reorg took back, as far as one can reach.
 * Whoever keeps something made from events forgets it when they touch it.
 * Askers have to take turns.
 */
export function createWatch(): () => Promise<Touched> {
  let seen: { finalBlock: number; fingerprint: string; events: Map<string, ChainEvent> } | null = null;

  return async () => {
    const { finalBlock, fingerprint: before, events } = seen ?? { finalBlock: await loadFinalBlock(), fingerprint: "", events: new Map() };
    const fingerprint = await fingerprintSince(finalBlock);
    if (seen && fingerprint === before) return { recallIds: new Set(), batchIds: new Set() };
    // Before the events are read: whatever is final by then is among them.
    const newFinal = await loadFinalBlock();
    const { rows } = await db.execute<{ events: ChainEvent[] }>(sql`select ${recentEvents(finalBlock)} as events`);
    const found = new Map((rows[0]?.events ?? []).map((event) => [identity(event), event]));
    const came = [...found.values()].filter((event) => !events.has(identity(event)));
    const went = [...events.values()].filter((event) => !found.has(identity(event)));
    const touched = await touchedBy([...came, ...went]);
    // What became final is not compared again. The next fingerprint is of fewer events then: it is asked for anew.
    if (newFinal > finalBlock) for (const [key, { block }] of found) if (block <= newFinal) found.delete(key);
    seen = { finalBlock: newFinal, fingerprint: newFinal > finalBlock ? "" : fingerprint, events: found };
    return touched;
  };
}
