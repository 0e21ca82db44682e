import { expect } from "chai";
import type { Language } from "../../lib/domain/language.ts";
import { NOTICE_FORMAT, type Notice } from "../../lib/domain/notice-document.ts";
import { lintNotice } from "../../lib/domain/notice-lint.ts";
import { softenings } from "../../lib/domain/notice-lint-words.ts";

/** Against which nothing can be said, in either market. */
const GOOD: Notice = {
  format: NOTICE_FORMAT,
  language: "en",
  headline: "Product safety recall: Doorway 2 cameras",
  hazard: "Strangers can switch the camera on over the internet and watch the people in the house.",
  whatToDo: [
    "Stop using the camera immediately and unplug it.",
    "Ask for a replacement or your money back; this recall costs you nothing.",
  ],
  stopUse: true,
  isolateFromNetwork: true,
  remedies: [
    { kind: "replacement", text: "A new camera." },
    { kind: "refund", text: "The price that you paid." },
  ],
  contact: { name: "Northgate Cameras", phone: "+49 800 1234567", phoneIsFree: true },
  products: [{ vendor: "Northgate Cameras", name: "Doorway 2", modelNumbers: ["NG-D2"] }],
  vulnerabilities: [],
  severity: "high",
  notes: [],
  pictures: [
    { sha256: `0x${"11".repeat(32)}`, shows: "product", text: "The camera from the front." },
    { sha256: `0x${"22".repeat(32)}`, shows: "marking", text: "The label under the foot." },
  ],
  units: "about 12,800",
  sold: { where: "Online", when: "March 2016 to May 2017", by: "Example Stores", price: "about 90 EUR" },
  madeBy: "Northgate Cameras, Germany",
  incidents: "Three cameras were taken over; nobody was injured.",
  share: "Please share this notice with everybody who may own one.",
  source: null,
};

const found = (change: Partial<Notice>, market: "eu" | "us" = "eu"): string[] =>
  lintNotice({ ...GOOD, ...change }, "recall", [market]).map(
    ({ severity, field, rule }) => `${severity} ${field}, ${rule.replace("Regulation (EU) 2023/988", "GPSR")}`,
  );

describe("the rules on recall notices", () => {
  it("have nothing to say against a notice that keeps them", () => {
    expect(lintNotice(GOOD, "recall", ["eu", "us"])).to.deep.equal([]);
  });

  const eu: [what: string, change: Partial<Notice>, ...findings: string[]][] = [
    ["another headline", { headline: "Important information" }, "must headline, GPSR, Article 36(2)(a)"],
    ["no brand", { products: [{ name: "Doorway 2", modelNumbers: ["NG-D2"] }] }, "must products, GPSR, Article 36(2)(b)"],
    ["no number", { products: [{ vendor: "N", name: "Doorway 2", modelNumbers: [] }] }, "must products, GPSR, Article 36(2)(b)"],
    ["no picture", { pictures: [] }, "must pictures, GPSR, Article 36(2)(b)", "should pictures, GPSR, Article 36(2)(b)"],
    ["nothing of its sale", { sold: undefined }, "should sold, GPSR, Article 36(2)(b)"],
    ["a softened hazard", { hazard: `${GOOD.hazard} This happens in rare situations.` }, "must hazard, GPSR, Article 36(2)(c)"],
    [
      "a softened remedy",
      { remedies: [...GOOD.remedies, { kind: "repair", text: "A voluntary update." }] },
      "must remedies.2.text, GPSR, Article 36(2)(c)",
    ],
    ["hardly a hazard", { hazard: "Fire." }, "should hazard, GPSR, Article 36(2)(c)"],
    ["a language that nobody looks through", { language: "fi" }, "should language, GPSR, Article 36(2)(c)"],
    ["no stop", { stopUse: false, whatToDo: ["Ask for a replacement."] }, "must stopUse, GPSR, Article 36(2)(d)"],
    ["one remedy", { remedies: [{ kind: "refund", text: "The price." }] }, "must remedies, GPSR, Article 37"],
    ["no remedy", { remedies: [{ kind: "none", text: "None." }], onlyRemedy: "Nothing helps." }, "must remedies, GPSR, Article 37"],
    ["a phone that costs", { contact: { name: "N", phone: "+49 900 1" } }, "must contact, GPSR, Article 36(2)(f)"],
    ["nothing about sharing", { share: undefined }, "should share, GPSR, Article 36(2)(g)"],
  ];
  for (const [what, change, ...findings] of eu) {
    it(`of the EU find ${what}`, () => {
      expect(found(change)).to.deep.equal(findings);
    });
  }

  it("of the EU accept what does as well: a step that says stop, one remedy with its reason, an update with a refund, an online service", () => {
    expect(found({ stopUse: false })).to.deep.equal([]);
    expect(found({ remedies: [{ kind: "refund", text: "The price." }], onlyRemedy: "The product is not made any more." })).to.deep.equal(
      [],
    );
    expect(
      found({
        remedies: [
          { kind: "update", text: "Release 2." },
          { kind: "refund", text: "The price." },
        ],
      }),
    ).to.deep.equal([]);
    expect(found({ contact: { name: "N", url: "https://n.example/recall" } })).to.deep.equal([]);
  });

  it("of the EU bind a recall, and only advise on an update where the product stands", () => {
    const soft = lintNotice({ ...GOOD, headline: "A voluntary update" }, "corrective-update", ["eu"]);
    expect(soft.map(({ severity }) => severity)).to.deep.equal(["should", "should"]);
  });

  it("of the US ask for their own list", () => {
    const bare = { units: undefined, sold: undefined, madeBy: undefined, incidents: undefined, pictures: undefined };
    const fields = ["pictures", "units", "madeBy", "sold.by", "sold.when", "sold.price", "incidents"];
    expect(found(bare, "us")).to.deep.equal(fields.map((field) => `must ${field}, 16 CFR 1115.27`));
    expect(found({ headline: "Product safety", products: [], remedies: [], contact: { name: "N" } }, "us")).to.deep.equal(
      ["headline", "products", "products", "remedies", "contact"].map((field) => `must ${field}, 16 CFR 1115.27`),
    );
    expect(found({ whatToDo: ["Stop using it."] }, "us")).to.deep.equal(["must hazard, 16 CFR 1115.27"]);
  });

  it("name the words in question, where they stand, and what to write instead", () => {
    const [finding] = lintNotice({ ...GOOD, hazard: "This voluntary recall is about a fire in the charger." }, "recall", ["eu"]);
    expect(finding).to.deep.include({
      words: { text: "voluntary", at: 5 },
      instead: 'say that the product is recalled, without "voluntary"',
    });
  });
});

describe("softening words", () => {
  const soft: Record<Language, string[]> = {
    en: [
      "a voluntary recall",
      "voluntarily",
      "as a precaution",
      "a precautionary measure",
      "out of an abundance of caution",
      "at our discretion",
      "discretionary",
      "in rare situations",
      "In very rare cases",
      "in specific situations",
      "under certain conditions",
      "no reported injuries",
      "No accidents have been reported",
      "no injuries were reported",
      "We are not aware of any incidents",
    ],
    de: [
      "ein freiwilliger Rückruf",
      "vorsorglich",
      "Vorsichtsmaßnahme",
      "vorsichtshalber",
      "nach eigenem Ermessen",
      "in seltenen Fällen",
      "in Einzelfällen",
      "in bestimmten Situationen",
      "unter gewissen Umständen",
      "Bisher wurden keine Unfälle gemeldet",
      "keine Vorfälle bekannt",
    ],
    fr: [
      "un rappel volontaire",
      "par mesure de précaution",
      "à titre préventif",
      "discrétionnaire",
      "dans de rares cas",
      "dans certaines situations",
      "dans des situations spécifiques",
      "aucun accident n’a été signalé",
      "aucune blessure signalée",
    ],
    es: [
      "una retirada voluntaria",
      "como medida de precaución",
      "con carácter preventivo",
      "discrecional",
      "en raras ocasiones",
      "en casos excepcionales",
      "en determinadas situaciones",
      "en situaciones específicas",
      "no se ha notificado ningún accidente",
      "sin incidentes registrados",
    ],
  };
  for (const [language, texts] of Object.entries(soft)) {
    for (const text of texts)
      it(`${language}: ${text}`, () => {
        expect(softenings(`… ${text}.`, language as Language)).to.have.length(1);
      });
  }

  const plain: [Language, string][] = [
    ["en", "The charger can burn. An involuntary restart, three reported injuries, a rare metal, specific models, certain death."],
    ["de", "Das Ladegerät kann brennen. Drei gemeldete Unfälle; seltene Erden; bestimmte Modelle."],
    ["fr", "Le chargeur peut brûler. Trois accidents signalés; métaux rares; certains modèles."],
    ["es", "El cargador puede arder. Tres accidentes notificados; metales raros; determinados modelos."],
  ];
  for (const [language, text] of plain) {
    it(`are not found in plain words: ${language}`, () => {
      expect(softenings(text, language)).to.deep.equal([]);
    });
  }
});
