import { expect } from "chai";
import { toHex } from "viem";
import { TEST_METHODS } from "../../lib/domain/kinds.ts";
import {
  DISCOUNTS,
  type Discount,
  discountOf,
  FAMILIES,
  NETWORK_VERDICTS,
  type NetworkVerdict,
  networkStanding,
  type ObservationFacts,
} from "../../lib/domain/network-standing.ts";
import { generator } from "./support/random.ts";

const NOW = 1_800_000_000;
const evidence = (n: number) => toHex(n, { size: 32 });

const found = (changes: Partial<ObservationFacts> = {}): ObservationFacts => ({
  ...{ observer: 1, family: "ipv4", method: "client", blocked: 2, received: 0, first: NOW - 20, last: NOW - 10, expiresAt: NOW + 1 },
  ...{ evidence: evidence(1), withdrawnAt: null, suspendedAt: null, rightLostAt: null, ...changes },
});

const GOOD = { withdrawnAt: null, suspendedAt: null, rightLostAt: null, expiresAt: NOW + 1 };
const METHODS = TEST_METHODS.filter((method) => method !== "none");

/** Observations at random, few of each kind so that reports and observers meet. @param most That many at most. */
function some(random: (end: number) => number, most: number, changes: Partial<ObservationFacts> = {}): ObservationFacts[] {
  const time = () => NOW - 100 + random(200);
  const past = () => (random(4) === 0 ? NOW - random(100) : null);
  return Array.from({ length: random(most + 1) }, () => ({
    ...{ observer: 1 + random(3), family: FAMILIES[random(2)] ?? "ipv4", method: METHODS[random(METHODS.length)] ?? "client" },
    ...{ blocked: random(4), received: random(4), first: time(), last: time(), expiresAt: time(), evidence: evidence(random(3)) },
    ...{ withdrawnAt: past(), suspendedAt: past(), rightLostAt: past(), ...changes },
  }));
}

/** Tries what has to hold of any observations. */
function forAll(check: (list: ObservationFacts[], random: (end: number) => number) => void): void {
  for (let seed = 0; seed < 500; seed++) {
    const random = generator(seed);
    check(some(random, 12), random);
  }
}

describe("The standing of a network", () => {
  const verdict = (...observed: ObservationFacts[]): NetworkVerdict => networkStanding(observed, "ipv4", NOW).verdict;

  it("follows from what arrived and what was dropped, of two tests at least", () => {
    expect(verdict()).to.equal("unknown");
    expect(verdict(found({ blocked: 1 }))).to.equal("too-few-tests");
    expect(verdict(found({ blocked: 0, received: 1 }))).to.equal("too-few-tests");
    expect(verdict(found({ blocked: 2 }))).to.equal("filters");
    expect(verdict(found({ blocked: 0, received: 2 }))).to.equal("spoofable");
    expect(verdict(found({ blocked: 1, received: 1 }))).to.equal("conflicting");
    expect(verdict(found({ blocked: 1 }), found({ blocked: 1, observer: 2, evidence: evidence(2) }))).to.equal("filters");
  });

  it("counts a report once, however many observers draw from it, and adds up the methods of one observer", () => {
    const both = networkStanding([found({ blocked: 1 }), found({ blocked: 1, observer: 2 })], "ipv4", NOW);
    expect(both).to.include({ verdict: "too-few-tests", blocked: 1, reports: 1, observers: 2 });
    expect(verdict(found({ blocked: 1 }), found({ blocked: 1, method: "loop" }))).to.equal("filters");
    expect(verdict(found({ blocked: 1 }), found({ blocked: 1, observer: 2, method: "loop" })), "under another method").to.equal(
      "too-few-tests",
    );
    expect(verdict(found({ blocked: 3 }), found({ blocked: 0, received: 3, observer: 2 })), "read otherwise").to.equal("conflicting");
  });

  it("says why something does not count, what somebody decided first", () => {
    const cases: [Partial<ObservationFacts>, Discount | null][] = [
      [{}, null],
      [{ expiresAt: NOW }, { reason: "expired", at: NOW }],
      [
        { rightLostAt: 3, expiresAt: NOW },
        { reason: "right-lost", at: 3 },
      ],
      [
        { suspendedAt: 2, rightLostAt: 3 },
        { reason: "suspended", at: 2 },
      ],
      [
        { withdrawnAt: 1, suspendedAt: 2 },
        { reason: "withdrawn", at: 1 },
      ],
    ];
    for (const [changes, reason] of cases) expect(discountOf(found(changes), NOW)).to.deep.equal(reason);
    expect(new Set(cases.flatMap(([, of]) => of?.reason ?? []))).to.deep.equal(new Set(DISCOUNTS));
  });

  it("does not depend on the order", () => {
    forAll((list) => {
      for (const family of FAMILIES)
        expect(networkStanding(list.toReversed(), family, NOW)).to.deep.equal(networkStanding(list, family, NOW));
    });
  });

  it("follows from what counts in its own family, and from nothing else", () => {
    forAll((list) => {
      const rest = list.filter((one) => one.family === "ipv4" && discountOf(one, NOW) === null);
      expect(networkStanding(list, "ipv4", NOW)).to.deep.equal(networkStanding(rest, "ipv4", NOW));
    });
  });

  it("is not changed by an observer who repeats another's report, and never loses a test by another observation", () => {
    forAll((_, random) => {
      const [first = found(), ...list] = some(random, 8, { family: "ipv4", ...GOOD });
      const before = networkStanding(list, "ipv4", NOW);
      const after = networkStanding([...list, first], "ipv4", NOW);
      expect(after.blocked).to.be.at.least(before.blocked);
      expect(after.received).to.be.at.least(before.received);
      if (before.verdict === "conflicting") expect(after.verdict).to.equal("conflicting");
      const copied = networkStanding([...list, first, { ...first, observer: 9 }], "ipv4", NOW);
      expect({ ...copied, observers: 0 }).to.deep.equal({ ...after, observers: 0 });
    });
  });

  it("never says that a network filters when a spoofed packet got out, nor the reverse, and all verdicts occur", () => {
    const seen = new Set<NetworkVerdict>();
    forAll((list) => {
      const { verdict: of, blocked, received, reports } = networkStanding(list, "ipv4", NOW);
      seen.add(of);
      if (of === "filters") expect(received).to.equal(0);
      if (of === "spoofable") expect(blocked).to.equal(0);
      if (["filters", "spoofable", "conflicting"].includes(of)) expect(blocked + received).to.be.at.least(2);
      if (reports === 0) expect(of).to.equal("unknown");
    });
    expect([...seen].sort()).to.deep.equal([...NETWORK_VERDICTS].sort());
  });
});
