import { ABUSE_DE } from "./abuse-words-de.ts";
import { ABUSE_EN, type AbuseSentences } from "./abuse-words-en.ts";
import { ABUSE_ES } from "./abuse-words-es.ts";
import { ABUSE_FR } from "./abuse-words-fr.ts";
import type { Language } from "./language.ts";

/**
 * Everything that customers of a provider read, on paper and on the page of their link, sentence by sentence. Nobody is blamed, nothing
 * is made smaller, and what is only likely is called so. A `{slot}` is filled in; each language has the same ones.
 */
export const ABUSE_SENTENCES: Record<Language, AbuseSentences> = { en: ABUSE_EN, de: ABUSE_DE, fr: ABUSE_FR, es: ABUSE_ES };

export type AbuseSentence = keyof AbuseSentences;

export const sayAbuse = (language: Language, key: AbuseSentence, values: Record<string, string | number> = {}): string =>
  ABUSE_SENTENCES[language][key].replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));

/** What was reported, as the rest of "it is reported that". Falls back to what is true of every type that leads to a device. */
export function kindInWords(language: Language, category: string, type: string): string {
  const key = `kind_${category}_${type}`;
  return sayAbuse(language, key in ABUSE_EN ? (key as AbuseSentence) : "kind_other");
}
