const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Countries by their codes of ISO 3166-1, and what people call them. */
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const NAMES = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
/** Codes that are kept for groups, exceptions and the unknown. Those of countries that are no more lead to others, and are left out too. */
const NO_COUNTRIES = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);
export const COUNTRIES: readonly string[] = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  (code) => !NO_COUNTRIES.has(code) && NAMES.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
);
const ALSO: Record<string, string[]> = {
  US: ["USA", "U.S.", "U.S.A.", "United States of America"],
  GB: ["UK", "U.K.", "Great Britain"],
  CZ: ["Czech Republic"],
  NL: ["the Netherlands"],
};

const called = new Map<string, [name: string, code: string][]>();
/** Languages of which names are kept: notices are in few, and anybody may write any tag. */
const KEPT = 40;

/** A notice's tag has the form of a language, but need not be one. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** Names of countries in English and in a language, long ones first: a part of a name is no other country. */
function namesIn(language: string): [name: string, code: string][] {
  const known = called.get(language);
  if (known) return known;
  const local = new Intl.DisplayNames(isLanguage(language) ? [language, "en"] : ["en"], { type: "region", fallback: "none" });
  const names = COUNTRIES.flatMap((code): [string, string][] =>
    [NAMES.of(code), local.of(code), ...(ALSO[code] ?? [])].flatMap((name) => (name ? [[fold(name), code]] : [])),
  ).sort(([a], [b]) => b.length - a.length);
  if (called.size >= KEPT) called.clear();
  called.set(language, names);
  return names;
}

const isBoundary = (letter: string | undefined): boolean => letter === undefined || !/[\p{L}\p{M}\p{N}]/u.test(letter);

/** Nothing but codes; in a text that is all in capitals two letters may be any word. */
const ONLY_CODES = /^[A-Z]{2}(?:[\s,;/]+[A-Z]{2})*$/;

function codesIn(text: string): string[] {
  if (!/\p{Ll}/u.test(text) && !ONLY_CODES.test(text.trim())) return [];
  const words = new Set(text.match(/[\p{L}\p{N}]+/gu));
  return COUNTRIES.filter((code) => words.has(code));
}

/** Countries that a text names, in English or its own language, or by their codes in capitals. */
export function countriesIn(text: string, language: string): string[] {
  const found = new Set(codesIn(text));
  let rest = fold(text);
  for (const [name, code] of namesIn(language)) {
    for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name, at + 1)) {
      if (!isBoundary(rest[at - 1]) || !isBoundary(rest[at + name.length])) continue;
      found.add(code);
      rest = rest.slice(0, at) + " ".repeat(name.length) + rest.slice(at + name.length);
    }
  }
  return [...found].sort();
}
