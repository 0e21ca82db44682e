import type pg from "pg";
import type { Hex } from "viem";
import { MusterError } from "../domain/errors.ts";
import { decodeNotice } from "../domain/notice-document.ts";
import { searchOf } from "../domain/notice-search.ts";
import type { Documents } from "./documents.ts";

/** Notices that are read at a time: nobody waits for them. */
const AT_ONCE = 50;
/** How soon one that was not there is looked for again. */
const AGAIN_MS = 60_000;

const NOTHING = { words: [], countries: [] };

/**
 * Enters what notices of recalls say, so that recalls are found by it. Notices never change, so each is read once; one that is
 * missing or was altered keeps no other from being entered, and is tried again later.
 * @returns how many were entered.
 */
export function createNoticeSearch(pool: pg.Pool, documents: Documents): () => Promise<number> {
  const missing = new Map<string, number>();

  const read = async (digest: Hex): Promise<ReturnType<typeof searchOf> | null> => {
    const bytes = await documents.get(digest).catch((error: unknown) => {
      if (error instanceof MusterError) return null;
      throw error;
    });
    if (!bytes) return null;
    try {
      return searchOf(decodeNotice(bytes));
    } catch (error) {
      // What is behind this digest is no notice, and never will be.
      if (error instanceof MusterError) return NOTHING;
      throw error;
    }
  };

  return async () => {
    const now = performance.now();
    for (const [digest, since] of missing) if (now - since >= AGAIN_MS) missing.delete(digest);
    const { rows } = await pool.query<{ notice: Hex }>(
      `SELECT DISTINCT notice FROM indexer.recall
       WHERE notice <> ALL ($1) AND NOT EXISTS (SELECT FROM notices.said WHERE digest = notice) LIMIT $2`,
      [[...missing.keys()], AT_ONCE],
    );
    let entered = 0;
    for (const { notice } of rows) {
      const said = await read(notice);
      if (!said) {
        missing.set(notice, now);
        continue;
      }
      await pool.query(
        "INSERT INTO notices.said (digest, words, countries) VALUES ($1, array_to_tsvector($2), $3) ON CONFLICT DO NOTHING",
        [notice, said.words, said.countries],
      );
      entered++;
    }
    return entered;
  };
}
