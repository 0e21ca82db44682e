import type { Page } from "./wire.ts";

/** Every item of a list, page after page. */
export async function allPages<Item>(read: (paging: { cursor?: string; limit: number }) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit: 100 });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return items;
}
