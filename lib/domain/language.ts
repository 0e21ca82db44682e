/** Languages that people can be told in. What is written in them is in `notice-words.ts`. */
export const LANGUAGES = ["en", "de", "fr", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each by its own name, as a person who reads no other looks for it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", de: "Deutsch", fr: "Français", es: "Español" };

/** The one that a BCP 47 tag asks for, whatever the region; undefined when it is none of ours. */
export const knownLanguage = (tag: string): Language | undefined => LANGUAGES.find((known) => tag.toLowerCase().split("-")[0] === known);

/** The first of the tags that is one of ours, in the order of preference in which a browser or a person gives them; else English. */
export const preferredLanguage = (tags: readonly string[]): Language =>
  tags.map(knownLanguage).find((language) => language !== undefined) ?? "en";

/** What a language is called in another: `nameOfLanguage("fr", "de")` is "Französisch". A tag that nobody knows stands for itself. */
export function nameOfLanguage(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A day in words, by the clock of Greenwich. @param at Unix seconds. */
export const dayInWords = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(at * 1000);

/** "1 day", "7 days", as the language forms it. */
export const daysInWords = (days: number, language: Language): string =>
  new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);
