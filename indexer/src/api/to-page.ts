import type { Page } from "../../../lib/feed/wire.ts";

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
