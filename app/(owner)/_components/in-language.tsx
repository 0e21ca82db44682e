import type { ReactNode } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { formatModelId, type ModelId } from "@/lib/domain/ids.ts";
import { type Language, preferredLanguage } from "@/lib/domain/language.ts";
import { mailQuery, modelInQuery } from "@/lib/domain/mail.ts";
import { say } from "@/lib/domain/notice-words.ts";

/** What a page of a mail's link is asked in: the mail's language, and the model where the mail was about one. */
export type InLanguage = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const asked = async ({ searchParams }: InLanguage, name: string): Promise<string> => [(await searchParams)[name] ?? ""].flat()[0] ?? "";

export const languageAsked = async (props: InLanguage): Promise<Language> => preferredLanguage([await asked(props, "language")]);

/** Null for an owner's own devices, and for what is no model's number. */
export const modelAsked = async (props: InLanguage): Promise<ModelId | null> => modelInQuery(await asked(props, "model"));

/** What the next page has to be told in turn. */
export const queryAsked = async (props: InLanguage): Promise<string> => mailQuery(await languageAsked(props), await modelAsked(props));

type PageProps = {
  language: Language;
  title: string;
  /** What it is about, by a name that is in no language. */
  subject?: string;
  text: string;
  children?: ReactNode;
};

/** A page of few words in the language of the mail that led to it. */
export function Page({ language, title, subject, text, children }: PageProps) {
  return (
    <div lang={language} className="py-10">
      <h1 className="font-semibold text-3xl tracking-tight">{title}</h1>
      {subject ? (
        <p className="mt-3 font-medium text-lg">
          <bdi>{subject}</bdi>
        </p>
      ) : null}
      <p className="mt-3 max-w-prose text-ink-soft leading-relaxed">{text}</p>
      <div className="mt-6 flex flex-wrap gap-3">{children}</div>
    </div>
  );
}

/** Where to go from here: to the model that it is about, or to one's settings. */
export async function Onward(props: InLanguage & { settings?: "pageSettings" | "pageLeaveAgain" }) {
  const [language, model] = [await languageAsked(props), await modelAsked(props)];
  return (
    <Button asChild variant="secondary">
      {model === null ? (
        <AppLink href="/my/settings">{say(language, props.settings ?? "pageSettings")}</AppLink>
      ) : (
        <AppLink href={`/models/${formatModelId(model)}`}>{say(language, "pageModel")}</AppLink>
      )}
    </Button>
  );
}
