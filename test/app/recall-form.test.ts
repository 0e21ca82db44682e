import { expect } from "chai";
import {
  emptyForm,
  noticeOf,
  problemsOf,
  type RecallForm,
  recallOf,
  stepsOf,
} from "../../app/(manufacturer)/console/_components/recall-form.ts";
import { scopeViewOf } from "../../app/(manufacturer)/console/_components/scope-view.ts";
import { encodeDraft } from "../../lib/chain/draft.ts";
import { decodeNotice, encodeNotice, noticeDigest } from "../../lib/domain/notice-document.ts";

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
