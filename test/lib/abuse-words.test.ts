import { expect } from "chai";
import { forwardedTexts } from "../../lib/domain/abuse-message.ts";
import { ABUSE_SENTENCES, type AbuseSentence, kindInWords } from "../../lib/domain/abuse-words.ts";
import { LANGUAGES } from "../../lib/domain/language.ts";
import { DEVICE_TYPES } from "../../lib/domain/xarf-v4.ts";

const slots = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe("what customers of a provider read", () => {
  it("has the same slots in every language, and no text twice", () => {
    for (const language of LANGUAGES)
      for (const [key, text] of Object.entries(ABUSE_SENTENCES[language])) {
        expect(slots(text), `${language} ${key}`).to.deep.equal(slots(ABUSE_SENTENCES.en[key as AbuseSentence]));
        expect(text, key).not.to.match(/[–—]/);
      }
    for (const key of ["title", "told", "message", "unknownText", "tie"] as const)
      expect(new Set(LANGUAGES.map((language) => ABUSE_SENTENCES[language][key])).size, key).to.equal(LANGUAGES.length);
  });

  it("has words for every kind of attack", () => {
    for (const language of LANGUAGES) {
      const kinds = DEVICE_TYPES.map((name) => kindInWords(language, ...(name.split("/") as [string, string])));
      expect(new Set(kinds).size).to.equal(DEVICE_TYPES.length);
      expect(kinds).not.to.include(kindInWords(language, "no", "such"));
    }
  });

  const facts = {
    report: { category: "connection", type: "ddos", at: 1_763_608_455, sourcePort: 40_123 },
    ...{ provider: "Fennel Net", code: "4TDV-9M20-QKX7-0RZE", link: "https://m.example/fix/4TDV", home: "https://m.example/fix" },
    until: 1_766_000_000,
  };
  it("names time with zone, port, link, code and provider, and how to tell that it is genuine", () => {
    for (const text of Object.values(forwardedTexts(facts))) {
      for (const part of ["2025-11-20 03:14:15 UTC", "40123", facts.link, facts.home, facts.code, facts.provider])
        expect(text).to.include(part);
      expect(text).not.to.match(/[{}]/);
    }
  });

  it("says so where the report names no port", () => {
    const { en } = forwardedTexts({ ...facts, report: { ...facts.report, sourcePort: null } });
    expect(en).to.include("names no port").and.not.include("null");
  });
});
