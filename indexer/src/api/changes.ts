import { db } from "ponder:api";
import { history } from "ponder:schema";
import { Hono } from "hono";
import { and, asc, desc, gt, isNotNull, isNull, sql } from "ponder";
import { z } from "zod";
import { ofOneBlock } from "./health.ts";
import { check } from "./input.ts";

const MAX_LIMIT = 1_000;
const query = z.strictObject({
  since: z
    .string()
    .regex(/^[0-9]{1,75}$/, "must be a cursor that this list gave")
    .default("0"),
  about: z.enum(["recalls"]).optional(),
  order: z.enum(["oldest", "newest"]).default("oldest"),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
});

/** Up to where no reorganisation reaches any more, in the form of an entry's id. */
async function loadFinalized(): Promise<string> {
  const { rows } = await db.execute<{ finalized: string }>(sql`select finalized_checkpoint as finalized from _ponder_checkpoint`);
  return rows[0]?.finalized ?? "0";
}

/**
 * What changed in the register, in the order of the chain, for programs that keep a copy. What happens to single units
 * is not in it: who owns what, and has not patched it yet, is on the chain, but not laid out here.
 */
export const changes = new Hono().get("/changes", async (context) => {
  const { since, about, order, limit } = check(query, context.req.query());
  const wanted = and(gt(history.id, since), isNull(history.deviceId), about && isNotNull(history.recallId));
  const answer = await ofOneBlock(async () => {
    const [finalized, rows] = await Promise.all([
      loadFinalized(),
      db
        .select()
        .from(history)
        .where(wanted)
        .orderBy(order === "oldest" ? asc(history.id) : desc(history.id))
        .limit(limit + 1),
    ]);
    const items = rows.slice(0, limit).map(({ orgId, modelId, batchId, deviceId, recallId, ...entry }) => entry);
    const ids = [since, ...items.map(({ id }) => id)].sort();
    const [next, settled] = [ids.at(-1) ?? since, ids.findLast((id) => id <= finalized) ?? null];
    return { items, next, settled, more: rows.length > limit };
  });
  return context.json(answer);
});
