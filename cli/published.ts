import type { AuditFigures } from "../lib/domain/audit.ts";
import { type RecallId, recallId } from "../lib/domain/ids.ts";
import { allPages } from "../lib/feed/all-pages.ts";
import { createFeed } from "../lib/feed/client.ts";
import { publishedFigures } from "../lib/feed/published-figures.ts";

/** What somebody publishes of recalls, each with the block that it is of. */
export type Published = {
  figures(id: RecallId): Promise<{ figures: AuditFigures; block: number }>;
  recallIds(): Promise<RecallId[]>;
};

/** @param url The API, or one of its addresses: what begins with /v1 is left out. */
export function publishedAt(url: string): Published {
  const feed = createFeed(url.replace(/\/v1(\/.*)?$/, ""));
  return {
    figures: (id) => publishedFigures(feed, id),
    recallIds: async () => (await allPages((paging) => feed.recalls(paging))).map(({ id }) => recallId(id)),
  };
}
