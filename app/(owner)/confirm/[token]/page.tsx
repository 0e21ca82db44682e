import type { Metadata } from "next";
import { Button } from "@/app/_components/ui/button.tsx";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, Page, queryAsked } from "../../_components/in-language.tsx";

type Props = InLanguage & { params: Promise<{ token: string }> };

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageAskTitle"),
  robots: { index: false },
  referrer: "no-referrer",
});

export default async function ConfirmPage(props: Props) {
  const language = await languageAsked(props);
  const { token } = await props.params;
  return (
    <Page language={language} title={say(language, "pageAskTitle")} text={say(language, "pageAskText")}>
      <form method="post" action={`/api/confirm/${encodeURIComponent(token)}?${await queryAsked(props)}`}>
        <Button type="submit">{say(language, "pageAskButton")}</Button>
      </form>
    </Page>
  );
}
