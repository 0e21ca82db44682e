import { z } from "zod";

export const hex = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]*$/)]);
export const digest = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
export const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]);
export const time = z.number().int().nonnegative();
export const count = z.number().int().nonnegative();
export const evidence = z.enum(["owner", "repairer", "maker", "device"]);

/** A page of a longer list: `next` is passed back as `cursor`, null at the end. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).describe("This page of the list: `limit` items at most."),
    next: z.string().nullable().describe("Passed back as `cursor` for the page after this one; null at the end."),
  });

/** A block of the chain: what an answer says is so when this was the newest one. */
export const blockSchema = z.object({
  number: count.describe("Number of the block."),
  timestamp: time.describe("Time of the block, Unix seconds."),
});
export const asOf = blockSchema.describe("The newest block of the register when this was answered: everything here is so as of it.");

/** One event of the chain, in the register's words. */
export const historyEntrySchema = z.object({
  id: z.string().describe("Decimal digits that sort as the chain does, of equal length; a cursor of `/changes`."),
  name: z.string().describe("Event name as in the contracts, for example `RecallOpened`."),
  block: count.describe("Number of the block."),
  time: time.describe("Time of the block, Unix seconds."),
  tx: digest.describe("Hash of the transaction."),
  logIndex: count.describe("Place of the event in its block, from 0."),
  args: z.record(z.string(), z.unknown()).describe("Arguments of the event by name; numbers beyond 2^53 as decimal text."),
});

export const errorSchema = z.object({ code: z.string(), message: z.string(), why: z.string(), remedy: z.string() });
