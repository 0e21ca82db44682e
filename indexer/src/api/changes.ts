import { db } from "ponder:api";
import { history } from "ponder:schema";
import { and, asc, desc, gt, isNotNull, isNull, sql } from "ponder";
import type { Asked } from "../../../lib/feed/routes.ts";
import type { Changes } from "../../../lib/feed/wire.ts";
import { ofOneBlock } from "./health.ts";
import type { Handlers } from "./serve.ts";

type Cursors = Pick<Changes, "next" | "settled">;

/** Where to go on behind entries. @param ids Of them, in any order. */
export async function loadCursors(since: string, ids: readonly string[]): Promise<Cursors> {
  const finalized = await loadFinalized();
  const passed = [since, ...ids].sort();
  return { next: passed.at(-1) ?? since, settled: passed.findLast((id) => id <= finalized) ?? null };
}

/** Up to where no reorganisation reaches any more, in the form of an entry's id. */
async function loadFinalized(): Promise<string> {
  const { rows } = await db.execute<{ finalized: string }>(sql`select finalized_checkpoint as finalized from _ponder_checkpoint`);
  return rows[0]?.finalized ?? "0";
}

/**
 * What changed in the register, in the order of the chain, for programs that keep a copy. What happens to single units
 * is not in it: who owns what, and has not patched it yet, is on the chain, but not laid out here.
 */
async function loadChanges({ since, about, order, limit }: Asked<"GET /changes">["query"]): Promise<Changes> {
  const wanted = and(gt(history.id, since), isNull(history.deviceId), about && isNotNull(history.recallId));
  return ofOneBlock(async () => {
    const rows = await db
      .select()
      .from(history)
      .where(wanted)
      .orderBy(order === "oldest" ? asc(history.id) : desc(history.id))
      .limit(limit + 1);
    const items = rows.slice(0, limit).map(({ orgId, modelId, batchId, deviceId, recallId, disclosureId, asn, ...entry }) => entry);
    const cursors = await loadCursors(
      since,
      items.map(({ id }) => id),
    );
    return { items, ...cursors, more: rows.length > limit };
  });
}

export const changes = { "GET /changes": ({ query }) => loadChanges(query) } satisfies Partial<Handlers>;
