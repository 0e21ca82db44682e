import type { Metadata } from "next";
import { CONFIRMATION_DAYS } from "@/lib/domain/confirmation.ts";
import { daysInWords } from "@/lib/domain/language.ts";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, Onward, Page } from "../../_components/in-language.tsx";

export const generateMetadata = async (props: InLanguage): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageOverTitle"),
  robots: { index: false },
});

export default async function LinkOverPage(props: InLanguage) {
  const language = await languageAsked(props);
  const text = say(language, "pageOverText", { days: daysInWords(CONFIRMATION_DAYS, language) });
  return (
    <Page language={language} title={say(language, "pageOverTitle")} text={text}>
      <Onward {...props} />
    </Page>
  );
}
