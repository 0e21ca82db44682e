import { expect } from "chai";
import { LANGUAGE_NAMES, LANGUAGES, nameOfLanguage, preferredLanguage } from "../../lib/domain/language.ts";
import { composeMail, type NoticeFacts, noticeTitle } from "../../lib/domain/notice.ts";
import { softenings } from "../../lib/domain/notice-lint-words.ts";
import { MEASURE_NOUNS, SENTENCES, SEVERITY_WORDS, say } from "../../lib/domain/notice-words.ts";

const slotsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string).sort();

const facts: NoticeFacts = {
  recall: { id: 2, version: 2, measure: "recall", severity: "critical" },
  issuer: "Aufsicht Nord",
  unit: { id: "3-17", model: "View 2", maker: "Halden" },
  document: {
    language: "de-AT",
    headline: "Kameras antworten jedem",
    whatToDo: ["Vom Netz nehmen."],
    stopUse: true,
    isolateFromNetwork: true,
  },
  publicUrl: "https://muster.example",
  reminder: 4,
  kind: "reminder",
  isEarly: false,
};
const STOP = "https://muster.example/unsubscribe/1";

describe("words of notices", () => {
  it("are complete in every language: each sentence with the same slots as in English", () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(SENTENCES[language])).to.have.members(Object.keys(SENTENCES.en));
      for (const [key, english] of Object.entries(SENTENCES.en)) {
        const text = SENTENCES[language][key as keyof typeof SENTENCES.en];
        expect(slotsOf(text), `${language} ${key}`).to.deep.equal(slotsOf(english));
        expect(text.replace(/\{\w+\}/g, ""), `${language} ${key}`).to.not.match(/[{}]/);
      }
    }
  });

  it("are translated, each of them", () => {
    const of = (language: (typeof LANGUAGES)[number]): string[] => [
      ...Object.values(SENTENCES[language]).filter((text) => /\p{L}/u.test(text.replace(/\{\w+\}/g, ""))),
      ...Object.values(MEASURE_NOUNS[language]),
    ];
    const texts = LANGUAGES.flatMap(of);
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).to.deep.equal([]);
    for (const language of LANGUAGES) expect(new Set(Object.values(SEVERITY_WORDS[language])), language).to.have.property("size", 4);
  });

  it("make no danger sound smaller than it is", () => {
    for (const language of LANGUAGES)
      for (const words of [SENTENCES, MEASURE_NOUNS, SEVERITY_WORDS])
        for (const text of Object.values(words[language])) expect(softenings(text, language), text).to.deep.equal([]);
  });

  it("take what is filled in as it is, also where it looks like a slot or a pattern", () => {
    expect(say("en", "fullNotice", { link: "$& {link} $1" })).to.equal("The full notice, who is affected, and the fix: $& {link} $1");
  });

  it("are in the language that somebody prefers, whatever the region, and in English for all others", () => {
    expect(preferredLanguage(["de-AT", "fr"])).to.equal("de");
    expect(preferredLanguage(["nb-NO", "FR-ca", "en"])).to.equal("fr");
    for (const tags of [[], ["nb"], ["deu"], [""]]) expect(preferredLanguage(tags)).to.equal("en");
  });

  it("call a language by its name in the reader's, and one that nobody knows by its tag", () => {
    expect(nameOfLanguage("fr", "de")).to.equal("Französisch");
    expect(nameOfLanguage("pt", "es")).to.equal("portugués");
    expect(nameOfLanguage("x", "en")).to.equal("x");
    for (const language of LANGUAGES)
      expect(nameOfLanguage(language, language).toLowerCase()).to.equal(LANGUAGE_NAMES[language].toLowerCase());
  });
});

describe("a mail in the reader's language", () => {
  it("leaves no English in it besides names", () => {
    const english = composeMail(facts, "en", STOP).text.split("\n");
    for (const language of LANGUAGES.filter((other) => other !== "en")) {
      const { text, html, subject } = composeMail(facts, language, STOP);
      const shared = text.split("\n").filter((one) => one !== "" && english.includes(one));
      expect(shared, language).to.deep.equal(["Kameras antworten jedem", "1. Vom Netz nehmen."]);
      expect(html).to.include(`<html lang="${language}">`);
      expect(subject).to.include(MEASURE_NOUNS[language].recall).and.to.include("View 2 - Kameras antworten jedem");
    }
  });

  it("says in which language the issuer wrote, and marks the issuer's words with it", () => {
    const { text, html } = composeMail(facts, "fr", STOP);
    expect(text).to.include("allemand (Autriche)");
    expect(html).to.include('<p lang="de-AT">Kameras antworten jedem</p>');
    expect(html).to.include('<ol lang="de-AT"><li>Vom Netz nehmen.</li></ol>');
    expect(html.match(/lang="de-AT"/g)).to.have.length(2);
  });

  it("says nothing of a language that is the reader's own, in whatever region", () => {
    const { text, html } = composeMail(facts, "de", STOP);
    expect(text).to.not.include("Deutsch").and.to.not.include("Österreich");
    expect(html).to.not.include("de-AT");
  });

  it("counts reminders, and names the last", () => {
    expect(composeMail(facts, "de", STOP).text).to.match(/Erinnerung 4 von 4: .* Es ist die letzte\.\n/);
    expect(composeMail({ ...facts, reminder: 1 }, "es", STOP).text).to.match(/recordatorio 1 de 4: [^\n]*unidad\.\n/);
    expect(noticeTitle({ ...facts, document: null }, "fr")).to.equal("Relance : Rappel : View 2");
  });

  it("tells of a recall whose notice cannot be had", () => {
    const { text } = composeMail({ ...facts, document: null }, "es", STOP);
    expect(text).to.include("El texto del aviso falta").and.to.not.include("Qué hacer ahora");
  });
});
