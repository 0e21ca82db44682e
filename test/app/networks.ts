import type { Hex } from "viem";
import { FAMILIES, type NetworkStanding } from "../../lib/domain/network-standing.ts";
import { weekEnd, weekStart } from "../../lib/domain/week.ts";
import type { NetworkList } from "../../lib/feed/wire/networks.ts";
import type { NetworkView } from "../../lib/feed/wire.ts";
import { door } from "./world.ts";

/** Networks as the register's API tells them, for the pages' tests. */

const DIGEST: Hex = `0x${"22".repeat(32)}`;
const KEY: Hex = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";
/** Later than any clock that reads it, so that ages follow from the register. */
const NOW = 4_000_000_000;
const DAY = 86_400;
const WEEK = 6_613;

const watch = { id: 8, name: "Open Route Watch", domain: "routewatch.example" };
const second = { id: 9, name: "Second Watch", domain: "second.example" };
const fennel = { id: 10, name: "Fennel Net", domain: "fennel.example" };

const none: NetworkStanding = { verdict: "unknown", blocked: 0, received: 0, reports: 0, observers: 0, oldest: null, newest: null };
const tests = { oldest: NOW - 40 * DAY, newest: NOW - 2 * DAY };

const observation = (changes: Partial<NetworkView["observations"][number]>): NetworkView["observations"][number] => ({
  ...{ observer: watch, author: KEY, family: "ipv4", method: "client", blocked: 6, received: 0, evidence: DIGEST, discount: null },
  ...{ first: tests.oldest, last: tests.newest, expiresAt: NOW + 88 * DAY, recordedAt: NOW - DAY, withdrawn: null, ...changes },
});

/** AS64500: filters in IPv4; in IPv6 tests contradict each other, and one observer is suspended. */
export const networkOf = (changes: Partial<NetworkView> = {}): NetworkView => ({
  asn: 64_500,
  operator: { ...fennel, country: "SE" },
  standing: {
    ipv4: { verdict: "filters", blocked: 6, received: 0, reports: 1, observers: 1, ...tests },
    ipv6: { verdict: "conflicting", blocked: 4, received: 2, reports: 2, observers: 1, ...tests },
  },
  retest: { ipv4: null, ipv6: NOW - DAY },
  assigned: { at: NOW - 90 * DAY, reason: "as the registry says" },
  observations: [
    observation({}),
    observation({ family: "ipv6", method: "forwarder", blocked: 4, received: 2 }),
    observation({ observer: second, received: 5, discount: { reason: "suspended", at: NOW - 3 * DAY } }),
  ],
  replies: [
    { operator: fennel, author: KEY, family: "ipv6", wantsRetest: true, text: "Filters went live. Please test again.", at: NOW - DAY },
  ],
  memberships: [
    { operator: fennel, author: KEY, programme: "MANRS", since: NOW - 900 * DAY, link: "https://manrs.example/fennel", at: NOW - DAY },
    { operator: fennel, author: KEY, programme: "Plain words", since: null, link: "javascript:window.harmed=1", at: NOW - DAY },
  ],
  weeks: [
    {
      ...{ week: WEEK, from: weekStart(WEEK), to: weekEnd(WEEK), operator: fennel, publishedAt: NOW - DAY, discount: null },
      counts: [
        { model: null, reported: 31, claimed: 0, remedied: 0 },
        { model: door.model, reported: 12, claimed: 6, remedied: 5 },
      ],
    },
    {
      ...{ week: WEEK - 1, from: weekStart(WEEK - 1), to: weekEnd(WEEK - 1), operator: fennel, publishedAt: NOW - 8 * DAY },
      ...{ discount: null, counts: [] },
    },
  ],
  history: [
    {
      ...{ id: "1", name: "NetworkAssigned", time: NOW - 90 * DAY, block: 40, logIndex: 0, tx: DIGEST },
      args: { asn: 64_500, operator: 10, reason: "as the registry says" },
    },
    {
      ...{ id: "2", name: "ObservationRecorded", time: NOW - DAY, block: 41, logIndex: 0, tx: DIGEST },
      args: { observer: 8, asn: 64_500, author: KEY, observation: { family: "ipv4", method: "client", blocked: 6, received: 0 } },
    },
  ],
  asOf: { number: 42, timestamp: NOW },
  ...changes,
});

const counts = (changes: Partial<Record<NetworkStanding["verdict"], number>>) => ({
  ...{ spoofable: 0, conflicting: 0, "too-few-tests": 0, unknown: 0, filters: 0, ...changes },
});

export function networkList(): NetworkList {
  const { asn, operator, standing, retest, asOf } = networkOf();
  const nobodys = { asn: 64_501, operator: null, standing: { ipv4: { ...none }, ipv6: { ...none } }, retest: { ipv4: null, ipv6: null } };
  const one = { networks: 1, verdicts: { ipv4: counts({ filters: 1 }), ipv6: counts({ conflicting: 1 }) } };
  const other = { networks: 1, verdicts: { ipv4: counts({ unknown: 1 }), ipv6: counts({ unknown: 1 }) } };
  return {
    ...{ items: [{ asn, operator, standing, retest }, nobodys], next: null, networks: 2, asOf },
    verdicts: { ipv4: counts({ filters: 1, unknown: 1 }), ipv6: counts({ conflicting: 1, unknown: 1 }) },
    countries: [
      { country: "SE", ...one },
      { country: null, ...other },
    ],
    operators: [
      { operator, ...one },
      { operator: null, ...other },
    ],
  };
}

/** The same network while the observer of both families is suspended. */
export const distrusted = (): NetworkView => {
  const { observations } = networkOf();
  const discount = { reason: "right-lost", at: NOW - DAY } as const;
  return networkOf({
    standing: Object.fromEntries(FAMILIES.map((family) => [family, none])) as NetworkView["standing"],
    observations: observations.map((one) => ({ ...one, discount: one.discount ?? discount })),
  });
};
