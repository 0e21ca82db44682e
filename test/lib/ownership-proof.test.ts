import { expect } from "chai";
import { answerLink, ownershipStatement, questionLink, readAnswer, readQuestion } from "../../lib/domain/ownership-proof.ts";

const nonce = Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256);
const question = { device: "4-7", nonce, askedAt: 1_790_000_000 };
const DEVICES = `0x${"de".repeat(20)}` as const;
const fragmentOf = (link: string): string => new URL(link).hash.slice(1);

describe("lib/domain/ownership-proof", () => {
  it("has the wallet sign a sentence that names the device, the question, its time, the register and the chain", () => {
    const statement = ownershipStatement(31337, DEVICES, question);
    expect(statement).to.match(/^I control device 4-7 of the Muster register/);
    expect(statement).to.include("Asked at: 2026-09-21T14:13:20.000Z").and.to.include(`Register: ${DEVICES} on chain 31337`);
    const others = [{ device: "4-8" }, { nonce: new Uint8Array(16) }, { askedAt: 1_790_000_001 }];
    for (const change of others) expect(ownershipStatement(31337, DEVICES, { ...question, ...change })).to.not.equal(statement);
    expect(ownershipStatement(1, DEVICES, question)).to.not.equal(statement);
  });

  it("brings the question and its answer across behind the # of a link", () => {
    const asked = questionLink("https://muster.example", question);
    expect(asked).to.match(/^https:\/\/muster\.example\/show-owner\/4-7#/);
    expect(readQuestion("4-7", fragmentOf(asked))).to.deep.equal(question);
    const answered = answerLink("https://muster.example", question, "0xab12");
    expect(answered).to.match(/^https:\/\/muster\.example\/verify-owner\/4-7#/);
    expect(readAnswer("4-7", fragmentOf(answered))).to.deep.equal({ question, signature: "0xab12" });
  });

  it("takes nothing that was damaged on the way", () => {
    const good = fragmentOf(answerLink("https://muster.example", question, "0xab12"));
    expect(readAnswer("4-7", good)).to.not.equal(null);
    for (const bad of [
      "",
      "x",
      good.slice(1),
      good.slice(0, -1),
      good.replace(".0x", "."),
      good.replace("1790000000", "soon"),
      `${good}.0x`,
    ])
      expect(readAnswer("4-7", bad), bad).to.equal(null);
    for (const bad of ["", "x", "%E0%A4%A.5", good]) expect(readQuestion("4-7", bad), bad).to.equal(null);
  });
});
