import { expect } from "chai";
import { NOTICE_FORMAT, type Notice } from "../../lib/domain/notice-document.ts";
import { noticeDifference, type Version, versionDifference } from "../../lib/domain/version-difference.ts";
import { type WordChange, wordDifference } from "../../lib/domain/word-difference.ts";

const NOTICE: Notice = {
  format: NOTICE_FORMAT,
  language: "en",
  headline: "Product safety recall",
  hazard: "Anybody can log in.",
  whatToDo: ["Unplug it.", "Ask for your money back."],
  stopUse: false,
  isolateFromNetwork: false,
  remedies: [{ kind: "refund", text: "You get the price you paid." }],
  contact: { name: "Northgate" },
  products: [{ name: "Doorway 2", modelNumbers: ["NG-D2"] }],
  vulnerabilities: [],
  severity: "high",
  notes: [],
  source: null,
};

const marked = (changes: WordChange[]): string =>
  changes.map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `{+${text}+}` : `[-${text}-]`)).join("");
const side = (changes: WordChange[], not: WordChange["kind"]): string =>
  changes
    .filter(({ kind }) => kind !== not)
    .map(({ text }) => text)
    .join("");

describe("the difference of two texts", () => {
  const cases: [before: string, after: string, difference: string][] = [
    ["Unplug it now.", "Unplug it now.", "Unplug it now."],
    ["Unplug it now.", "Unplug the camera now.", "Unplug [-it -]{+the camera +}now."],
    ["", "New.", "{+New.+}"],
    ["Old.", "", "[-Old.-]"],
    ["a b c d", "b c x d", "[-a -]b c {+x +}d"],
    ["one\ntwo", "one\nthree\ntwo", "one\n{+three\n+}two"],
  ];
  for (const [before, after, difference] of cases) {
    it(`${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
      expect(marked(wordDifference(before, after))).to.equal(difference);
    });
  }

  it("holds both texts whole, whatever they are", () => {
    let seed = 11;
    const below = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    const text = (): string => Array.from({ length: below(30) }, () => ["a", " ", "b ", "\n", "c"][below(5)]).join("");
    for (let round = 0; round < 500; round++) {
      const [before, after] = [text(), text()];
      const changes = wordDifference(before, after);
      expect([side(changes, "added"), side(changes, "removed")]).to.deep.equal([before, after]);
    }
  });

  it("replaces the one by the other when both are very long and have little in common, in bounded memory", () => {
    const [before, after] = [
      Array.from({ length: 30_000 }, (_, i) => `a${i} `).join(""),
      Array.from({ length: 30_000 }, (_, i) => `b${i} `).join(""),
    ];
    expect(wordDifference(before, after).map(({ kind }) => kind)).to.deep.equal(["removed", "added"]);
  });
});

describe("the difference of two versions of a recall", () => {
  const version: Version = { measure: "recall", severity: "high", noticeDigest: "0x01", notice: NOTICE };

  it("names what changed and nothing else", () => {
    const notice = { ...NOTICE, stopUse: true, whatToDo: ["Unplug it.", "Wait for the new one.", "Ask for your money back."] };
    const next: Version = { measure: "recall", severity: "critical", noticeDigest: "0x02", notice };
    const items = [{ id: 1 }, { id: 2, excluded: true }, { id: 3, excluded: false }];
    const { measure, severity, added, excluded, notice: changes } = versionDifference(version, next, items);
    expect([measure, severity]).to.deep.equal([null, { before: "high", after: "critical" }]);
    expect([added, excluded].map((list) => list.map(({ id }) => id))).to.deep.equal([[1, 3], [2]]);
    expect(changes?.map(({ field, words }) => [field, marked(words)])).to.deep.equal([
      ["stop using it", "[-no-]{+yes+}"],
      ["what to do", "Unplug it.\n{+Wait for the new one.\n+}Ask for your money back."],
    ]);
  });

  it("says that texts cannot be compared where one of them is missing, and that nothing changed where the digest did not", () => {
    expect(versionDifference(version, { ...version, noticeDigest: "0x02", notice: null }, []).notice).to.equal(null);
    expect(versionDifference({ ...version, notice: null }, { ...version, notice: null }, []).notice).to.deep.equal([]);
    expect(versionDifference(version, { ...version, measure: "safety-warning" }, []).measure).to.deep.equal({
      before: "recall",
      after: "safety-warning",
    });
  });

  it("covers every part of a notice", () => {
    const all: Notice = {
      ...NOTICE,
      language: "de",
      headline: "x",
      hazard: "x",
      whatToDo: ["x"],
      stopUse: true,
      isolateFromNetwork: true,
      remedies: [],
      contact: { name: "x", phone: "1", phoneIsFree: true },
      products: [],
      vulnerabilities: [{ id: "CVE-2017-7921" }],
      severity: "low",
      notes: [{ text: "x" }],
      pictures: [{ sha256: `0x${"11".repeat(32)}`, shows: "product", text: "x" }],
      units: "x",
      sold: { where: "x" },
      madeBy: "x",
      incidents: "x",
      onlyRemedy: "x",
      share: "x",
      source: { format: "csaf-2.0", id: "x", title: "x", publisher: "x", version: "1", publishedAt: "2017-01-01" },
    };
    const { format: _, ...parts } = all;
    expect(noticeDifference(NOTICE, all)).to.have.length(Object.keys(parts).length);
  });
});
