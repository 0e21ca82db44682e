import { expect } from "chai";
import { at, judge, takenOver, withAt } from "../../app/(manufacturer)/console/models/[modelId]/declaration/declaration-form.ts";
import { emptyDeclaration } from "../../lib/domain/declaration-draft.ts";
import { declarationOf } from "../fixtures/declaration.ts";

/** The end of 17 March 2030 is not promised any more. */
const KNOWN = { gtin: "09506000134352", supportEnd: Date.parse("2030-03-17T00:00:00Z") / 1000 };
const blank = emptyDeclaration({ ...KNOWN, name: "Northgate Doorway 2", maker: { name: "Northgate Cameras GmbH" } });

describe("the form of a security declaration", () => {
  it("takes over every word of an earlier declaration, and is one again", () => {
    const whole = declarationOf({
      representatives: [{ market: "United Kingdom", name: "Northgate Ltd", address: "4 Quay Street" }],
      unitedKingdom: { basis: "schedule-2", batches: "all" },
      bills: { software: true, hardware: true, softwareUrl: "https://northgate.example/sbom" },
      keys: "shared",
      provisions: declarationOf().provisions.map((one) =>
        one.id === "5.4-4" ? { id: "5.4-4", answer: "not-met", reason: "One key." } : one,
      ),
    });
    const draft = takenOver(blank, whole);
    if (!draft) throw new Error("it was not taken over");
    expect(judge(draft, KNOWN)).to.deep.equal({ problems: {}, declaration: whole });
  });

  it("takes over nothing of a file that is none, and of one that is what stands where it belongs", () => {
    for (const none of [null, 3, [], {}, { format: "muster-notice/1" }])
      expect(takenOver(blank, none), JSON.stringify(none)).to.equal(null);
    const odd = {
      ...declarationOf(),
      credentials: "guess",
      maker: "me",
      support: { until: 7 },
      provisions: [null, { id: "5.1-1", answer: "yes" }],
    };
    const draft = takenOver(blank, { ...odd, representatives: "none", unitedKingdom: [], model: { gtin: "00000000000000", type: "lamp" } });
    expect(draft).to.deep.include({ credentials: blank.credentials, maker: blank.maker, support: blank.support, representatives: [] });
    expect(draft?.provisions).to.deep.equal(blank.provisions);
    expect(draft?.model).to.deep.equal({ ...blank.model, type: "lamp" });
    expect(draft).not.to.have.property("unitedKingdom");
  });

  it("says in sentences what is left to do, by field", () => {
    const draft = takenOver(blank, declarationOf()) ?? blank;
    const problems = (path: string, value: unknown) => judge(withAt(draft, path, value), KNOWN).problems;
    expect(problems("maker.address", "")).to.deep.equal({ "maker.address": "It has to be answered." });
    expect(problems("maker.email", "nobody")).to.deep.equal({ "maker.email": "It is not a mail address." });
    expect(problems("passwordChange", "x".repeat(1_001))).to.deep.equal({ passwordChange: "It is more than 1000 characters." });
    expect(problems("vulnerabilities.acknowledgedWithinDays", 366)).to.deep.equal({
      "vulnerabilities.acknowledgedWithinDays": "It is more than 365.",
    });
    expect(problems("vulnerabilities.statusEveryDays", 0)).to.deep.equal({ "vulnerabilities.statusEveryDays": "It is less than 1." });
    expect(problems("vulnerabilities.email", "")).to.deep.equal({ "vulnerabilities.email": "It needs a mail address or a web address." });
    expect(problems("credentials", "shared")).to.deep.equal({
      "provisions.5.1-1": "It cannot be met with a password that all units share.",
    });
    const first = draft.provisions.map((one) => (one.id === "5.1-1" ? { ...one, answer: "" } : one));
    expect(problems("provisions", first)).to.deep.equal({ "provisions.5.1-1": "It has to be answered." });
  });

  it("says what is wrong with fields together while others are still empty", () => {
    const draft = takenOver(blank, declarationOf({ keys: "shared" })) ?? blank;
    const open = withAt(withAt(draft, "personalData", ""), "support.availableUntil", "");
    const first = open.provisions.map((one) => (one.id === "5.7-2" ? { ...one, reason: " " } : one));
    expect(judge(withAt(open, "provisions", first), KNOWN).problems).to.deep.equal({
      "provisions.5.7-2": "It needs a reason, because it is not met.",
      personalData: "It has to be answered.",
      "provisions.5.4-4": "It cannot be met with keys that all units share.",
    });
  });

  it("promises no more than the register", () => {
    const draft = takenOver(blank, declarationOf({ support: { until: "2030-03-18" } })) ?? blank;
    expect(judge(draft, KNOWN)).to.deep.equal({
      problems: { "support.until": "In contradiction to the register: it promises updates until 2030-03-18, the register less." },
      declaration: null,
    });
  });

  it("changes one place and leaves the rest", () => {
    const draft = withAt(blank, "unitedKingdom.batches", "all");
    expect(at(draft, "unitedKingdom.batches")).to.equal("all");
    expect(at(draft, "maker.name")).to.equal("Northgate Cameras GmbH");
    expect(at(draft, "maker.name.first")).to.equal(undefined);
    expect(at(blank, "unitedKingdom")).to.equal(undefined);
  });
});
