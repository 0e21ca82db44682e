import { z } from "zod";

export const hex = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]*$/)]);
export const digest = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
export const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]);
export const time = z.number().int().nonnegative();
export const count = z.number().int().nonnegative();
export const evidence = z.enum(["owner", "repairer", "maker", "device"]);

/** A page of a longer list: `next` is passed back as `cursor`, null at the end. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

/** A block of the chain: what an answer says is so when this was the newest one. */
export const blockSchema = z.object({ number: count, timestamp: time });

/** One event of the chain, in the register's words. */
export const historyEntrySchema = z.object({
  id: z.string(),
  /** Event name as in the contracts, for example `RecallOpened`. */
  name: z.string(),
  block: count,
  time,
  tx: digest,
  logIndex: count,
  /** Arguments; numbers beyond 2^53 as decimal text. */
  args: z.record(z.string(), z.unknown()),
});

export const errorSchema = z.object({ code: z.string(), message: z.string(), why: z.string(), remedy: z.string() });
