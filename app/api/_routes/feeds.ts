import { MusterError } from "../../../lib/domain/errors.ts";
import { recallId } from "../../../lib/domain/ids.ts";
import { atomFeed, type FeedEntry, jsonFeed } from "../../../lib/domain/recall-feed.ts";
import type { HistoryEntry, RecallView } from "../../../lib/feed/wire.ts";
import { recallEntry } from "../../_lib/history.ts";
import { readable } from "../../_lib/words.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { route } from "../_lib/respond.ts";
import type { Provide, Services } from "../_lib/services.ts";

/** Steps in a feed: readers look several times a day. */
const NEWEST = 50;
const FORMS = {
  "recalls.atom": { type: "application/atom+xml; charset=utf-8", write: atomFeed },
  "recalls.json": { type: "application/feed+json; charset=utf-8", write: jsonFeed },
};

type Context = { params: Promise<{ name: string }> };
type Named = { titleOf(recall: RecallView): Promise<string> };

/** The newest steps of recalls, for feed readers: opened, amended, fixed, answered, ended. */
export function feedsRoutes(provide: Provide, { titleOf }: Named) {
  const limit = createRateLimit({ burst: 60, perMinute: 60 });

  async function entriesOf({ feed, chainId, publicUrl }: Services): Promise<FeedEntry[]> {
    const { items } = await feed.changes({ about: "recalls", order: "newest", limit: NEWEST });
    const ids = [...new Set(items.map(recallOf))];
    const recalls = new Map(await Promise.all(ids.map(async (id) => [id, await feed.recall(id)] as const)));
    const titles = new Map(await Promise.all([...recalls].map(async ([id, recall]) => [id, await titleOf(recall)] as const)));
    return items.flatMap((step): FeedEntry[] => {
      const recall = recalls.get(recallOf(step));
      if (!recall) return [];
      const { text, detail } = recallEntry(step, recall);
      return [
        {
          id: `urn:muster:${chainId}:recall:${recall.id}:${step.id}`,
          title: titles.get(recall.id) ?? "",
          url: `${publicUrl}/recalls/${recall.id}`,
          text: [text, detail].filter(Boolean).join(" "),
          at: step.time,
          author: readable(recall.issuer.name),
        },
      ];
    });
  }

  return {
    GET: route<Context>(async (request, { params }) => {
      limit.take(visitorOf(request));
      const { name } = await params;
      if (!Object.hasOwn(FORMS, name)) throw new MusterError("route-unknown", { path: `/feeds/${name}` });
      const { type, write } = FORMS[name as keyof typeof FORMS];
      const services = await provide();
      const publicUrl = services.publicUrl.replace(/\/+$/, "");
      const content = write({ publicUrl, entries: await entriesOf({ ...services, publicUrl }) });
      return new Response(content, {
        headers: { "content-type": type, "cache-control": "public, max-age=60", "access-control-allow-origin": "*" },
      });
    }),
  };
}

/** Every event of a recall names it. */
const recallOf = ({ args }: HistoryEntry): number => recallId(String(args.recallId));
