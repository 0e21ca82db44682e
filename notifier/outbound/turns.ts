import { DeliveryError } from "../channels/channel.ts";

/** Whoever asks to be left alone is, for no longer than the queue waits between two attempts at most. */
const MAX_REST_SECONDS = 1_800;

export type Turns = {
  /**
   * @param keys All by which the endpoint may rest.
   * @returns what ends the turn. @throws DeliveryError when this host has as many turns as it may have, or the endpoint rests.
   */
  take(host: string, keys: readonly string[]): () => void;
  /** Leaves a host, or one address of it, alone for a while. */
  rest(key: string, seconds: number): void;
};

/**
 * How much of the notifier one host can hold up. Who comes too early is sent back to the queue at once, because waiting here
 * would keep a worker from the notices of everybody else.
 */
export function createTurns(perHost: number, now: () => number = Date.now): Turns {
  const busy = new Map<string, number>();
  const resting = new Map<string, number>();
  const refuse = (message: string): never => {
    throw new DeliveryError(message, { retryable: true });
  };

  return {
    take(host, keys) {
      for (const key of keys) {
        if ((resting.get(key) ?? 0) > now())
          return refuse("The endpoint asked for time or did not answer just now, and is asked again later.");
        resting.delete(key);
      }
      const count = busy.get(host) ?? 0;
      if (count >= perHost) return refuse("The endpoint's host has as many requests under way as it may have.");
      busy.set(host, count + 1);
      return () => {
        const left = (busy.get(host) ?? 1) - 1;
        if (left > 0) busy.set(host, left);
        else busy.delete(host);
      };
    },

    rest(key, seconds) {
      resting.set(key, now() + Math.min(seconds, MAX_REST_SECONDS) * 1_000);
    },
  };
}

/** Seconds that `Retry-After` asks for, in either of its forms (RFC 9110); 0 when it says nothing of use. */
export function retryAfterSeconds(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now) / 1_000));
}
