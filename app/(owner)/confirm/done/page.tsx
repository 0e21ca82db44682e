import type { Metadata } from "next";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, modelAsked, Onward, Page } from "../../_components/in-language.tsx";

export const generateMetadata = async (props: InLanguage): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageDoneTitle"),
  robots: { index: false },
});

export default async function ConfirmedPage(props: InLanguage) {
  const language = await languageAsked(props);
  const text = say(language, (await modelAsked(props)) === null ? "pageDoneText" : "pageDoneModel");
  return (
    <Page language={language} title={say(language, "pageDoneTitle")} text={text}>
      <Onward {...props} />
    </Page>
  );
}
