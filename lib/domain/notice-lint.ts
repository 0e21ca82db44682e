import type { Measure } from "./kinds.ts";
import { knownLanguage, type Language } from "./language.ts";
import type { Notice } from "./notice-document.ts";
import { usFindings } from "./notice-lint-us.ts";
import { softenings } from "./notice-lint-words.ts";

/** Whose rules a notice is held against. */
export const MARKETS = ["eu", "us"] as const;
export type Market = (typeof MARKETS)[number];

/** Something that a rule on recall notices asks for and the notice lacks, or forbids and the notice has. */
export type Finding = {
  market: Market;
  /** Where the rule stands. */
  rule: string;
  severity: "must" | "should";
  /** Of the notice, such as `whatToDo.0`. */
  field: string;
  /** The words in question and where they begin in the field; null where something is missing. */
  words: { text: string; at: number } | null;
  says: string;
  instead: string;
};

export type Draft = Omit<Finding, "market" | "severity"> & { severity?: Finding["severity"] };

const GPSR = "Regulation (EU) 2023/988";
const ART_36 = (point: string): string => `${GPSR}, Article 36(2)(${point})`;

/** As the regulation has it in its language versions; in others only its sense is looked for. */
const HEADLINES: Record<Language, { form: RegExp; words: string }> = {
  en: { form: /product safety recall/i, words: "Product safety recall" },
  de: { form: /produktsicherheitsrückruf/i, words: "Produktsicherheitsrückruf" },
  fr: { form: /rappel.*s[ée]curit[ée]|s[ée]curit[ée].*rappel/i, words: "the words of the French text of Article 36" },
  es: {
    form: /(?:recuperaci[óo]n|retirada).*seguridad|seguridad.*(?:recuperaci[óo]n|retirada)/i,
    words: "the words of the Spanish text of Article 36",
  },
};

const STOP: Record<Language, RegExp> = {
  en: /\b(?:stop(?:\s+immediately)?\s+using|do\s+not\s+(?:use|operate)|immediately\s+stop|unplug|disconnect|switch\s+(?:it\s+)?off)/i,
  de: /(?:nicht\s+(?:mehr|weiter)\s*(?:ver|be)?(?:wenden|nutzen)|nicht\s+mehr\s+(?:verwenden|nutzen|benutzen|betreiben)|sofort\s+(?:aufhören|einstellen)|verwendung.*einstellen|stellen\s+sie.*(?:nutzung|verwendung).*ein)/i,
  fr: /(?:cess(?:ez|er)|n['’]utilisez\s+plus|ne\s+plus\s+utiliser|arr[êe]t(?:ez|er))/i,
  es: /(?:dej(?:e|ar)\s+(?:inmediatamente\s+)?de\s+(?:usar|utilizar)|no\s+(?:use|utilice)|interrump(?:a|ir)|suspend(?:a|er))/i,
};

/** All texts that a person reads, by field. */
function textsOf(notice: Notice): { field: string; text: string }[] {
  const { headline, hazard, whatToDo, remedies, notes, incidents, onlyRemedy } = notice;
  return [
    { field: "headline", text: headline },
    { field: "hazard", text: hazard },
    ...whatToDo.map((text, n) => ({ field: `whatToDo.${n}`, text })),
    ...remedies.map(({ text }, n) => ({ field: `remedies.${n}.text`, text })),
    ...notes.map(({ text }, n) => ({ field: `notes.${n}.text`, text })),
    ...(incidents === undefined ? [] : [{ field: "incidents", text: incidents }]),
    ...(onlyRemedy === undefined ? [] : [{ field: "onlyRemedy", text: onlyRemedy }]),
  ];
}

const lacks = (rule: string, field: string, says: string, instead: string, severity?: Finding["severity"]): Draft => ({
  ...{ rule, field, words: null, says, instead },
  ...(severity && { severity }),
});

function description({ products, pictures = [], sold }: Notice): Draft[] {
  const named = products.some(({ name, vendor }) => name !== "" && vendor !== undefined);
  const numbered = products.some(({ modelNumbers, version }) => modelNumbers.length > 0 || version !== undefined);
  const shows = (what: "product" | "marking"): boolean => pictures.some((picture) => picture.shows === what);
  return [
    ...(named ? [] : [lacks(ART_36("b"), "products", "No product is named with its brand.", "Name the product and its brand.")]),
    ...(shows("product") ? [] : [lacks(ART_36("b"), "pictures", "There is no picture of the product.", "Add one.")]),
    ...(numbered ? [] : [lacks(ART_36("b"), "products", "No number tells the product.", "Name model, batch or serial numbers.")]),
    ...(shows("marking")
      ? []
      : [
          lacks(
            ART_36("b"),
            "pictures",
            "Nothing shows where the numbers stand on the product.",
            "Add a picture where there is such a place.",
            "should",
          ),
        ]),
    ...(sold?.when && sold.where && sold.by
      ? []
      : [lacks(ART_36("b"), "sold", "When, where and by whom it was sold is not said.", "Say it as far as it is known.", "should")]),
  ];
}

function remedies({ remedies: offered, onlyRemedy }: Notice): Draft[] {
  const kinds = new Set(offered.map(({ kind }) => kind).filter((kind) => kind === "repair" || kind === "replacement" || kind === "refund"));
  // An update mends the product that the consumer has: it is how a connected product is repaired.
  if (offered.some(({ kind }) => kind === "update")) kinds.add("repair");
  if (kinds.size === 0)
    return [
      lacks(
        `${GPSR}, Article 37`,
        "remedies",
        "No remedy is offered.",
        "Offer at least two of repair, replacement and refund, free of charge.",
      ),
    ];
  return kinds.size === 1 && onlyRemedy === undefined
    ? [
        lacks(
          `${GPSR}, Article 37`,
          "remedies",
          `Only one remedy is offered: ${[...kinds][0]}.`,
          "Offer a choice of at least two of repair, replacement and refund, or say why another is impossible or out of proportion.",
        ),
      ]
    : [];
}

function euFindings(notice: Notice): Draft[] {
  const language = knownLanguage(notice.language);
  const { headline, hazard, stopUse, whatToDo, contact, share } = notice;
  const found: Draft[] = [];
  if (language === undefined)
    found.push(
      lacks(
        ART_36("c"),
        "language",
        `Texts in ${notice.language} are not looked through for softening words.`,
        "Have somebody who reads it look for them.",
        "should",
      ),
    );
  const title = HEADLINES[language ?? "en"];
  if (!title.form.test(headline)) {
    const instead = `Begin with: ${title.words}.`;
    found.push({
      rule: ART_36("a"),
      field: "headline",
      words: { text: headline, at: 0 },
      says: "The headline does not say that this is a product safety recall.",
      instead,
    });
  }
  found.push(...description(notice));
  if (language !== undefined)
    for (const { field, text } of textsOf(notice))
      for (const { words, at, instead } of softenings(text, language))
        found.push({ rule: ART_36("c"), field, words: { text: words, at }, says: "This makes the risk sound smaller.", instead });
  if (hazard.trim().length < 20)
    found.push({
      rule: ART_36("c"),
      field: "hazard",
      words: { text: hazard, at: 0 },
      says: "The hazard is hardly described.",
      instead: "Say what can happen, and to whom.",
      severity: "should",
    });
  if (!stopUse && !whatToDo.some((step) => STOP[language ?? "en"].test(step)))
    found.push(
      lacks(
        ART_36("d"),
        "stopUse",
        "Nobody is told to stop using the product at once.",
        "Make it the first step: Stop using it immediately.",
      ),
    );
  found.push(...remedies(notice));
  if (!(contact.phone !== undefined && contact.phoneIsFree) && contact.url === undefined)
    found.push(
      lacks(
        ART_36("f"),
        "contact",
        "There is neither a free phone number nor an interactive online service.",
        "Add one of them, in the language of the notice.",
      ),
    );
  if (share === undefined)
    found.push(
      lacks(
        ART_36("g"),
        "share",
        "Nobody is asked to pass the notice on.",
        "Ask readers to share it, where that is appropriate.",
        "should",
      ),
    );
  return found;
}

/**
 * What a notice lacks or says against the rules of its markets. A rule for recalls is only advice for any other measure:
 * an update that mends a product where it stands is not a product safety recall.
 */
export function lintNotice(notice: Notice, measure: Measure, markets: readonly Market[]): Finding[] {
  const binding = measure === "recall";
  const of = (market: Market): Draft[] => (market === "eu" ? euFindings(notice) : usFindings(notice));
  return markets
    .flatMap((market) =>
      of(market).map((draft): Finding => ({ market, ...draft, severity: binding ? (draft.severity ?? "must") : "should" })),
    )
    .sort((a, b) => Number(a.severity === "should") - Number(b.severity === "should"));
}
