import type { Metadata } from "next";
import { Button } from "@/app/_components/ui/button.tsx";
import { answer } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { readable } from "@/app/_lib/words.ts";
import { formatModelId, type ModelId } from "@/lib/domain/ids.ts";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, modelAsked, Page, queryAsked } from "../../_components/in-language.tsx";

type Props = InLanguage & { params: Promise<{ token: string }> };

const titleOf = (model: ModelId | null) => (model === null ? "pageEndTitle" : "pageEndModelTitle");

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: say(await languageAsked(props), titleOf(await modelAsked(props))),
  robots: { index: false },
  referrer: "no-referrer",
});

export default async function UnsubscribePage(props: Props) {
  const [language, model, query] = [await languageAsked(props), await modelAsked(props), await queryAsked(props)];
  const action = `/api/unsubscribe/${encodeURIComponent((await props.params).token)}?${query}`;
  if (model === null)
    return (
      <Page language={language} title={say(language, "pageEndTitle")} text={say(language, "pageEndText")}>
        <form method="post" action={action}>
          <Button type="submit">{say(language, "pageEndButton")}</Button>
        </form>
      </Page>
    );
  // The name is a help; mails can be ended without it.
  const { value } = await answer(feed().model(formatModelId(model)));
  return (
    <Page
      language={language}
      title={say(language, titleOf(model))}
      subject={value ? readable(value.name) : undefined}
      text={say(language, "pageEndModelText")}
    >
      <form method="post" action={action}>
        <Button type="submit">{say(language, "pageEndModelButton")}</Button>
      </form>
      <form method="post" action={`${action}&all`}>
        <Button type="submit" variant="secondary">
          {say(language, "pageEndAllButton")}
        </Button>
      </form>
    </Page>
  );
}
