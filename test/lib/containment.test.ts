import { expect } from "chai";
import { GUIDES } from "../../lib/domain/containment.ts";
import { CLASS_TEXTS, classesFrom, DEVICE_CLASSES, guidePath, knownClasses } from "../../lib/domain/device-classes.ts";
import { LANGUAGES, type Language } from "../../lib/domain/language.ts";
import { softenings } from "../../lib/domain/notice-lint-words.ts";

/** Every text of a guide, by where it stands: `first.items.3`. */
function texts(value: unknown, at = ""): [string, string][] {
  if (typeof value === "string") return [[at, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, at === "" ? key : `${at}.${key}`));
}

/** Words that only that language has, most of which occur in any sentence of some length. */
const WORDS: Record<string, RegExp> = {
  en: /\b(the|it|is|are|your?|and|of|to|not)\b/i,
  de: /\b(der|die|das|es|ist|sie|und|ein|einen|nicht|den|dem|im|zu)\b/i,
  fr: /\b(le|la|les|un|une|est|et|vous|votre|des|du|de|à|au|que|ce|il|ou|ne|pas)\b|[ld]’/i,
  es: /\b(el|la|los|las|un|una|es|su|que|y|de|se|al)\b/i,
};

const guide = (language: Language) => ({ ...GUIDES[language], of: CLASS_TEXTS[language] });

describe("the guide for a device that attacks others", () => {
  it("says the same in every language, and leaves nothing empty", () => {
    const keys = texts(guide("en")).map(([at]) => at);
    expect(keys.length).to.be.greaterThan(45);
    for (const language of LANGUAGES) {
      expect(
        texts(guide(language)).map(([at]) => at),
        language,
      ).to.deep.equal(keys);
      for (const [at, text] of texts(guide(language))) expect(text, `${language} ${at}`).to.match(/^\S[\s\S]{3,}\S$/);
    }
  });

  it("is translated, every sentence of it", () => {
    const all = LANGUAGES.flatMap((language) => texts(guide(language)).map(([, text]) => text));
    expect(all.filter((text, at) => all.indexOf(text) !== at)).to.deep.equal([]);
    for (const language of LANGUAGES)
      for (const [at, text] of texts(guide(language)))
        if (text.length > 60) expect(text, `${language} ${at}`).to.match(WORDS[language] as RegExp);
    for (const language of LANGUAGES)
      for (const [at, text] of texts(guide(language)))
        if (language !== "en") expect(text, `${language} ${at}`).to.not.match(/\b(the|your|and|with|what)\b/i);
  });

  it("makes no danger sound smaller than it is, and uses no word of the trade", () => {
    for (const language of LANGUAGES)
      for (const [at, text] of texts(guide(language))) {
        expect(softenings(text, language), `${language} ${at}`).to.deep.equal([]);
        expect(text, `${language} ${at}`).to.not.match(/\b(wallet|token|gas|botnet|payload|exploit)\b|[–—]/i);
      }
  });

  it("puts the kind of device that was asked for first, and leaves none out", () => {
    for (const kind of DEVICE_CLASSES) {
      expect(classesFrom([kind])[0]).to.equal(kind);
      expect(classesFrom([kind])).to.have.members(DEVICE_CLASSES);
    }
    expect(classesFrom(["storage", "router"]).slice(0, 3)).to.deep.equal(["router", "storage", "camera"]);
    expect(classesFrom(["toaster"])).to.deep.equal(DEVICE_CLASSES);
    expect(knownClasses(["toaster", "storage", "camera", "camera"])).to.deep.equal(["camera", "storage"]);
  });

  it("has an address that names language and kinds, and nothing else", () => {
    expect(guidePath("es", ["tv-box", "storage"])).to.equal("/contain?language=es&device=tv-box&device=storage");
  });
});
