import { countriesIn } from "./countries.ts";
import type { Notice } from "./notice-document.ts";

/**
 * By what a notice is found: its words in small letters, and the countries in which its products were sold. The notice is free text
 * in any language, so a word is what has letters and digits between spaces, and numbers such as CVE-2016-10401 stay whole beside their
 * parts. Both sides of a search go through here.
 */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[-./'’_][\p{L}\p{M}\p{N}]+)*/gu;
const PART = /[\p{L}\p{M}\p{N}]+/gu;

/** Longer ones are no words that anybody types. */
const MAX_LENGTH = 64;

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** What somebody who searches for a word has to find. */
export const searchWords = (text: string): string[] =>
  [...fold(text).matchAll(WORD)].map(([word]) => word).filter((word) => word.length <= MAX_LENGTH);

/** Every word of a text, once, whole and in its parts. */
function wordsIn(texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const word of texts.flatMap(searchWords)) {
    words.add(word);
    for (const [part] of word.matchAll(PART)) words.add(part);
  }
  return [...words];
}

/** Every text that people read of a notice. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsOf) : [];
}

/** @returns `countries` empty where the notice does not say where it was sold, or in words that name none. */
export function searchOf(notice: Notice): { words: string[]; countries: string[] } {
  const { format, pictures, ...read } = notice;
  const texts = [...textsOf(read), ...(pictures ?? []).map(({ text }) => text)];
  return { words: wordsIn(texts), countries: countriesIn(notice.sold?.where ?? "", notice.language) };
}
