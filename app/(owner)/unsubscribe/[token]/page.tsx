import type { Metadata } from "next";
import { Button } from "@/app/_components/ui/button.tsx";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, Page } from "../../_components/in-language.tsx";

type Props = InLanguage & { params: Promise<{ token: string }> };

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageEndTitle"),
  robots: { index: false },
  referrer: "no-referrer",
});

export default async function UnsubscribePage(props: Props) {
  const language = await languageAsked(props);
  const { token } = await props.params;
  return (
    <Page language={language} title={say(language, "pageEndTitle")} text={say(language, "pageEndText")}>
      <form method="post" action={`/api/unsubscribe/${encodeURIComponent(token)}?language=${language}`}>
        <Button type="submit">{say(language, "pageEndButton")}</Button>
      </form>
    </Page>
  );
}
