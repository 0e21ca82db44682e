import { createHash, timingSafeEqual } from "node:crypto";
import { MusterError } from "../../../lib/domain/errors.ts";
import { METRICS_TYPE } from "../../../lib/service/metrics.ts";
import { webMetrics } from "../_lib/metrics.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

// For operators: whether this web server runs, whether it can do its work, and its figures.

/** Longer than any answer on a healthy day. */
const PATIENCE_MS = 3_000;

const answers = (asked: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    asked.then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS).unref()),
  ]);

/** It runs. A server that only waits for its database must not be restarted for that. */
export const healthRoutes = () => ({ GET: route(async () => json({ healthy: true })) });

/** It can do its work: 503, and what does not answer, while it cannot. */
export const readyRoutes = (provide: Provide) => ({
  GET: route(async () => {
    const { store, feed } = await provide();
    const [database, api] = await Promise.all([answers(store.ping()), answers(feed.health())]);
    const ready = database && api;
    return json({ ready, database, api }, { status: ready ? 200 : 503 });
  }),
});

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Prometheus text for whoever knows the token; to everybody else, and where none is set, there is no such page. */
export const metricsRoutes = (token: () => string | undefined) => ({
  GET: route(async (request) => {
    const expected = token();
    const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
    if (!expected || !given || !timingSafeEqual(digest(given), digest(expected)))
      throw new MusterError("route-unknown", { path: "/api/metrics" });
    return new Response(await webMetrics().text(), { headers: { "content-type": METRICS_TYPE, "cache-control": "no-store" } });
  }),
});
