import { LANGUAGES, type Language } from "./language.ts";

/**
 * Expressions that make a hazard sound smaller than it is, by language. GPSR Article 36(2)(c) names voluntary,
 * precautionary, discretionary, in rare situations, in specific situations, and that no accidents were reported.
 */
type Softening = { means: string; words: string[] };

const VOLUNTARY = 'say that the product is recalled, without "voluntary"';
const PRECAUTION = "say what can happen, not that the recall is a precaution";
const DISCRETION = "say what has to be done, not that it is up to anybody";
const RARE = "say what can happen; leave out how seldom";
const SPECIFIC = "say what can happen; name conditions only as what the reader can recognise and has to avoid";
const NONE_REPORTED = "leave it out: that nothing was reported does not make the product safe";

const SOFTENING: Record<Language, Softening[]> = {
  en: [
    { means: VOLUNTARY, words: ["voluntar(?:y|ily)"] },
    { means: PRECAUTION, words: ["(?:as\\s+a\\s+|out\\s+of\\s+)?precaution(?:s|ary)?", "out\\s+of\\s+an\\s+abundance\\s+of\\s+caution"] },
    { means: DISCRETION, words: ["discretion(?:ary)?"] },
    {
      means: RARE,
      words: [
        "in\\s+(?:some\\s+|very\\s+|extremely\\s+)?(?:rare|isolated|exceptional)\\s+(?:situations?|cases?|circumstances?|instances?|occasions?)",
        "rarely",
      ],
    },
    {
      means: SPECIFIC,
      words: [
        "(?:in|under)\\s+(?:some\\s+|very\\s+)?(?:specific|certain|particular|limited)\\s+(?:situations?|cases?|circumstances?|conditions?|instances?)",
      ],
    },
    {
      means: NONE_REPORTED,
      words: [
        "(?:no|without(?:\\s+any)?)\\s+(?:known\\s+|reported\\s+)?(?:accidents?|incidents?|injur(?:y|ies))(?:\\s+or\\s+\\w+)?\\s+(?:(?:has|have|had)\\s+been\\s+|were\\s+|was\\s+|are\\s+)?(?:reported|recorded|known)",
        "no\\s+(?:known|reported)\\s+(?:accidents?|incidents?|injur(?:y|ies))",
        "not\\s+aware\\s+of\\s+any\\s+(?:accidents?|incidents?|injur(?:y|ies))",
        "(?:has|have)\\s+(?:not\\s+)?received\\s+no\\s+reports?",
      ],
    },
  ],
  de: [
    { means: VOLUNTARY, words: ["freiwillig\\p{L}*"] },
    {
      means: PRECAUTION,
      words: ["vorsorglich\\p{L}*", "vorsichtshalber", "vorsichtsma(?:ß|ss)nahmen?", "vorbeugend\\p{L}*", "rein\\s+präventiv\\p{L}*"],
    },
    { means: DISCRETION, words: ["nach\\s+(?:\\p{L}+\\s+)?ermessen", "ermessens\\p{L}*"] },
    {
      means: RARE,
      words: [
        "in\\s+(?:sehr\\s+|äußerst\\s+)?(?:seltenen|vereinzelten)\\s+(?:\\p{L}*fällen|situationen|umständen)",
        "in\\s+einzelfällen",
        "nur\\s+selten",
      ],
    },
    {
      means: SPECIFIC,
      words: [
        "(?:in|unter)\\s+(?:ganz\\s+)?(?:bestimmten|gewissen|spezifischen|besonderen)\\s+(?:fällen|situationen|umständen|bedingungen)",
      ],
    },
    {
      means: NONE_REPORTED,
      words: [
        "keine?n?\\s+(?:\\p{L}+\\s+)?(?:unfälle|unfall|vorfälle|vorfall|verletzungen|verletzung|schadensfälle)(?:\\s+\\p{L}+){0,3}\\s+(?:gemeldet|bekannt)",
        "(?:liegen|sind|wurden)\\s+(?:\\p{L}+\\s+){0,3}keine\\s+(?:\\p{L}+\\s+)?(?:unfälle|vorfälle|verletzungen)",
      ],
    },
  ],
  fr: [
    { means: VOLUNTARY, words: ["volontaire(?:s|ment)?"] },
    {
      means: PRECAUTION,
      words: [
        "(?:par\\s+(?:mesure\\s+de\\s+)?|à\\s+titre\\s+de\\s+)précaution",
        "(?:à\\s+titre\\s+)?préventi(?:f|fs|ve|ves|vement)",
        "mesures?\\s+de\\s+précaution",
      ],
    },
    { means: DISCRETION, words: ["discrétionnaires?", "à\\s+(?:sa|notre|votre)\\s+discrétion"] },
    {
      means: RARE,
      words: [
        "dans\\s+(?:de\\s+)?(?:très\\s+)?rares\\s+(?:cas|situations|circonstances)",
        "dans\\s+(?:des|quelques)\\s+cas\\s+(?:rares|isolés|exceptionnels)",
        "rarement",
      ],
    },
    {
      means: SPECIFIC,
      words: [
        "dans\\s+(?:certain(?:s|es)|des)\\s+(?:cas|situations|circonstances|conditions)(?:\\s+(?:spécifiques|particuli(?:ers|ères)|précis(?:es)?))?",
      ],
    },
    {
      means: NONE_REPORTED,
      words: [
        "aucun(?:e)?\\s+(?:accident|incident|blessure|blessé)(?:\\s+\\p{L}+(?:['’]\\p{L}+)?){0,3}\\s+(?:signalée?|rapportée?|recensée?|connue?|déplorée?)",
      ],
    },
  ],
  es: [
    { means: VOLUNTARY, words: ["voluntari(?:o|a|os|as|amente)"] },
    {
      means: PRECAUTION,
      words: [
        "(?:como|por|a\\s+modo\\s+de)\\s+(?:medida\\s+de\\s+)?precaución",
        "preventiv(?:o|a|os|as|amente)",
        "cautelar(?:es|mente)?",
        "precautori(?:o|a|os|as)",
      ],
    },
    { means: DISCRETION, words: ["discrecional(?:es|mente)?", "a\\s+(?:su|nuestra)\\s+discreción"] },
    {
      means: RARE,
      words: [
        "en\\s+(?:muy\\s+)?(?:raras|contadas)\\s+(?:ocasiones|situaciones)",
        "en\\s+(?:casos|situaciones)\\s+(?:muy\\s+)?(?:rar|aislad|excepcional)\\p{L}*",
        "raramente",
      ],
    },
    {
      means: SPECIFIC,
      words: [
        "en\\s+(?:ciert|determinad)(?:os|as)\\s+(?:casos|situaciones|circunstancias|condiciones)",
        "en\\s+(?:casos|situaciones|circunstancias)\\s+(?:específic|concret|particular)\\p{L}*",
      ],
    },
    {
      means: NONE_REPORTED,
      words: [
        "no\\s+se\\s+(?:ha|han|había|habían)\\s+(?:notificado|comunicado|registrado|informado|producido)\\s+(?:de\\s+)?(?:ningún\\s+|ninguna\\s+)?(?:accidentes?|incidentes?|lesion(?:es)?|lesión)",
        "(?:ningún|ninguna)\\s+(?:accidente|incidente|lesión)(?:\\s+\\p{L}+){0,2}\\s+(?:notificad|comunicad|registrad|conocid)[oa]",
        "sin\\s+(?:accidentes|incidentes|lesiones)\\s+(?:notificad|comunicad|registrad|conocid)[oa]s",
      ],
    },
  ],
};

/** Text in which something stands that belongs to another sentence of the law than where it was found. */
export type Softened = { words: string; at: number; instead: string };

const FORMS = new Map(
  LANGUAGES.map((language) => [
    language,
    SOFTENING[language].flatMap(({ means, words }) =>
      words.map((form) => ({ means, form: new RegExp(`(?<!\\p{L})(?:${form})(?!\\p{L})`, "giu") })),
    ),
  ]),
);

/** Softening expressions in a text, in their order, each place once. */
export function softenings(text: string, language: Language): Softened[] {
  const all = (FORMS.get(language) ?? []).flatMap(({ means, form }) =>
    [...text.matchAll(form)].map((found) => ({ words: found[0], at: found.index, instead: means })),
  );
  return all
    .sort((a, b) => a.at - b.at || b.words.length - a.words.length)
    .filter(({ at }, n, sorted) => sorted.slice(0, n).every((other) => at >= other.at + other.words.length));
}
