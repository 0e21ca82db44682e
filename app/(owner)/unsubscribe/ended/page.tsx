import type { Metadata } from "next";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, modelAsked, Onward, Page } from "../../_components/in-language.tsx";

export const generateMetadata = async (props: InLanguage): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageEndedTitle"),
  robots: { index: false },
});

export default async function UnsubscribedPage(props: InLanguage) {
  const language = await languageAsked(props);
  const hasErased = "all" in (await props.searchParams);
  const ofModel = hasErased ? "pageEndedAllText" : "pageEndedModelText";
  const text = say(language, (await modelAsked(props)) === null ? "pageEndedText" : ofModel);
  return (
    <Page language={language} title={say(language, "pageEndedTitle")} text={text}>
      <Onward {...props} settings="pageLeaveAgain" />
    </Page>
  );
}
