import type { Metadata } from "next";
import { CONFIRMATIONS_PER_ADDRESS } from "@/lib/domain/confirmation.ts";
import { say } from "@/lib/domain/notice-words.ts";
import { type InLanguage, languageAsked, Onward, Page } from "../../_components/in-language.tsx";

export const generateMetadata = async (props: InLanguage): Promise<Metadata> => ({
  title: say(await languageAsked(props), "pageSentTitle"),
  robots: { index: false },
});

/** The same whatever is known of the address that was left. */
export default async function MailSentPage(props: InLanguage) {
  const language = await languageAsked(props);
  return (
    <Page
      language={language}
      title={say(language, "pageSentTitle")}
      text={say(language, "pageSentText", { count: CONFIRMATIONS_PER_ADDRESS })}
    >
      <Onward {...props} />
    </Page>
  );
}
