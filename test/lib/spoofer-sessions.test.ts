import { expect } from "chai";
import { prefixOf } from "../../lib/domain/address-prefix.ts";
import type { MusterError } from "../../lib/domain/errors.ts";
import { MAX_VALIDITY } from "../../lib/domain/observation.ts";
import { createTally, type LeftOut, readSpooferPage } from "../../lib/domain/spoofer-sessions.ts";
import { randomOf } from "../contracts/support/random.ts";

const DAY = 86_400;
const NOW = Date.parse("2026-11-20T12:00:00Z") / 1000;
const EVIDENCE = `0x${"e1".repeat(32)}` as const;
const ago = (days: number): string => new Date((NOW - days * DAY) * 1000).toISOString();

/** A test over IPv4 alone, not behind translation, whose packets were dropped, but for what a test changes. */
const session = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...{ "@id": "/sessions/1", session: 1, timestamp: ago(10), client4: "192.0.2.0/24", client6: null, asn4: "64500", asn6: null },
  ...{ country: "irl", nat4: false, nat6: null, routedspoof: "blocked", privatespoof: "blocked", routedspoof6: null, privatespoof6: null },
  ...changes,
});
const over6 = (changes: Record<string, unknown> = {}) =>
  session({
    ...{ client4: null, asn4: null, nat4: null, routedspoof: null, privatespoof: null },
    ...{ client6: "2001:db8::/40", asn6: "64500", nat6: false, routedspoof6: "blocked", privatespoof6: "blocked", ...changes },
  });

function tally(sessions: unknown[], validity = 90 * DAY) {
  const counted = createTally({ now: NOW, validity });
  for (const one of readSpooferPage(JSON.stringify(sessions)).sessions) counted.add(one);
  return { observations: counted.observations(EVIDENCE), leftOut: counted.leftOut() };
}
const counts = (sessions: unknown[]) =>
  tally(sessions).observations.map(({ asn, family, blocked, received }) => [asn, family, blocked, received]);
/** What was left out, without the zeros. */
const left = (sessions: unknown[]): Partial<LeftOut> =>
  Object.fromEntries(Object.entries(tally(sessions).leftOut).filter(([, count]) => count > 0));
const problem = (text: string): string => {
  try {
    readSpooferPage(text);
  } catch (error) {
    expect((error as MusterError).code).to.equal("spoofer-invalid");
    return String((error as MusterError).details.problem);
  }
  return "none";
};

describe("Tests of source address validation", () => {
  it("become counts per network and family, with the times between which they were made", () => {
    const { observations, leftOut } = tally([
      session({ timestamp: ago(30) }),
      session({ client4: "198.51.100.0/24", timestamp: ago(20), routedspoof: "received" }),
      session({ client4: "203.0.113.0/24", asn4: 64_501 }),
      over6(),
    ]);
    const observation = { method: "client", evidence: EVIDENCE } as const;
    const at = (days: number) => NOW - days * DAY;
    expect(observations).to.deep.equal([
      { asn: 64_500, family: "ipv4", blocked: 1, received: 1, first: at(30), last: at(20), expiresAt: at(20) + 90 * DAY, ...observation },
      { asn: 64_500, family: "ipv6", blocked: 1, received: 0, first: at(10), last: at(10), expiresAt: at(10) + 90 * DAY, ...observation },
      { asn: 64_501, family: "ipv4", blocked: 1, received: 0, first: at(10), last: at(10), expiresAt: at(10) + 90 * DAY, ...observation },
    ]);
    expect(Object.values(leftOut)).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });

  it("show no validation when any packet arrived, and validation only when those from routed addresses were dropped", () => {
    const results = ["received", "blocked", "rewritten", "unknown", null];
    for (const routedspoof of results)
      for (const privatespoof of results) {
        const found = counts([session({ routedspoof, privatespoof })]);
        const arrived = routedspoof === "received" || privatespoof === "received";
        const expected = arrived ? [[64_500, "ipv4", 0, 1]] : routedspoof === "blocked" ? [[64_500, "ipv4", 1, 0]] : [];
        expect(found, `${routedspoof}, ${privatespoof}`).to.deep.equal(expected);
      }
    expect(left([session({ routedspoof: "rewritten" })])).to.deep.equal({ "without-result": 1 });
    expect(left([session({ routedspoof: "unknown", privatespoof: "blocked" })])).to.deep.equal({ "without-result": 1 });
    expect(left([session({ routedspoof: null, privatespoof: null })]), "not tested").to.deep.equal({});
  });

  it("say nothing behind address translation, in the family that is translated", () => {
    const both = { ...over6(), ...session({ nat4: true, routedspoof: "received" }) };
    const dual = { ...both, client6: "2001:db8::/40", asn6: "64500", nat6: false, routedspoof6: "blocked" };
    expect(counts([dual])).to.deep.equal([[64_500, "ipv6", 1, 0]]);
    expect(left([dual])).to.deep.equal({ "behind-translation": 1 });
    expect(counts([{ ...dual, nat4: false, nat6: true }])).to.deep.equal([[64_500, "ipv4", 0, 1]]);
    for (const nat4 of [null, undefined]) expect(left([session({ nat4 })]), "not known").to.deep.equal({ "behind-translation": 1 });
  });

  it("count a client once, by its newest test that gave a result", () => {
    const before = session({ timestamp: ago(20), routedspoof: "received" });
    const after = session({ timestamp: ago(5) });
    const unclear = session({ timestamp: ago(1), routedspoof: "unknown" });
    for (const order of [
      [before, after, unclear],
      [unclear, after, before],
    ]) {
      expect(counts(order)).to.deep.equal([[64_500, "ipv4", 1, 0]]);
      expect(left(order)).to.deep.equal({ repeated: 1, "without-result": 1 });
    }
    const worse = session({ timestamp: ago(5), routedspoof: "received" });
    for (const order of [
      [worse, after],
      [after, worse],
    ])
      expect(counts(order), "of the same second").to.deep.equal([[64_500, "ipv4", 0, 1]]);
  });

  it("know a client however its prefix is written", () => {
    const same = ["2001:db8:100::/40", "2001:0DB8:0100::/40", "2001:db8:1ff:0:0:0:0:1/64", "2001:db8:142::/48"];
    expect(counts(same.map((client6) => over6({ client6 })))).to.deep.equal([[64_500, "ipv6", 1, 0]]);
    expect(counts([over6({ client6: "2001:db8:200::/40" }), over6({ client6: same[0] })])[0]?.[2]).to.equal(2);
    expect(counts([session({ client4: "192.0.2.77/32" }), session({ client4: "192.0.2.0/24" })])[0]?.[2]).to.equal(1);
  });

  it("are left out when they are too old, of the future, or of no network or client", () => {
    expect(left([session({ timestamp: ago(90) })])).to.deep.equal({ "too-old": 1 });
    expect(counts([session({ timestamp: ago(89.999) })]).length).to.equal(1);
    expect(left([session({ timestamp: ago(-0.001) })])).to.deep.equal({ "not-yet": 1 });
    for (const nothing of [{ asn4: null }, { client4: null }, { asn4: undefined }])
      expect(left([session(nothing)])).to.deep.equal({ unlocated: 1 });
    expect(() => createTally({ now: NOW, validity: MAX_VALIDITY + 1 })).to.throw(RangeError);
    expect(() => createTally({ now: NOW, validity: 0 })).to.throw(RangeError);
  });

  it("are read from a collection with its next page, a list, and one a line", () => {
    const next = "/sessions?page=2";
    const page = readSpooferPage(JSON.stringify({ "hydra:member": [session(), session()], "hydra:view": { "hydra:next": next } }));
    expect([page.sessions.length, page.next]).to.deep.equal([2, next]);
    expect(readSpooferPage(JSON.stringify({ "hydra:member": [] }))).to.deep.equal({ sessions: [], next: null });
    expect(readSpooferPage(JSON.stringify({ "hydra:member": [], "hydra:view": {} })).next).to.equal(null);
    const lines = `${JSON.stringify(session())}\r\n\n${JSON.stringify(session())}\n`;
    expect([readSpooferPage(lines).sessions.length, readSpooferPage(JSON.stringify(session())).sessions.length]).to.deep.equal([2, 1]);
  });

  it("are refused with the place of what is wrong first, and without repeating it", () => {
    const hydra = (members: unknown) => JSON.stringify({ "hydra:member": members });
    for (const [text, place] of [
      [hydra([session(), session(), session(), session({ asn4: "64500, 64501" })]), /^hydra:member\[3\]\.asn4 is not one number/],
      [hydra([session({ asn4: "4294967296" })]), /^hydra:member\[0\]\.asn4 is larger/],
      [hydra([session({ asn4: "0" })]), /^hydra:member\[0\]\.asn4 /],
      [hydra([session({ asn4: "<script>" })]), /^hydra:member\[0\]\.asn4 is not one number of a network$/],
      [hydra([session({ routedspoof: "<b>" })]), /^hydra:member\[0\]\.routedspoof is not what the API has there$/],
      [hydra([session({ timestamp: "2026-11-01T10:00:00" })]), /^hydra:member\[0\]\.timestamp is not a time with its zone$/],
      [hydra([session({ timestamp: 5 })]), /^hydra:member\[0\]\.timestamp is not what/],
      [hydra([session({ client4: "192.0.2.256/24" })]), /^hydra:member\[0\]\.client4 is not a prefix/],
      [hydra([session({ client6: "2001:db8::1::/40" })]), /^hydra:member\[0\]\.client6 is not a prefix/],
      [hydra([session({ nat4: "false" })]), /^hydra:member\[0\]\.nat4 is not what/],
      [hydra([5]), /^hydra:member\[0\] is not what/],
      [hydra("all"), /^hydra:member is not /],
      [JSON.stringify([session(), null]), /^\[1\] is not what/],
      [`${JSON.stringify(session())}\n{"asn4": `, /^line 2 is not JSON$/],
      [`${JSON.stringify(session())}\n${JSON.stringify(session({ asn6: [] }))}`, /^line 2\.asn6 /],
      ["", /^it is empty$/],
      ["no", /^line 1 is not JSON$/],
      ['"text"', /^line 1 is not what/],
      ["[".repeat(100_000), /^line 1 is not JSON$/],
    ] as const)
      expect(problem(text)).to.match(place);
  });

  it("never count more than there were, nor depend on their order", () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = randomOf(seed);
      const one = <Item>(...items: Item[]): Item => items[random(items.length)] as Item;
      const sessions = Array.from({ length: random(40) }, () => ({
        ...session({
          ...{
            timestamp: ago(random(200) - 5),
            asn4: one<string | number | null>("1", 2, null),
            client4: one("10.0.0.0/24", "10.0.1.9/32", null),
          },
          ...{
            nat4: one(false, false, true, null),
            routedspoof: one("blocked", "received", "unknown", null),
            privatespoof: one("received", null),
          },
        }),
        ...{
          asn6: one("1", null),
          client6: one("::/40", "fe80::/10"),
          nat6: one(false, true),
          routedspoof6: one("blocked", "received", null),
        },
      }));
      const { observations, leftOut } = tally(sessions);
      const tested = sessions.reduce(
        (total, { routedspoof, privatespoof, routedspoof6 }: Record<string, unknown>) =>
          total + (routedspoof === null && privatespoof === null ? 0 : 1) + (routedspoof6 === null ? 0 : 1),
        0,
      );
      const counted = observations.reduce((total, { blocked, received }) => total + blocked + received, 0);
      expect(counted + Object.values(leftOut).reduce((total, count) => total + count, 0), `seed ${seed}`).to.equal(tested);
      for (const { blocked, received, first, last, expiresAt } of observations) {
        expect(blocked + received).to.be.within(1, 4);
        expect(first).to.be.at.most(last);
        expect(last).to.be.at.most(NOW);
        expect(expiresAt).to.be.within(NOW + 1, last + MAX_VALIDITY);
      }
      expect(tally([...sessions].reverse()).observations).to.deep.equal(observations);
    }
  });
});

describe("A prefix of addresses", () => {
  it("has one form, however it is written", () => {
    expect(prefixOf("192.0.2.77/32", "ipv4", 24)).to.equal(prefixOf("192.0.2.0/24", "ipv4", 24));
    expect(prefixOf("::/0", "ipv6", 40)).to.equal("0:0:0:0:0:0:0:0/0");
    expect(prefixOf("255.255.255.255/20", "ipv4", 24)).to.equal("ff:ff:f0:0/20");
    expect(prefixOf("ABCD:ef01:2345:6789::/64", "ipv6", 40)).to.equal("abcd:ef01:2300:0:0:0:0:0/40");
  });

  it("is not what only looks like one", () => {
    for (const text of ["192.0.2.0", "192.0.2.0/33", "192.0.2/24", "192.0.2.00/24", "1.2.3.4.5/24", "a.b.c.d/24", "192.0.2.0/024"])
      expect(prefixOf(text, "ipv4", 24), text).to.equal(null);
    for (const text of [
      "2001:db8::/129",
      "2001::db8::/32",
      ":::/40",
      "1:2:3:4:5:6:7:8:9/40",
      "1:2:3:4:5:6:7::8/40",
      "12345::/40",
      "1:2:3/40",
      "/40",
    ])
      expect(prefixOf(text, "ipv6", 40), text).to.equal(null);
  });
});
