import type { Hex } from "viem";
import type { AddressFamily, TestMethod } from "./kinds.ts";

/**
 * What observations of a network come to: whether it validates the source addresses of what leaves it, as RFC 2827, section 3
 * (BCP 38) asks of access networks, by any of the checks of RFC 3704, section 2 and RFC 8704, section 3 (BCP 84). A spoofed packet
 * that arrived shows that at least one way out is open; dropped ones only show that those tests found none.
 */

/**
 * The gravest first. `spoofable`: spoofed packets got out. `conflicting`: some did and some were dropped. `too-few-tests`: fewer than
 * `MIN_TESTS`. `unknown`: nothing that counts. `filters`: all were dropped.
 */
export const NETWORK_VERDICTS = ["spoofable", "conflicting", "too-few-tests", "unknown", "filters"] as const;
export type NetworkVerdict = (typeof NETWORK_VERDICTS)[number];

/** Both families of addresses; what a router drops of one says nothing about the other. */
export const FAMILIES = ["ipv4", "ipv6"] as const satisfies readonly AddressFamily[];

/** Tests, of whatever result, without which nothing is said: one can be a fluke, or one customer's router. */
const MIN_TESTS = 2;

/** Why what somebody recorded does not count; what somebody decided comes before what time brought about. */
export const DISCOUNTS = ["withdrawn", "suspended", "right-lost", "expired"] as const;
export type Discount = { reason: (typeof DISCOUNTS)[number] /** Unix time. */; at: number };

/** Whether who signed something can still be relied on. Looked up when it is read, never copied. */
export type Trust = {
  /** Since when the body is suspended; null while it is in good standing. */
  suspendedAt: number | null;
  /** Since when the key that signed lacks the right `networks` in that body; null while it has it. */
  rightLostAt: number | null;
};

export type ObservationFacts = Trust & {
  /** Number of the body. */
  observer: number;
  family: AddressFamily;
  method: TestMethod;
  /** Tests whose spoofed packets were dropped, and those whose arrived. */
  blocked: number;
  received: number;
  /** Unix times of the oldest and the newest of these tests, and from when they say nothing any more. */
  first: number;
  last: number;
  expiresAt: number;
  /** SHA-256 of the report that it is drawn from. */
  evidence: Hex;
  withdrawnAt: number | null;
};

/** Why the word of a body does not count now; null when it does. Both sides of the register are held to it: observers and operators. */
export function distrust({ suspendedAt, rightLostAt }: Trust): Discount | null {
  if (suspendedAt !== null) return { reason: "suspended", at: suspendedAt };
  return rightLostAt === null ? null : { reason: "right-lost", at: rightLostAt };
}

/** Why an observation does not count at a time; null when it does. @param now Unix time. */
export function discountOf(of: Pick<ObservationFacts, "withdrawnAt" | "expiresAt" | keyof Trust>, now: number): Discount | null {
  if (of.withdrawnAt !== null) return { reason: "withdrawn", at: of.withdrawnAt };
  const distrusted = distrust(of);
  if (distrusted) return distrusted;
  return of.expiresAt <= now ? { reason: "expired", at: of.expiresAt } : null;
}

/** A verdict never stands without what it rests on. */
export type NetworkStanding = {
  verdict: NetworkVerdict;
  blocked: number;
  received: number;
  /** Different reports, and the observers who drew from them. */
  reports: number;
  observers: number;
  /** Unix times of the oldest and the newest test; null without one. */
  oldest: number | null;
  newest: number | null;
};

function verdictOf({ blocked, received }: Pick<NetworkStanding, "blocked" | "received">): NetworkVerdict {
  if (blocked + received === 0) return "unknown";
  if (blocked + received < MIN_TESTS) return "too-few-tests";
  if (received === 0) return "filters";
  return blocked === 0 ? "spoofable" : "conflicting";
}

/**
 * The tests of one report. One observer's methods test apart, so they add up; what several draw from the same report are the same
 * tests, of which the larger numbers count: who reads it otherwise makes a conflict and hides nothing.
 */
function testsOf(report: readonly ObservationFacts[]): { blocked: number; received: number } {
  const readings = [...Map.groupBy(report, ({ observer }) => observer).values()];
  const most = (of: "blocked" | "received") => Math.max(...readings.map((own) => own.reduce((sum, found) => sum + found[of], 0)));
  return { blocked: most("blocked"), received: most("received") };
}

/**
 * How a network stands in one family of addresses.
 * @param observations Of one network, of any family: the latest of each observer and method.
 * @param now Unix time.
 */
export function networkStanding(observations: readonly ObservationFacts[], family: AddressFamily, now: number): NetworkStanding {
  const counted = observations.filter((found) => found.family === family && discountOf(found, now) === null);
  const reports = [...Map.groupBy(counted, ({ evidence }) => evidence.toLowerCase()).values()].map(testsOf);
  const sum = (of: "blocked" | "received") => reports.reduce((all, report) => all + report[of], 0);
  const tests = { blocked: sum("blocked"), received: sum("received") };
  return {
    verdict: verdictOf(tests),
    ...tests,
    reports: reports.length,
    observers: new Set(counted.map(({ observer }) => observer)).size,
    oldest: counted.length === 0 ? null : Math.min(...counted.map(({ first }) => first)),
    newest: counted.length === 0 ? null : Math.max(...counted.map(({ last }) => last)),
  };
}
