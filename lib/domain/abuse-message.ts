import { kindInWords, sayAbuse } from "./abuse-words.ts";
import { dayInWords, LANGUAGES, type Language } from "./language.ts";
import type { AbuseReport } from "./xarf.ts";

export type ForwardedFacts = {
  report: Pick<AbuseReport, "category" | "type" | "at" | "sourcePort">;
  /** Name of the operator, of the register. */
  provider: string;
  code: string;
  link: string;
  /** Where the code can be typed in. */
  home: string;
  /** Unix time at which the link ends. */
  until: number;
};

/** Time with its zone, as RFC 6561 (section 5) asks for it: a provider finds the customer of a shared address by time and port only. */
const timeInWords = (at: number): string => `${new Date(at * 1000).toISOString().replace("T", " ").slice(0, 19)} UTC`;

/** What a provider forwards to its customer, by whatever channel; one text a language. Nothing of it is kept. */
function forwardedText({ report, ...facts }: ForwardedFacts, language: Language): string {
  const { category, type, at, sourcePort } = report;
  return sayAbuse(language, "message", {
    ...facts,
    kind: kindInWords(language, category ?? "", type ?? ""),
    time: timeInWords(at),
    port: sourcePort === null ? sayAbuse(language, "portMissing") : sayAbuse(language, "port", { port: sourcePort }),
    until: dayInWords(facts.until, language),
  });
}

export const forwardedTexts = (facts: ForwardedFacts): Record<Language, string> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, forwardedText(facts, language)])) as Record<Language, string>;
