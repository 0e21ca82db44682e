import { expect } from "chai";
import { certificateEnd, certificateState, lastMoment } from "../../lib/domain/certificate.ts";
import {
  contradictions,
  countProvisions,
  DECLARATION_MAX_BYTES,
  type Declaration,
  declarationDigest,
  decodeDeclaration,
  encodeDeclaration,
  requireAgreement,
} from "../../lib/domain/declaration.ts";
import { declarationDifference } from "../../lib/domain/declaration-difference.ts";
import { emptyDeclaration, finishDeclaration } from "../../lib/domain/declaration-draft.ts";
import { legalViews, missingFields, type RegisterFacts } from "../../lib/domain/declaration-views.ts";
import { CLAUSES, CONDITIONS, clauseOf, isMandatory, mayNotApply, PROVISIONS } from "../../lib/domain/en303645.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { declarationOf, provisionsWith } from "../fixtures/declaration.ts";

/** The refusal, as a person reads it. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof MusterError) return error.message;
    throw error;
  }
  return "no refusal";
}
const refusal = (changes: object): string => refusalOf(() => encodeDeclaration(declarationOf(changes as Partial<Declaration>)));

describe("table B.1 of ETSI EN 303 645", () => {
  it("has 33 mandatory provisions and 35 recommendations, each once and in a clause of the standard", () => {
    expect(PROVISIONS.filter(isMandatory)).to.have.length(33);
    expect(PROVISIONS).to.have.length(68);
    expect(new Set(PROVISIONS.map(({ id }) => id)).size).to.equal(68);
    const clauses = CLAUSES.map(({ id }) => id);
    expect([...new Set(PROVISIONS.map(({ id }) => clauseOf(id)))], "in the order of the clauses").to.deep.equal(clauses);
  });

  it("has the statuses and conditions that the table prints", () => {
    // Copied from a transcription of the table that names them by clause and number; see docs/declarations.md.
    const printed = [
      "5.1: M C (1), M C (2), M, M C (8), M C (5)",
      "5.2: M, R, R",
      "5.3: R, M C (5), M C (12), R C (12), R C (12), R C (9 12), M C (12), M C (12), R C (12), M C (11 12), R C (12), R C (12), M, R C (3 4), R C (3 4), M",
      "5.4: M, M C (10), M, M",
      "5.5: M, R, R, R, M, R, M, M",
      "5.6: M, M, R, M C (13), R, R, R, R, R",
      "5.7: R, R",
      "5.8: R, M, M",
      "5.9: R, R, R",
      "5.10: R C (6)",
      "5.11: M, R, R, R",
      "5.12: R, R, R",
      "5.13: M",
      "6: M, M C (7), M, R C (6), M C (6)",
    ];
    const ours = Map.groupBy(PROVISIONS.slice(1), ({ id }) => clauseOf(id));
    const told = [...ours].map(([clause, of]) => {
      const each = of.map(({ status, conditions }) => [status, conditions.length > 0 ? `(${conditions.join(" ")})` : ""].join(" ").trim());
      return `${clause}: ${each.join(", ")}`;
    });
    expect(told).to.deep.equal(printed);
    for (const of of ours.values()) expect(of.map(({ id }) => Number(id.split("-")[1]))).to.deep.equal(of.map((_, at) => at + 1));
    // Not in the table, but a provision of clause 4 ("shall").
    expect(PROVISIONS[0]).to.include({ id: "4-1", status: "M" });
  });

  it("names a condition that is told where the status has one, and only there", () => {
    for (const { id, status, conditions } of PROVISIONS) {
      expect(conditions.length > 0, id).to.equal(status.endsWith("C"));
      for (const condition of conditions) expect(CONDITIONS[condition], `${id}, ${condition}`).to.be.a("string");
    }
    expect(new Set(PROVISIONS.flatMap(({ conditions }) => conditions)).size, "each is used").to.equal(Object.keys(CONDITIONS).length);
  });
});

describe("a security declaration", () => {
  it("is the same bytes whatever order its keys came in, and reads back as it was", () => {
    const declaration = declarationOf();
    const bytes = encodeDeclaration(declaration);
    const turned = Object.fromEntries(Object.entries(declaration).reverse()) as Declaration;
    expect(declarationDigest(encodeDeclaration(turned))).to.equal(declarationDigest(bytes));
    expect(decodeDeclaration(bytes)).to.deep.equal(declaration);
  });

  it("answers every provision in the order of the table", () => {
    const all = provisionsWith();
    expect(refusal({ provisions: all.slice(0, -1) })).to.include("provisions.6-5: is missing");
    expect(refusal({ provisions: [all[1], all[0], ...all.slice(2)] })).to.include("provisions.4-1: is missing, or stands in another place");
    expect(refusal({ provisions: [...all, { id: "7-1", answer: "met" }] })).to.include("more provisions than the table");
  });

  it("gives a reason for what is not met, and for what does not apply", () => {
    expect(refusal({ provisions: provisionsWith({ "5.2-2": { answer: "not-met" } }) })).to.include("5.2-2: needs a reason");
    expect(refusal({ provisions: provisionsWith({ "5.6-4": { answer: "not-applicable" } }) })).to.include("5.6-4: needs a reason");
    const reason = "No debug interface can be reached.";
    expect(refusal({ provisions: provisionsWith({ "5.6-4": { answer: "not-applicable", reason } }) })).to.equal("no refusal");
  });

  it("calls nothing not applicable that applies to every device", () => {
    for (const provision of PROVISIONS) {
      const answered = provisionsWith({ [provision.id]: { answer: "not-applicable", reason: "Because." } });
      const text = refusal({ provisions: answered, telemetry: { collected: false, text: "None." } });
      expect(text.includes(`${provision.id}: applies to every device`), provision.id).to.equal(!mayNotApply(provision));
    }
  });

  it("does not contradict itself", () => {
    expect(refusal({ credentials: "shared" })).to.include("5.1-1: cannot be met with a password that all units share");
    expect(refusal({ keys: "shared" })).to.include("5.4-4: cannot be met with keys that all units share");
    const silent = provisionsWith({ "6-5": { answer: "not-applicable", reason: "None is collected." } });
    expect(refusal({ provisions: silent })).to.include("6-5: applies, because telemetry is collected");
    expect(refusal({ support: { until: "2030-03-17", availableUntil: "2030-03-16" } })).to.include("lies before the end of support");
  });

  it("refuses what cannot be read, does not exist or leads elsewhere", () => {
    expect(refusal({ personalData: "turned \u202e around" })).to.include("personalData: holds characters that cannot be shown");
    expect(refusal({ support: { until: "2030-02-30" } })).to.include("support.until: is not a day");
    expect(refusal({ instructions: "javascript:alert(1)" })).to.include("instructions: is not a web address");
    expect(refusal({ mud: "http://maker.example/mud.json" })).to.include("mud: is not an https address");
    expect(refusal({ vulnerabilities: { acknowledgedWithinDays: 3, statusEveryDays: 14 } })).to.include(
      "needs a mail address or a web address",
    );
    expect(refusal({ model: { gtin: "09506000134353", name: "A", type: "B" } })).to.include("model.gtin: has a wrong check digit");
    expect(refusal({ standard: "ETSI EN 303 645 V3.1.3" })).to.include("standard:");
    expect(refusal({ surprise: true })).to.include('"surprise"');
    expect(refusalOf(() => decodeDeclaration(new TextEncoder().encode("{")))).to.include("not JSON in UTF-8");
    expect(refusalOf(() => decodeDeclaration(new Uint8Array(DECLARATION_MAX_BYTES + 1)))).to.include("longer than 256 KiB");
  });

  it("fits with the longest reasons there can be", () => {
    const reason = "r".repeat(1_000);
    const answers = Object.fromEntries(PROVISIONS.map(({ id }) => [id, { answer: "not-met" as const, reason }]));
    expect(refusal({ provisions: provisionsWith(answers) })).to.equal("no refusal");
  });

  it("is held against what the register has of the model", () => {
    const until = Date.parse("2030-03-17T00:00:00Z") / 1000;
    const facts = { gtin: "09506000134352", supportEnd: until, credentials: "unique-per-device", keys: "unique-per-device" } as const;
    expect(contradictions(declarationOf(), facts)).to.deep.equal([]);
    expect(contradictions(declarationOf(), { ...facts, supportEnd: until + 1, keys: "shared", credentials: "absent" })).to.have.length(2);
    expect(refusalOf(() => requireAgreement(declarationOf(), { ...facts, gtin: "09506000246819" }))).to.include("it is about GTIN");
    expect(refusalOf(() => requireAgreement(declarationOf(), { ...facts, supportEnd: until - 1 }))).to.include("promises updates until");
  });

  it("is counted by what is demanded and what is recommended", () => {
    expect(countProvisions(declarationOf())).to.deep.equal({
      mandatory: { met: 33, notMet: 0, notApplicable: 0 },
      recommended: { met: 33, notMet: 1, notApplicable: 1 },
    });
  });

  it("is told apart from the one before by provision and by part", () => {
    const after = declarationOf({
      support: { until: "2031-12-31" },
      provisions: provisionsWith({ "5.3-14": { answer: "not-applicable", reason: "It can be updated." } }),
    });
    const { provisions, fields } = declarationDifference(declarationOf(), after);
    expect(provisions).to.deep.equal([{ id: "5.7-2", before: "not-met", after: "met", reason: null }]);
    expect(fields.map(({ field }) => field)).to.deep.equal(["support"]);
    expect(fields[0]?.words.filter(({ kind }) => kind === "added").map(({ text }) => text)).to.deep.equal(["2031-12-31"]);
    expect(declarationDifference(after, after)).to.deep.equal({ provisions: [], fields: [] });
  });
});

describe("a declaration that is being written", () => {
  const model = { gtin: "09506000134352", name: "Northgate Doorway 2", maker: { name: "Northgate" }, supportEnd: 1_900_000_000 };

  it("begins with every provision open, and names what is left to do", () => {
    const draft = emptyDeclaration(model);
    expect(draft.support.until).to.equal("2030-03-17");
    const finished = finishDeclaration(draft);
    if (!("problems" in finished)) throw new Error("an empty draft is no declaration");
    const paths = finished.problems.map(({ path }) => path);
    expect(paths).to.include.members(["model.type", "maker.address", "updates.text", "signed.name", "provisions.5.1-1"]);
    expect(paths.filter((path) => path.startsWith("provisions."))).to.have.length(68);
  });

  it("becomes a declaration when all is said, without what was left empty", () => {
    const draft = { ...declarationOf(), setup: "  ", maker: { ...declarationOf().maker, email: "" } };
    expect(finishDeclaration(draft)).to.deep.equal({ declaration: declarationOf() });
  });
});

describe("the views of a declaration", () => {
  const register: RegisterFacts = {
    name: "Northgate Doorway 2",
    gtin: "09506000134352",
    maker: { name: "Northgate Cameras", domain: "northgate.example" },
    supportEnd: "2030-03-17",
    declaredOn: "2026-01-13",
    certificates: [
      { laboratory: "Elm Test House", state: "in-force", certifiedOn: "2026-02-01" },
      { laboratory: "Old Labs", state: "lapsed", certifiedOn: "2024-02-01" },
    ],
  };
  const views = (changes: Partial<Declaration> = {}) => legalViews(declarationOf(changes), register);
  const missing = (changes: Partial<Declaration> = {}) =>
    Object.fromEntries(views(changes).map((view) => [view.id, missingFields(view).map(({ reference }) => reference)]));

  it("have the fields of their sources, and say which are missing", () => {
    expect(views().map(({ fields }) => fields.length)).to.deep.equal([7, 15, 10]);
    expect(missing()).to.deep.equal({
      uk: ["3", "4"],
      eu: ["4", "5", "6", "8 (a)", "8 (b)", "8 (d)", "8 (e)", "8 (f)", "9"],
      us: ["3", "4", "7"],
    });
  });

  it("are complete as far as a maker can complete them", () => {
    const said = missing({
      unitedKingdom: { basis: "schedule-1", batches: "all" },
      model: { ...declarationOf().model, intendedUse: "At a door.", risks: "Other people's doors." },
      conformity: "https://northgate.example/doc",
      setup: "Follow the app.",
      changes: "None is possible.",
      disposal: "Hold the button for ten seconds.",
      updates: { delivery: "by-owner", text: "In the app." },
      integration: "It is not built into others.",
      bills: { software: true, hardware: true, softwareUrl: "https://northgate.example/sbom" },
    });
    // What the label administrators of the FCC grant, nobody here knows.
    expect(said).to.deep.equal({ uk: [], eu: [], us: ["3", "4"] });
  });

  it("say who says what, and that they are not the legal document", () => {
    const [uk, eu, us] = views() as [ReturnType<typeof views>[0], ReturnType<typeof views>[0], ReturnType<typeof views>[0]];
    expect(us.fields.find(({ reference }) => reference === "5")).to.deep.include({
      from: "register",
      values: ["Elm Test House, 2026-02-01 (of this register)"],
    });
    expect(us.fields.find(({ reference }) => reference === "6")?.values[0]).to.equal("Each unit comes with a password of its own.");
    expect(eu.fields.filter(({ reference }) => reference === "3").map(({ from, values }) => [from, values[0]])).to.deep.equal([
      ["register", "Northgate Doorway 2, GTIN 09506000134352"],
      ["declaration", declarationOf().model.type],
    ]);
    const basis = (of: "schedule-1" | "schedule-2") =>
      views({ unitedKingdom: { basis: of, batches: "all" } })[0]?.fields.find(({ reference }) => reference === "4")?.values;
    expect(basis("schedule-1")).to.have.length(1);
    expect(basis("schedule-2")?.[1]).to.equal("Standard of this declaration: ETSI EN 303 645 V2.1.1 (June 2020)");
    expect(uk.fields.find(({ reference }) => reference === "6")).to.deep.include({
      from: "declaration",
      values: ["Nadia Brandt, Head of product security"],
    });
    for (const view of [uk, eu, us]) expect(view.caution).to.match(/not|own/);
  });
});

describe("a certificate", () => {
  it("counts on the whole of its last day, which is the day that is told", () => {
    const validUntil = certificateEnd("2028-06-30");
    expect(new Date(validUntil * 1000).toISOString()).to.equal("2028-07-01T00:00:00.000Z");
    expect(new Date(lastMoment({ validUntil }) * 1000).toISOString()).to.equal("2028-06-30T23:59:59.000Z");
  });

  const facts = { version: 2, validUntil: 1_000, isRevoked: false, isSuspended: false };

  it("is in force for the declaration that was tested, until its last second", () => {
    expect(certificateState(facts, 2, 999)).to.equal("in-force");
    expect(certificateState(facts, 2, 1_000)).to.equal("lapsed");
    expect(certificateState(facts, 3, 999)).to.equal("earlier-version");
    expect(certificateState({ ...facts, isSuspended: true }, 2, 999)).to.equal("laboratory-suspended");
    expect(certificateState({ ...facts, isRevoked: true, isSuspended: true }, 3, 2_000)).to.equal("revoked");
  });
});
