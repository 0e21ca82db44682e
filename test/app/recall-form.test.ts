import { readFileSync } from "node:fs";
import { expect } from "chai";
import { emptyForm, problemsOf, type RecallForm, stepsOf } from "../../app/(manufacturer)/console/_components/recall-form.ts";
import { formFromAdvisory, formFromNotice, noticeOf, recallOf } from "../../app/(manufacturer)/console/_components/recall-notice.ts";
import { scopeViewOf } from "../../app/(manufacturer)/console/_components/scope-view.ts";
import { amendmentProblems, beginAmendment } from "../../app/(manufacturer)/console/recalls/amend/[recallId]/amendment-form.ts";
import { dayWindow } from "../../app/(manufacturer)/console/recalls/new/day-window.ts";
import { encodeDraft } from "../../lib/chain/draft.ts";
import { parseCsaf } from "../../lib/domain/csaf.ts";
import { noticeFromCsaf } from "../../lib/domain/csaf-notice.ts";
import { decodeNotice, encodeNotice, type Notice, noticeDigest } from "../../lib/domain/notice-document.ts";
import type { ModelRef, ScopeItemView } from "../../lib/feed/wire.ts";

const filled: RecallForm = {
  ...emptyForm("Lumen Forge"),
  scope: [{ kind: "component", excluded: false, subject: "1", first: 0, last: 0 }],
  headline: " The board gets hot ",
  hazard: "It can melt.",
  steps: "Switch it off.\n\n  Install the update. \n",
  remedyText: "A free update.",
  contactEmail: "safety@lumenforge.example",
};

describe("the form of a recall", () => {
  it("has no complaint when everything is there", () => {
    expect(problemsOf(filled)).to.deep.equal({});
  });

  it("names each field in which something is missing", () => {
    expect(Object.keys(problemsOf(emptyForm("Lumen Forge"))).sort()).to.deep.equal([
      "contactEmail",
      "hazard",
      "headline",
      "remedyText",
      "scope",
      "steps",
    ]);
    expect(problemsOf({ ...filled, contactName: "  " })).to.have.keys("contactName");
    expect(problemsOf({ ...filled, contactEmail: "safety@" })).to.have.keys("contactEmail");
    expect(problemsOf({ ...filled, contactUrl: "javascript:alert(1)" })).to.have.keys("contactUrl");
    expect(problemsOf({ ...filled, headline: "x".repeat(201) })).to.have.keys("headline");
    expect(problemsOf({ ...filled, steps: "a step\n".repeat(21) })).to.have.keys("steps");
  });

  it("takes any one way to reach the issuer", () => {
    const unreachable = { ...filled, contactEmail: "" };
    expect(problemsOf(unreachable)).to.have.keys("contactEmail");
    expect(problemsOf({ ...unreachable, contactPhone: "+47 800 00 210" })).to.deep.equal({});
    expect(problemsOf({ ...unreachable, contactUrl: "https://lumenforge.example/help" })).to.deep.equal({});
  });

  it("makes a notice that a reader accepts, word for word", () => {
    expect(stepsOf(filled)).to.deep.equal(["Switch it off.", "Install the update."]);
    const notice = decodeNotice(encodeNotice(noticeOf(filled)));
    expect(notice.headline).to.equal("The board gets hot");
    expect(notice.whatToDo).to.deep.equal(["Switch it off.", "Install the update."]);
    expect(notice.contact).to.deep.equal({ name: "Lumen Forge", email: "safety@lumenforge.example" });
  });

  it("names the devices, a choice of remedies, a free number and the sale in the notice, and nothing that was left empty", () => {
    const maker = { id: 2, name: "Northgate Cameras", domain: null };
    const model = { id: "2-09506000134352", gtin: "09506000134352", name: "Doorway 2", kind: "device", maker } as unknown as ModelRef;
    const more = {
      otherKind: "refund",
      otherText: "Your money back.",
      contactPhone: "+47 800 00 210",
      phoneIsFree: true,
      soldBy: "Shops",
    } as const;
    const notice = decodeNotice(encodeNotice(noticeOf({ ...filled, ...more }, [model])));
    expect(notice.products).to.deep.equal([{ vendor: "Northgate Cameras", name: "Doorway 2", modelNumbers: ["09506000134352"] }]);
    expect(notice.remedies.map(({ kind }) => kind)).to.deep.equal(["update", "refund"]);
    expect([notice.contact.phoneIsFree, notice.sold]).to.deep.equal([true, { by: "Shops" }]);
    expect(decodeNotice(encodeNotice(noticeOf(filled)))).not.to.have.any.keys("sold", "units", "madeBy", "incidents", "onlyRemedy");
    expect(problemsOf({ ...filled, otherKind: "refund" })).to.have.keys("otherText");
  });

  it("counts days of production whole, in their order", () => {
    expect(dayWindow("2016-03-01", "2016-03-01")).to.deep.equal({ first: 1_456_790_400, last: 1_456_876_799 });
    expect([dayWindow("2016-03-02", "2016-03-01"), dayWindow("", "2016-03-01"), dayWindow("2016-03-01", "")]).to.deep.equal([
      null,
      null,
      null,
    ]);
  });

  it("begins with what an advisory says, and loses none of its products, remedies and notes", () => {
    const advisory = noticeFromCsaf(parseCsaf(readFileSync(new URL("../fixtures/advisory.json", import.meta.url), "utf8")));
    const scope: RecallForm["scope"] = [{ kind: "component", excluded: false, subject: "1", first: 0, last: 0 }];
    const form = { ...formFromAdvisory(advisory, "Lumen Forge"), scope, contactEmail: "safety@lumenforge.example" };
    expect(problemsOf(form)).to.deep.equal({});
    const notice = decodeNotice(encodeNotice(noticeOf(form)));
    const { contact, ...said } = decodeNotice(encodeNotice(advisory));
    expect(notice).to.deep.include(said);
    expect(notice.contact, "the publisher is not whom owners ask").to.deep.equal({
      name: "Lumen Forge",
      email: "safety@lumenforge.example",
    });
    expect(contact.name).to.equal("Lumen Forge PSIRT");
    const changed = noticeOf({ ...form, remedyText: "Another text." });
    expect(changed.remedies).to.deep.equal([{ kind: "update", text: "Another text." }, ...advisory.remedies.slice(1)]);
  });

  it("begins with the notice of the version before, and changes nothing of it by itself", () => {
    const advisory = noticeFromCsaf(parseCsaf(readFileSync(new URL("../fixtures/advisory.json", import.meta.url), "utf8")));
    const model = { gtin: "09506000134352", name: "Doorway 2", maker: { name: "Northgate" } } as unknown as ModelRef;
    const written = noticeOf({ ...filled, otherKind: "refund", otherText: "Money.", soldBy: "Shops", incidents: "Two." }, [model]);
    for (const notice of [
      written,
      { ...advisory, severity: advisory.severity ?? "high", contact: { ...advisory.contact, details: "Room 5" } },
    ] as Notice[])
      expect(encodeNotice(noticeOf(formFromNotice(notice)))).to.deep.equal(encodeNotice(notice));
    // a model that is named already is not named twice
    expect(noticeOf(formFromNotice(written), [model]).products).to.have.length(1);
  });

  it("amends a recall only with a reason, and within the entries that all its versions may have together", () => {
    const present = { measure: "recall", severity: "critical", scope: filled.scope } as const;
    const begun = beginAmendment(present, noticeOf(filled));
    expect([begun.measure, begun.severity, begun.scope]).to.deep.equal(["recall", "critical", []]);
    expect(amendmentProblems(begun, present)).to.have.keys("reason");
    const amended = { ...begun, reason: "Lot 7 has the board too." };
    expect(amendmentProblems(amended, present)).to.deep.equal({});
    const item = filled.scope[0] as ScopeItemView;
    expect(amendmentProblems({ ...amended, scope: Array(63).fill(item) }, present)).to.deep.equal({});
    expect(amendmentProblems({ ...amended, scope: Array(64).fill(item) }, present)).to.have.keys("scope");
    expect(amendmentProblems({ ...amended, reason: "x".repeat(2_001), headline: "" }, present)).to.have.keys("reason", "headline");
  });

  it("makes a draft whose scope reads back as it was chosen", () => {
    const scope: RecallForm["scope"] = [
      { kind: "component", excluded: false, subject: "1", first: 0, last: 0 },
      { kind: "batch", excluded: false, subject: "3", first: 5, last: 24 },
      { kind: "model", excluded: false, subject: "2-09506000134352", first: 0, last: 0 },
      { kind: "made", excluded: true, subject: "2-09506000134352", first: 1_700_000_000, last: 1_700_086_399 },
      { kind: "shipped", excluded: false, subject: "2-09506000134352", first: 1, last: 2 },
    ];
    const notice = noticeDigest(encodeNotice(noticeOf(filled)));
    const recall = recallOf({ ...filled, scope, fixes: { "2-09506000134352": 2 } }, 1, notice);
    const draft = encodeDraft({ step: "open", recall });
    expect(scopeViewOf(draft)).to.deep.equal(scope);
    expect(draft).to.deep.include({ notice, fixes: [{ model: "2-09506000134352", sequence: 2 }] });
  });
});
