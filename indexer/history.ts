import type { Context, Event } from "ponder:registry";
import { history } from "ponder:schema";
import { getAddress, isAddress } from "viem";

/** What an entry is about, so that it is found from there. */
type About = Partial<Pick<typeof history.$inferInsert, "orgId" | "modelId" | "batchId" | "deviceId" | "recallId" | "disclosureId" | "asn">>;

/** A text of strangers without the NULs that PostgreSQL refuses. */
export const storable = (text: string): string => text.replaceAll("\0", "");

/** For JSON: numbers beyond 2^53 as text, addresses as people compare them, and none of the NULs that PostgreSQL refuses. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
  if (typeof value === "string") return isAddress(value) ? getAddress(value) : storable(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
  return value;
}

/**
 * Adds an event to the history.
 * @param args Its arguments in our words: ids in their text form, words for the numbers of lists.
 */
export async function record(
  name: string,
  { event, context }: { event: Pick<Event, "id" | "block" | "transaction"> & { log: { logIndex: number } }; context: Context },
  about: About,
  args: Record<string, unknown>,
): Promise<void> {
  await context.db.insert(history).values({
    id: event.id,
    name,
    ...about,
    block: Number(event.block.number),
    time: Number(event.block.timestamp),
    tx: event.transaction.hash,
    logIndex: event.log.logIndex,
    args: plain(args) as Record<string, unknown>,
  });
}
