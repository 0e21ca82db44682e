import { createDurations, type Durations } from "../../../lib/service/metrics.ts";

/** Kept on `globalThis`: route handlers are bundled apart, and all count together. */
const kept = globalThis as typeof globalThis & { musterWebMetrics?: Durations };

/** How long requests to `/api` took, by route and status. */
export const webMetrics = (): Durations =>
  (kept.musterWebMetrics ??= createDurations("muster_web_request_seconds", "Requests to /api, by route and status."));

/** The first two words of a path: ids and tokens after them are nobody's business here. */
export const routeOf = (url: string): string => new URL(url).pathname.split("/", 3).join("/");
