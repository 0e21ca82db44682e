import type { ReactNode } from "react";
import { type Language, preferredLanguage } from "@/lib/domain/language.ts";

/** What a page of a mail's link is asked in: the mail's language. */
export type InLanguage = { searchParams: Promise<{ language?: string | string[] }> };

export const languageAsked = async ({ searchParams }: InLanguage): Promise<Language> =>
  preferredLanguage([(await searchParams).language ?? ""].flat());

/** A page of few words in the language of the mail that led to it. */
export function Page({ language, title, text, children }: { language: Language; title: string; text: string; children?: ReactNode }) {
  return (
    <div lang={language} className="py-10">
      <h1 className="font-semibold text-3xl tracking-tight">{title}</h1>
      <p className="mt-3 max-w-prose text-ink-soft leading-relaxed">{text}</p>
      <div className="mt-6 flex flex-wrap gap-3">{children}</div>
    </div>
  );
}
