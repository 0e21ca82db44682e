import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, Page } from "../../_components/in-language.tsx";

export const generateMetadata = async (props: InLanguage): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageDoneTitle"),
  robots: { index: false },
});

export default async function ConfirmedPage(props: InLanguage) {
  const language = await languageAsked(props);
  return (
    <Page language={language} title={say(language, "pageDoneTitle")} text={say(language, "pageDoneText")}>
      <Button asChild variant="secondary">
        <AppLink href="/my/settings">{say(language, "pageSettings")}</AppLink>
      </Button>
    </Page>
  );
}
