import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { parseFixCode } from "@/lib/domain/abuse-code.ts";
import { sayAbuse } from "@/lib/domain/abuse-words.ts";
import { LanguageSwitch, languageOf, type Search, wordOf } from "./_parts/language.tsx";

export const generateMetadata = async (props: Search): Promise<Metadata> => ({
  title: sayAbuse(await languageOf(props), "enterTitle"),
  alternates: { canonical: "/fix" },
});

/** For customers who type the code of their provider's message in, as that message tells them to. */
export default async function EnterCodePage(props: Search) {
  const [language, typed] = [await languageOf(props), await wordOf(props, "code")];
  const code = parseFixCode(typed);
  if (code !== null) redirect(`/fix/${code}?language=${language}`);
  return (
    <div lang={language} className="frame max-w-3xl pb-20">
      <LanguageSwitch path="/fix" language={language} />
      <PageHeader title={sayAbuse(language, "enterTitle")}>
        <p>{sayAbuse(language, "enterText")}</p>
      </PageHeader>
      <form action="/fix" method="get" className="flex max-w-md flex-col gap-4">
        <input type="hidden" name="language" value={language} />
        <Field label={sayAbuse(language, "enterLabel")} error={typed ? sayAbuse(language, "overText") : undefined}>
          {(control) => (
            <Input
              {...control}
              name="code"
              defaultValue={typed.slice(0, 64)}
              maxLength={64}
              placeholder="XXXX-XXXX-XXXX-XXXX"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
            />
          )}
        </Field>
        <Button type="submit" size="lg" className="self-start">
          {sayAbuse(language, "enterButton")}
        </Button>
      </form>
    </div>
  );
}
