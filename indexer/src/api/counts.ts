import { db } from "ponder:api";
import { recall } from "ponder:schema";
import { sql } from "ponder";
import type { BatchId } from "../../../lib/domain/ids.ts";
import type { RecallCounts } from "../../../lib/feed/wire.ts";
import { type BatchCounts, countBatches, loadReachedBatches } from "./batch-counts.ts";
import { type ChainEvent, fingerprintSince, loadFinalBlock, touchedBy } from "./recent-events.ts";

/**
 * The figures of recalls, kept batch by batch. A recall can mean millions of units, of which a block changes few: only batches
 * that an event touched since are counted again. Events are compared with those that were there the last time, as far back as
 * a reorg can reach, so one that was taken back touches its batch as well.
 */
type Kept = { byBatch: Map<BatchId, BatchCounts>; stale: Set<BatchId> };

const EVIDENCE_WORDS = ["owner", "repairer", "maker", "device"] as const;

/** Pairs of recall and batch kept at a time; a pair takes about 200 bytes. */
const MAX_PAIRS = 1_000_000;

/** Batches that one statement counts. */
const SLICE = 500;
/** Recalls that are counted at the same time when an API starts. */
const LANES = 2;

const kept = new Map<number, Kept>();
/** The events behind the newest final block, as they were the last time. */
let seen: { finalBlock: number; fingerprint: string; events: Map<string, ChainEvent> } | null = null;

const identity = ({ id, tx }: ChainEvent): string => `${id} ${tx}`;

/** Counts, and notes which events came and went since the last time. */
async function count(recallIds: readonly number[], batchIds: readonly BatchId[]): Promise<BatchCounts[]> {
  seen ??= { finalBlock: await loadFinalBlock(), fingerprint: "", events: new Map() };
  const { events: found, counts } = await countBatches(recallIds, batchIds, seen.finalBlock);
  const [before, events] = [seen.events, new Map(found.map((event) => [identity(event), event]))];
  const came = found.filter((event) => !before.has(identity(event)));
  const went = [...before.values()].filter((event) => !events.has(identity(event)));
  const touched = await touchedBy([...came, ...went]);
  for (const id of touched.recallIds) kept.delete(id);
  for (const { stale } of kept.values()) for (const id of touched.batchIds) stale.add(id);
  seen.events = events;
  return counts;
}

/** What became final is not compared again. */
async function forgetFinal(): Promise<void> {
  const finalBlock = await loadFinalBlock();
  if (!seen || finalBlock <= seen.finalBlock) return;
  seen = { finalBlock, fingerprint: "", events: new Map([...seen.events].filter(([, { block }]) => block > finalBlock)) };
}

/** Counts what is stale of a recall; all of it the first time. In slices, because no statement may take as long as a million units do. */
async function countStale(recallId: number): Promise<Kept> {
  const entry = kept.get(recallId) ?? { byBatch: new Map(), stale: new Set() };
  if (!kept.has(recallId)) {
    kept.set(recallId, entry);
    for (const id of await loadReachedBatches(recallId)) entry.stale.add(id);
  }
  const { byBatch, stale } = entry;
  while (stale.size > 0) {
    const slice = [...stale].slice(0, SLICE);
    for (const id of slice) stale.delete(id); // what an event touches meanwhile is stale again
    const counts = await count([recallId], slice).catch((error) => {
      kept.delete(recallId);
      throw error;
    });
    for (const id of slice) byBatch.delete(id);
    for (const of of counts) byBatch.set(of.batchId, of);
  }
  return kept.get(recallId) === entry ? entry : countStale(recallId);
}

/** Recalls that are being counted: whoever asks meanwhile waits for the same, and for no other. */
const counting = new Map<number, Promise<Kept>>();

function counted(recallId: number): Promise<Kept> {
  const known = counting.get(recallId);
  if (known) return known;
  const work = countStale(recallId).finally(() => counting.delete(recallId));
  counting.set(recallId, work);
  return work;
}

/** Marks what events touched since the last time. Counts that are under way mark it as well, in whichever order they end. */
async function compare(): Promise<void> {
  const fingerprint = seen && (await fingerprintSince(seen.finalBlock));
  if (seen?.fingerprint !== fingerprint) {
    await count([], []);
    if (seen && fingerprint) seen.fingerprint = fingerprint;
  }
}

/** The figures of recalls now. */
export async function loadCounts(recallIds: readonly number[]): Promise<(recallId: number) => RecallCounts> {
  await compare();
  const counts = new Map<number, RecallCounts>();
  for (const id of recallIds) {
    let entry = await counted(id);
    // What an event touched at the end of a count that others had asked for.
    while (entry.stale.size > 0) entry = await counted(id);
    counts.set(id, total(entry.byBatch.values()));
  }
  await forgetFinal();
  trim(recallIds);
  return (recallId) => counts.get(recallId) ?? total([]);
}

/** Counts every recall, the newest first, so that whoever asks first does not wait for that. */
export async function countAll(): Promise<void> {
  const { rows } = await db.execute<{ ids: number[] }>(sql`select coalesce(json_agg(id order by id desc), '[]') as ids from ${recall}`);
  const left = rows[0]?.ids ?? [];
  const lane = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) await loadCounts([id]);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function total(batches: Iterable<BatchCounts>): RecallCounts {
  const sum: RecallCounts = {
    ...{ involved: 0, claimed: 0, acknowledged: 0, remedied: { owner: 0, repairer: 0, maker: 0, device: 0 }, removed: 0 },
    ...{ brands: 0, batches: 0 },
  };
  const brands = new Set<number>();
  for (const { involved, claimed, acknowledged, remedied, removed, orgId } of batches) {
    sum.involved += involved;
    sum.claimed += claimed;
    sum.acknowledged += acknowledged;
    sum.removed += removed;
    for (const word of EVIDENCE_WORDS) sum.remedied[word] += remedied[word];
    sum.batches++;
    brands.add(orgId);
  }
  return { ...sum, brands: brands.size };
}

/** Forgets those that were not asked for the longest. */
function trim(asked: readonly number[]): void {
  for (const id of asked) {
    const entry = kept.get(id);
    kept.delete(id);
    if (entry) kept.set(id, entry);
  }
  let pairs = [...kept.values()].reduce((sum, { byBatch }) => sum + byBatch.size, 0);
  for (const [id, { byBatch }] of kept) {
    if (pairs <= MAX_PAIRS) return;
    if (counting.has(id)) continue;
    kept.delete(id);
    pairs -= byBatch.size;
  }
}
