import { db } from "ponder:api";
import { batch, history, model, reachedRange } from "ponder:schema";
import { sql } from "ponder";
import type { BatchId } from "../../../lib/domain/ids.ts";
import { type BatchContext, loadBatchContexts } from "./batch-context.ts";
import { MAX_PART_ROWS, tablesState } from "./unit-json.ts";

/**
 * What units of a batch have in common is kept: it changes with recalls, releases and reports, of which there are few. What is
 * kept is of one state of the tables. When they are in another, events are compared with those that were there before, as far
 * back as a reorg can reach, and what an event that came or went is about is forgotten.
 */
const kept = new Map<BatchId, { context: BatchContext; length: number }>();
/** Characters of all that is kept; in memory it takes a few times as much. */
let length = 0;
const MAX_LENGTH = 100_000_000;
/** A batch about which there is more is asked for each time. */
const MAX_BATCH_LENGTH = 200_000;
/** Batches that one statement asks for. */
const SLICE = 100;

/** An event that is not about one unit. */
type Event = { id: string; tx: string; block: number; recallId: number | null; batchId: BatchId | null; modelId: string | null };
type Seen = { state: string; finalBlock: number; events: Map<string, Event> };

let seen: Seen | null = null;

async function look(sinceBlock: number | null): Promise<Seen> {
  const final = sql`(select substr(finalized_checkpoint, 27, 16)::float8 from _ponder_checkpoint)`;
  const { rows } = await db.execute<{ state: string; final: number; events: Event[] }>(sql`select
    ${tablesState} as state, ${final} as final, (
      select coalesce(json_agg(json_build_object(
        'id', h.id, 'tx', h.tx, 'block', h.block, 'recallId', h.recall_id, 'batchId', h.batch_id, 'modelId', h.model_id::text
      )), '[]') from ${history} h where h.block > ${sinceBlock ?? final} and h.device_id is null
    ) as events`);
  const { state, final: finalBlock, events } = rows[0] as (typeof rows)[number];
  return { state, finalBlock, events: new Map(events.map((event) => [`${event.id} ${event.tx}`, event])) };
}

function forget(id: BatchId): void {
  length -= kept.get(id)?.length ?? 0;
  kept.delete(id);
}

/** The batches of which recalls reach units, in a state of the tables; null where they are in another by now. */
async function reachedBy(recallIds: number[], state: string): Promise<BatchId[] | null> {
  const { rows } = await db.execute<{ state: string; ids: BatchId[] }>(sql`select ${tablesState} as state, (
    select coalesce(json_agg(distinct batch_id), '[]') from ${reachedRange} where recall_id = any(${sql.param(recallIds)}::int4[])
  ) as ids`);
  return rows[0]?.state === state ? rows[0].ids : null;
}

/** Forgets what events are about that came, and that went. */
async function forgetWhatChanged(events: readonly Event[], state: string): Promise<void> {
  const recallIds = new Set(events.flatMap(({ recallId }) => recallId ?? []));
  const reached = recallIds.size === 0 ? [] : await reachedBy([...recallIds], state);
  for (const { recallId, batchId } of events) if (recallId === null && batchId !== null) forget(batchId);
  for (const id of reached ?? kept.keys()) forget(id);
  const models = new Set(
    events.flatMap(({ recallId, batchId, modelId }) => (recallId === null && batchId === null ? (modelId ?? []) : [])),
  );
  for (const [id, { context }] of kept)
    if (models.has(context.modelId) || context.cases.some(({ recall }) => recallIds.has(recall.id))) forget(id);
  // About bodies: their names are in what is kept of every product.
  if (events.some(({ recallId, batchId, modelId }) => recallId === null && batchId === null && modelId === null))
    for (const id of kept.keys()) forget(id);
}

async function refresh(): Promise<void> {
  const [before, now] = [seen?.events ?? new Map<string, Event>(), await look(seen?.finalBlock ?? null)];
  const came = [...now.events].filter(([key]) => !before.has(key));
  const went = [...before].filter(([key]) => !now.events.has(key));
  await forgetWhatChanged(
    [...came, ...went].map(([, event]) => event),
    now.state,
  );
  // What became final is not compared again.
  seen = { ...now, events: new Map([...now.events].filter(([, { block }]) => block > now.finalBlock)) };
}

let refreshing: Promise<void> | null = null;

/** Brings what is kept to the present state of the tables. Whoever asks meanwhile waits for the same. */
export function catchUp(): Promise<void> {
  refreshing ??= refresh().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Whether something is still kept, in a state of the tables. */
export const isKept = (id: BatchId, context: BatchContext, state: string): boolean =>
  seen?.state === state && kept.get(id)?.context === context;

/**
 * What units of a batch have in common, in the state that is kept; null when there is no such batch, when there is too much of
 * it, and when the tables changed meanwhile.
 */
export async function contextOf(id: BatchId): Promise<BatchContext | null> {
  const known = kept.get(id);
  if (known) return known.context;
  if (!seen) await catchUp();
  const [found] = await loadBatchContexts([id]);
  if (!found) return null;
  if (found.context.state !== seen?.state) await catchUp();
  return keep(found) ? found.context : null;
}

function keep({ id, context, length: long }: Awaited<ReturnType<typeof loadBatchContexts>>[number]): boolean {
  if (context.state !== seen?.state || long > MAX_BATCH_LENGTH || context.parts.length > MAX_PART_ROWS) return false;
  forget(id);
  kept.set(id, { context, length: long });
  length += long;
  // Those that were kept the longest go.
  for (const oldest of kept.keys()) {
    if (length <= MAX_LENGTH) break;
    forget(oldest);
  }
  return true;
}

/** Keeps as much as there is room for, the newest batches first, so that whoever asks first does not wait for that. */
export async function keepAll(): Promise<void> {
  const { rows } = await db.execute<{ ids: BatchId[] }>(sql`select coalesce(json_agg(b.id order by b.id desc), '[]') as ids
    from ${batch} b join ${model} m on m.id = b.model_id where m.kind = 'device'`);
  const ids = rows[0]?.ids ?? [];
  await catchUp();
  for (let from = 0; from < ids.length && length < MAX_LENGTH - SLICE * MAX_BATCH_LENGTH; from += SLICE)
    for (const found of await loadBatchContexts(ids.slice(from, from + SLICE))) keep(found);
}
