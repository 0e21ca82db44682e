import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { readSerialPhrase } from "../../lib/domain/serial-phrase.ts";
import { describeItem } from "../../lib/domain/serial-reading.ts";

const REAL = new URL("../../../shared/data/recalls-us/cpsc/", import.meta.url);

/**
 * What has to be read in which sentence; the sentence is named by the first digits of its SHA-256, since the files stay
 * where they are. All other sentences say nothing of serials, models, lots or dates and have to be left whole.
 */
const EXPECTED: Record<string, { items: string[]; left: string[] }> = {
  c1c7340b: { items: ["model SX-30017-D"], left: ["Southern Telecom A/C"] },
  "7ca0b8fc": { items: ["made 2003-01-01 to 2005-12-31"], left: ["LG", "Kenmore 35-", "50-", "70-pint dehumidifiers"] },
  "428e5c22": { items: ["made 2003-01-01 to 2005-12-31"], left: ["LG", "Kenmore 35-pint", "50-", "70 dehumidifiers"] },
  "46b552f1": {
    items: [
      ...["C21", "C31", "9-C31BRM"].map((model) => `model ${model}`),
      ...["12J", "12K", "12L", "12M", "13A", "13B", "13C"].map((head) => `serials beginning with ${head}`),
    ],
    left: ["Crosman Semi-automat"],
  },
  "536ee2c2": { items: [], left: ["PB Heat DE, PSC II G", "ES2035 Pressure Swit"] },
};

type Answer = { success: { results: { descriptions: (string | null)[] | null }[] } } | { description: string }[];

function sentences(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(REAL)) {
    const answer = JSON.parse(readFileSync(new URL(name, REAL), "utf8")) as Answer;
    const texts = Array.isArray(answer)
      ? answer.map(({ description }) => description)
      : answer.success.results.flatMap(({ descriptions }) => descriptions ?? []);
    for (const text of texts) if (text) found.add(text);
  }
  return [...found];
}

describe("real sentences of recalls", () => {
  it("are read as far as they can be, and what is left stands there in their very words", function () {
    if (!existsSync(REAL)) {
      console.log("      skipped: ../shared/data/recalls-us is not there");
      this.skip();
    }
    const score = { fully: 0, partly: 0, refused: 0 };
    const all = sentences();
    for (const sentence of all) {
      const { items, leftovers, outcome } = readSerialPhrase(sentence, null);
      const digest = createHash("sha256").update(sentence).digest("hex").slice(0, 8);
      const expected = EXPECTED[digest] ?? { items: [], left: [sentence.trim().slice(0, 20)] };
      expect(items.map(describeItem), digest).to.deep.equal(expected.items);
      expect(
        leftovers.map(({ text }) => text),
        digest,
      ).to.satisfy(
        (texts: string[]) =>
          texts.length === expected.left.length && texts.every((text, n) => text.startsWith(expected.left[n]?.trim() ?? "?")),
      );
      score[outcome]++;
    }
    expect(all).to.have.length(133);
    expect(score).to.deep.equal({ fully: 0, partly: 4, refused: 129 });
    console.log(`      of ${all.length} sentences: ${score.fully} fully, ${score.partly} partly, ${score.refused} not at all`);
  });
});
