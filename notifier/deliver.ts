import { MusterError } from "../lib/domain/errors.ts";
import type { Channel } from "../lib/domain/notice.ts";
import { type ChannelAdapter, DeliveryError } from "./channels/channel.ts";
import type { LoadFacts } from "./facts.ts";
import { LEASE_SECONDS, type Ledger, type Obligation, type Settlement } from "./ledger.ts";

/** How an attempt ended: settled for good, lost to another worker, or to be tried again. */
export type Outcome = { state: Settlement | "settled" | "lost" } | { state: "retry"; reason: string };

type Parts = { ledger: Ledger; facts: LoadFacts; channels: Record<Channel, ChannelAdapter> };

/**
 * One obligation: take it up, send, note it. In this order, a crash at any point loses nothing; a crash between the send and
 * the note sends once more, with the same message id. Never throws: what went wrong is part of the answer.
 */
export async function deliver(id: string, { ledger, facts, channels }: Parts): Promise<Outcome> {
  let held: Obligation | "busy" | "settled";
  try {
    held = await ledger.claim(id);
  } catch (error) {
    return { state: "retry", reason: describe(error) };
  }
  if (held === "settled") return { state: "settled" };
  if (held === "busy") return { state: "retry", reason: "Another worker holds it." };

  const obligation = held;
  const renewal = setInterval(() => ledger.renew(obligation).catch(() => undefined), (LEASE_SECONDS * 1000) / 3);
  try {
    const [state, reason] = await attempt(obligation, facts, channels);
    return { state: (await ledger.settle(obligation, state, reason)) ? state : "lost" };
  } catch (error) {
    const reason = describe(error);
    await ledger.release(obligation, reason).catch(() => undefined);
    return { state: "retry", reason };
  } finally {
    clearInterval(renewal);
  }
}

async function attempt(held: Obligation, facts: LoadFacts, channels: Parts["channels"]): Promise<[Settlement, string?]> {
  const current = await facts(held);
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
