import { db } from "ponder:api";
import { Hono } from "hono";
import { sql } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { Health } from "../../../lib/feed/wire.ts";

/** Ponder's checkpoint is a text of fixed columns: time (10 digits), chain (16), block (16), and more. */
export function decodeCheckpoint(checkpoint: string): Health {
  const columns = /^(\d{10})(\d{16})(\d{16})/.exec(checkpoint);
  if (!columns) throw new Error(`Ponder's checkpoint has another form: ${checkpoint}`);
  const [timestamp, chainId, number] = columns.slice(1).map(Number) as [number, number, number];
  return { chainId, block: { number, timestamp } };
}

export async function loadHealth(): Promise<Health> {
  const { rows } = await db.execute<{ latest: string }>(sql`select latest_checkpoint as latest from _ponder_checkpoint`);
  if (!rows[0]) throw new Error("nothing has been indexed yet");
  return decodeCheckpoint(rows[0].latest);
}

/** Answers are read anew at most so often; blocks come far more slowly than answers. */
const MOST_TRIES = 10;

/**
 * An answer that is wholly of one block. The indexer writes a block and its number in one transaction, so whatever was
 * read between two equal numbers is of that block.
 */
export async function ofOneBlock<Answer>(load: (block: Health["block"]) => Promise<Answer>): Promise<Answer & { asOf: Health["block"] }> {
  let { block } = await loadHealth();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await load(block);
    const { block: after } = await loadHealth();
    if (after.number === block.number && after.timestamp === block.timestamp) return { ...answer, asOf: block };
    block = after;
  }
  throw new MusterError("api-block-unsettled");
}

/** Unix time for what runs out: the newest block's, or ours when that is later, on a chain that is quiet. */
export const nowAt = ({ block }: Health): number => Math.max(block.timestamp, Math.floor(Date.now() / 1000));
export const loadNow = async (): Promise<number> => nowAt(await loadHealth());

export const health = new Hono().get("/health", async (context) => context.json(await loadHealth()));
