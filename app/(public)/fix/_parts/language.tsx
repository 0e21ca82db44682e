import { AppLink } from "@/app/_components/app-link.tsx";
import { readerLanguage } from "@/app/_lib/reader-language.ts";
import { knownLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/domain/language.ts";

export type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** One word of the query, the first where there are several. */
export const wordOf = async ({ searchParams }: Search, name: string): Promise<string> => [(await searchParams)[name] ?? ""].flat()[0] ?? "";

/** The language that the reader chose here, or that the browser asks for. */
export const languageOf = async (props: Search): Promise<Language> =>
  knownLanguage(await wordOf(props, "language")) ?? (await readerLanguage());

/** The same page in the other languages, each by its own name. */
export const LanguageSwitch = ({ path, language }: { path: string; language: Language }) => (
  <nav aria-label="Language" className="flex flex-wrap gap-x-4 gap-y-1 pt-6 text-sm print:hidden">
    {LANGUAGES.map((one) =>
      one === language ? (
        <span key={one} lang={one} aria-current="true" className="py-1 font-medium">
          {LANGUAGE_NAMES[one]}
        </span>
      ) : (
        <AppLink key={one} lang={one} hrefLang={one} href={`${path}?language=${one}`} className="link py-1">
          {LANGUAGE_NAMES[one]}
        </AppLink>
      ),
    )}
  </nav>
);
