import { expect } from "chai";
import { isOver, readableSubject, type Said, STANDINGS, type Standing, standingOf } from "../../lib/domain/disclosure.ts";
import { answerDue, type DisclosureTimes } from "../../lib/domain/disclosure-clock.ts";
import type { DisclosureKind, Verdict } from "../../lib/domain/kinds.ts";

describe("the standing of a disclosure", () => {
  const said = (changes: Partial<Said>): Standing =>
    standingOf({ isWithdrawn: false, isAnswered: false, isDemanded: false, verdicts: [], ...changes });

  it("follows from who has spoken, the weightier word first", () => {
    expect(said({})).to.equal("unanswered");
    expect(said({ isDemanded: true })).to.equal("demanded");
    expect(said({ isDemanded: true, isAnswered: true })).to.equal("answered");
    expect(said({ isAnswered: true, verdicts: ["dismissed"] })).to.equal("dismissed");
    expect(said({ isAnswered: true, isWithdrawn: true, verdicts: ["dismissed"] })).to.equal("withdrawn");
  });

  it("stays confirmed, whatever another regulator says, the maker answers or the researcher takes back", () => {
    for (const verdicts of [["confirmed"], ["dismissed", "confirmed"]] as Verdict[][])
      expect(said({ isAnswered: true, isWithdrawn: true, verdicts })).to.equal("confirmed");
  });

  it("puts nothing that nobody has answered before what somebody has vouched for", () => {
    const place = (standing: Standing) => STANDINGS.indexOf(standing);
    for (const vouched of ["confirmed", "demanded", "answered"] as const) expect(place(vouched)).to.be.lessThan(place("unanswered"));
    expect(STANDINGS.filter(isOver)).to.deep.equal(STANDINGS.slice(place("unanswered") + 1));
  });
});

describe("the clock of a maker", () => {
  const WEEK = 7 * 86_400;
  const due = (changes: Partial<DisclosureTimes>) =>
    answerDue({ revealedAt: 1000, answeredAt: null, demand: null, standing: "unanswered", ...changes });

  it("runs for a week from the revealing, until the maker answers", () => {
    expect(due({})).to.equal(1000 + WEEK);
    expect(due({ answeredAt: 1000 + 2 * WEEK, standing: "answered" })).to.equal(null);
  });

  it("runs to the day that a regulator sets, sooner or later, though another answer was given before", () => {
    for (const dueAt of [2000, 9_000_000]) {
      expect(due({ demand: { dueAt, answeredAt: null }, standing: "demanded" })).to.equal(dueAt);
      expect(due({ demand: { dueAt, answeredAt: null }, answeredAt: 1500, standing: "answered" })).to.equal(dueAt);
    }
    expect(due({ demand: { dueAt: 2000, answeredAt: 3000 }, answeredAt: 3000, standing: "answered" })).to.equal(null);
  });

  it("stops when the disclosure was dismissed or taken back, and not when it was confirmed", () => {
    for (const standing of ["dismissed", "withdrawn"] as const)
      expect(due({ standing, demand: { dueAt: 2000, answeredAt: null } })).to.equal(null);
    expect(due({ standing: "confirmed" })).to.equal(1000 + WEEK);
  });
});

describe("the subject of a disclosure", () => {
  it("is shown where it is a provision or a CVE, and in no other form", () => {
    const shown = (kind: DisclosureKind, ...texts: string[]) => texts.map((text) => readableSubject(kind, text));
    expect(shown("breach", "5.1-1", "5.13-1", "6.1-1")).to.deep.equal(["5.1-1", "5.13-1", "6.1-1"]);
    expect(shown("vulnerability", "CVE-2031-12345")).to.deep.equal(["CVE-2031-12345"]);
    for (const text of ["", "5.1", "x5.1-1", "5.1-1 scam.example", "CVE-1", "\u202e5.1-1", "5.1-1\n", "CVE-2031-12345"])
      expect(readableSubject("breach", text), text).to.equal(null);
    for (const text of ["", "5.1-1", "cve-2031-12345", "CVE-2031-12345\u0000"])
      expect(readableSubject("vulnerability", text), text).to.equal(null);
  });
});
