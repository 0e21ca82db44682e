import { MusterError } from "../../../lib/domain/errors.ts";

type Limit = {
  /** Requests that may come at once. */
  burst: number;
  /** Requests that become possible again each minute. */
  perMinute: number;
};

type Bucket = { left: number; at: number };

/** More than ever ask at the same time; beyond it the longest idle are forgotten, which only makes the limit milder. */
const MAX_VISITORS = 50_000;

/**
 * Counts requests by visitor, in this process. Several web servers limit each for itself: the look-up needs codes of
 * 128 bits, so the limit has to slow down, not to hold to the last request.
 */
export function createRateLimit({ burst, perMinute }: Limit, now: () => number = Date.now) {
  const buckets = new Map<string, Bucket>();
  return {
    /** @throws MusterError `too-many-requests` with the seconds to wait. */
    take(visitor: string): void {
      const at = now();
      const before = buckets.get(visitor) ?? { left: burst, at };
      const left = Math.min(burst, before.left + ((at - before.at) / 60_000) * perMinute);
      buckets.delete(visitor); // so that the map stays in order of last use
      buckets.set(visitor, { left: Math.max(left - 1, left < 1 ? left : 0), at });
      if (buckets.size > MAX_VISITORS) buckets.delete(buckets.keys().next().value as string);
      if (left < 1) throw new MusterError("too-many-requests", { seconds: Math.ceil(((1 - left) / perMinute) * 60) });
    },
  };
}

/**
 * Whom to count a request for: the address that the server in front of us, or Next itself, has seen. An IPv6 customer
 * holds a whole /64, so that much counts as one.
 */
export function visitorOf(request: Pick<Request, "headers">): string {
  const seen = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  if (!seen.includes(":") || seen.startsWith("::ffff:")) return seen;
  const [head = "", tail = ""] = seen.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
