import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, Page } from "../../_components/in-language.tsx";

export const generateMetadata = async (props: InLanguage): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageEndedTitle"),
  robots: { index: false },
});

export default async function UnsubscribedPage(props: InLanguage) {
  const language = await languageAsked(props);
  return (
    <Page language={language} title={say(language, "pageEndedTitle")} text={say(language, "pageEndedText")}>
      <Button asChild>
        <AppLink href="/my/settings">{say(language, "pageLeaveAgain")}</AppLink>
      </Button>
    </Page>
  );
}
