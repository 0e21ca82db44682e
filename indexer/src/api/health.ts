import { db } from "ponder:api";
import { sql } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import { timeAt } from "../../../lib/domain/register-time.ts";
import type { Health } from "../../../lib/feed/wire.ts";
import type { Handlers } from "./serve.ts";
import { tablesState } from "./unit-json.ts";

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

/** As `tablesState`, by itself. */
export async function loadTablesState(): Promise<string> {
  const { rows } = await db.execute<{ state: string }>(sql`select ${tablesState} as state`);
  return rows[0]?.state ?? "";
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

export const loadNow = async (): Promise<number> => timeAt((await loadHealth()).block);

export const health = { "GET /health": loadHealth } satisfies Partial<Handlers>;
