import { MusterError } from "../lib/domain/errors.ts";
import type { Channel, NoticeFacts } from "../lib/domain/notice.ts";
import { type ChannelAdapter, DeliveryError } from "./channels/channel.ts";
import type { LoadFacts } from "./facts.ts";
import { LEASE_SECONDS, type Ledger, type Obligation, type Settlement } from "./ledger.ts";

/** How an attempt ended: settled for good, lost to another worker, or to be tried again. */
export type Outcome = { state: Settlement | "settled" | "lost" } | { state: "retry"; reason: string };

type Parts = {
  ledger: Ledger;
  facts: LoadFacts;
  channels: Record<Channel, ChannelAdapter>;
  /** Lets only so many messages of a channel be under way. */
  pace: Record<Channel, <Result>(work: () => Promise<Result>) => Promise<Result>>;
};

/** What was looked up when a row was taken up counts for so long; a message whose turn comes later is made of what is so then. */
const FRESH_MS = 1_000;

/**
 * One obligation: take it up, wait for its turn, send, note it. In this order, a crash at any point loses nothing; a crash
 * between the send and the note sends once more, with the same message id. A turn ends with the note, so that no more than
 * the channel's turns can be doubled. Never throws: what went wrong is part of the answer.
 */
export async function deliver(id: string, { ledger, facts, channels, pace }: Parts): Promise<Outcome> {
  const asked = performance.now();
  let held: Obligation | "busy" | "settled";
  try {
    held = await ledger.claim(id);
  } catch (error) {
    return { state: "retry", reason: describe(error) };
  }
  if (held === "settled") return { state: "settled" };
  if (held === "busy") return { state: "retry", reason: "Another worker holds it." };

  const obligation = held;
  const hold = keep(obligation, ledger, asked);
  // Asked for now, so that the rows that were taken up together are looked up in one statement.
  const early = facts(obligation);
  early.catch(() => undefined);
  try {
    return await pace[obligation.channel](async () => {
      // A process that was frozen while it waited wakes up here: what it held may be another's by now.
      if (!hold.isOurs()) throw new DeliveryError("The turn came too late.", { retryable: true });
      const current = await (performance.now() - asked < FRESH_MS ? early : facts(obligation));
      const [state, reason] = await attempt(obligation, current, channels);
      return { state: (await ledger.settle(obligation, state, reason)) ? state : "lost" };
    });
  } catch (error) {
    const reason = describe(error);
    await ledger.release(obligation, reason).catch(() => undefined);
    return { state: "retry", reason };
  } finally {
    hold.end();
  }
}

/**
 * Renews the lease, and knows without asking until when it holds: counted from before each request, on a clock that nobody
 * sets.
 */
function keep(held: Obligation, ledger: Ledger, asked: number): { isOurs(): boolean; end(): void } {
  const lease = LEASE_SECONDS * 1000;
  let until = asked + lease;
  const renew = async (): Promise<void> => {
    const before = performance.now();
    const renewed = await ledger.renew(held).catch(() => undefined);
    if (renewed) until = before + lease;
    else if (renewed === false) until = 0;
  };
  const timer = setInterval(renew, lease / 3);
  return { isOurs: () => performance.now() < until, end: () => clearInterval(timer) };
}

async function attempt(held: Obligation, current: NoticeFacts | null, channels: Parts["channels"]): Promise<[Settlement, string?]> {
  if (!current) return ["superseded"];
  try {
    return (await channels[held.channel].deliver(held, current)) === "delivered" ? ["sent"] : ["superseded"];
  } catch (error) {
    if (error instanceof DeliveryError && !error.retryable) return ["failed", error.message];
    throw error;
  }
}

/** For the ledger and the queue. Only our own messages are known to hold no address. */
const describe = (error: unknown): string =>
  error instanceof DeliveryError || error instanceof MusterError
    ? error.message
    : `Unexpected: ${(error as { code?: string }).code ?? (error as Error).name}.`;
