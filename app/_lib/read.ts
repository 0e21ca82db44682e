import { notFound } from "next/navigation";
import { cache } from "react";
import { type ErrorCode, MusterError } from "../../lib/domain/errors.ts";
import { recallId } from "../../lib/domain/ids.ts";
import type { Reach } from "../../lib/domain/statistics.ts";
import type { RecallView } from "../../lib/feed/wire.ts";
import { env } from "./env.ts";
import { feed, store } from "./server.ts";

/** What the register answers when a number is well formed or not, but names nothing. */
const NOTHING_THERE = new Set<ErrorCode>([
  "invalid-id",
  "route-unknown",
  "unit-unknown",
  "network-unknown",
  "OrganizationsUnknown",
  "CatalogUnknownModel",
  "BatchesUnknown",
  "RecallsUnknown",
  "DisclosuresUnknown",
]);

/** An answer, or the sign that the register cannot answer now. Pages show the second themselves, also without JavaScript. */
export type Answer<Value> = { value: Value; failed: false } | { value: null; failed: true };

/** Waits for an answer. The cause of a failure names machines and settings: it goes to the log, not to visitors. */
export async function answer<Value>(promise: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await promise, failed: false };
  } catch (error) {
    console.error("web:", error instanceof MusterError ? `${error.message} ${error.why}` : error);
    return { value: null, failed: true };
  }
}

/** The same for what an address names; when there is no such thing, the page is "not found", with its status. */
async function named<Value>(promise: Promise<Value>): Promise<Answer<Value>> {
  const isNothing = await promise.then(
    () => false,
    (error) => error instanceof MusterError && NOTHING_THERE.has(error.code),
  );
  return isNothing ? notFound() : answer(promise);
}

/** Read once a request, however many parts of the page ask. */
export const readHealth = cache(() => answer(feed().health()));
export const readRecall = cache((id: string) => named(feed().recall(id)));
export const readCourse = cache((id: number) => answer(feed().course(id)));
export const readComparison = cache((id: number) => answer(feed().comparison(id)));
export const readDevice = cache((id: string) => named(feed().device(id)));
export const readBatch = cache((id: string) => named(feed().batch(id)));
export const readModel = cache((id: string) => named(feed().model(id)));
export const readDisclosure = cache((id: string) => named(feed().disclosure(id)));
export const readNetwork = cache((asn: string) => named(feed().network(asn)));
export const readOrganization = cache((id: string) => named(feed().organization(id)));

export const readScorecard = cache((id: number) => answer(feed().scorecard(id)));

/**
 * The reach of a recall, from the chain's counts and from ours about notices. `complete` is false when the second
 * could not be read: then nobody counts as told unless they have come further.
 */
export async function readReach({ id, counts }: Pick<RecallView, "id" | "counts">): Promise<Reach & { complete: boolean }> {
  try {
    return { ...counts, ...(await store().reachOf(recallId(id), env().MUSTER_CHAIN_ID)), complete: true };
  } catch (error) {
    console.error("web: reach", error);
    return { ...counts, withContact: counts.acknowledged, told: counts.acknowledged, complete: false };
  }
}
