import type { Context } from "hono";
import { isAddress } from "viem";
import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { batchId, orgId, parseModelId, recallId } from "../../../lib/domain/ids.ts";
import type { Page } from "../../../lib/feed/wire.ts";

/** What strangers ask, checked before it comes near a query. Everything here throws a MusterError. */
const MAX_LIMIT = 100;

export function check<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const problem = error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ");
  throw new MusterError("query-invalid", { problem });
}

/** The query of a list. Names that are not known are refused, because a misspelt filter would answer too much. */
export const readQuery = <Shape extends z.ZodRawShape>(context: Context, filters: Shape) =>
  check(
    z.strictObject({ ...filters, cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(20) }),
    context.req.query(),
  );

/** Ids beyond what a column holds name nothing; PostgreSQL would refuse the comparison. */
const MAX_INTEGER = 2 ** 31 - 1;

export function knownOrgId(text: string) {
  const id = orgId(text);
  if (id > MAX_INTEGER) throw new MusterError("OrganizationsUnknown", { orgId: id });
  return id;
}

export function knownRecallId(text: string) {
  const id = recallId(text);
  if (id > MAX_INTEGER) throw new MusterError("RecallsUnknown", { recallId: id });
  return id;
}

/** Filters that are ids, as parts of a query's shape. Absent filters stay undefined. */
export const filters = {
  org: z.string().transform(knownOrgId).optional(),
  model: z.string().transform(parseModelId).optional(),
};

export const parseCursor = <Id>(cursor: string | undefined, parse: (text: string) => Id): Id | undefined =>
  cursor === undefined ? undefined : parse(cursor);

export const cursors = { org: knownOrgId, model: parseModelId, batch: batchId, recall: knownRecallId };

export function readAddress(context: Context): `0x${string}` {
  const address = context.req.param("address") ?? "";
  if (!isAddress(address, { strict: false })) throw new MusterError("query-invalid", { problem: `${address} is not an address` });
  return address.toLowerCase() as `0x${string}`;
}

/**
 * A page from `limit + 1` rows: the row too many says that there is more.
 * @param view Turns the rows of the page into what the wire carries, in one go.
 */
export async function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => string | number,
  view: (rows: Row[]) => Promise<Item[]>,
): Promise<Page<Item>> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: await view(shown), next: rows.length > limit && last !== undefined ? String(cursorOf(last)) : null };
}
