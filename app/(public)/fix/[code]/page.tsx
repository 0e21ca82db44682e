import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { readDeclaration } from "@/app/_lib/declarations.ts";
import { answer } from "@/app/_lib/read.ts";
import { feed, store } from "@/app/_lib/server.ts";
import { readable } from "@/app/_lib/words.ts";
import { parseFixCode } from "@/lib/domain/abuse-code.ts";
import { kindInWords, sayAbuse } from "@/lib/domain/abuse-words.ts";
import { guidePath } from "@/lib/domain/device-classes.ts";
import { formatModelId } from "@/lib/domain/ids.ts";
import { dayInWords, type Language } from "@/lib/domain/language.ts";
import type { FixRow } from "@/lib/store/abuse.ts";
import { LanguageSwitch, languageOf, type Search } from "../_parts/language.tsx";
import { FindDevice } from "./find-device.tsx";
import { FixRecalls } from "./fix-recalls.tsx";
import { LikelyDevices } from "./likely-devices.tsx";

type Props = Search & { params: Promise<{ code: string }> };

/** The code in the address opens the page: no search engine and no other site may come to know it. */
export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: sayAbuse(await languageOf(props), "title"),
  robots: { index: false, follow: false },
  referrer: "no-referrer",
});

/** Where the link leads that a provider forwards: what was reported, and what to do. Read without an account and without scripts. */
export default async function FixPage(props: Props) {
  const language = await languageOf(props);
  const code = parseFixCode(decodeURIComponent((await props.params).code));
  const found = code === null ? { value: null, failed: false as const } : await answer(store().abuse.find(code));
  return (
    <div lang={language} className="frame max-w-3xl pb-20">
      {found.failed ? (
        <div lang="en" className="pt-10">
          <h1 className="sr-only">{sayAbuse(language, "title")}</h1>
          <Trouble what="The report" />
        </div>
      ) : code === null || found.value === null ? (
        <Over language={language} />
      ) : (
        <Report code={code} row={found.value} language={language} />
      )}
    </div>
  );
}

const Over = ({ language }: { language: Language }) => (
  <>
    <PageHeader title={sayAbuse(language, "overTitle")}>
      <p>{sayAbuse(language, "overText")}</p>
    </PageHeader>
    <Button asChild variant="secondary">
      <AppLink href={`/fix?language=${language}`}>{sayAbuse(language, "enterOther")}</AppLink>
    </Button>
  </>
);

type ReportProps = { code: string; row: FixRow; language: Language };

async function Report({ code, row, language }: ReportProps) {
  await answer(store().abuse.opened(code));
  const body = await answer(feed().organization(row.org));
  const provider = body.failed ? `AS${row.asn}` : readable(body.value.name);
  const kind = kindInWords(language, row.category, row.type);
  return (
    <article>
      <LanguageSwitch path={`/fix/${code}`} language={language} />
      <PageHeader title={sayAbuse(language, "title")}>
        <p className="wrap-anywhere">
          {sayAbuse(language, "told", { provider, day: dayInWords(row.received, language), kind, asn: row.asn })}
        </p>
      </PageHeader>
      {row.state === "closed" ? (
        <Alert tone="success" title={sayAbuse(language, "closed", { day: dayInWords(row.closed ?? row.received, language) })}>
          {sayAbuse(language, "closedText")}
        </Alert>
      ) : (
        <Open code={code} row={row} language={language} />
      )}
      <Section id="genuine" title={sayAbuse(language, "genuine")}>
        <p className="text-ink-soft leading-relaxed">{sayAbuse(language, "genuineText", { code })}</p>
        <p className="mt-2 text-ink-soft">{sayAbuse(language, "until", { day: dayInWords(row.until, language) })}</p>
      </Section>
    </article>
  );
}

const Open = ({ code, row, language }: ReportProps) => (
  <>
    <Tied row={row} language={language} />
    <Section id="now" title={sayAbuse(language, "now")}>
      <ol className="list-decimal space-y-2 pl-5 leading-relaxed">
        <li>
          {sayAbuse(language, "isolate")}{" "}
          <AppLink href={guidePath(language, row.classes)} className="link">
            {sayAbuse(language, "isolateLink")}
          </AppLink>
        </li>
        <li>{sayAbuse(language, "fix")}</li>
        {row.model === null ? <li>{sayAbuse(language, "tie")}</li> : null}
      </ol>
      {row.model === null ? (
        <Button asChild size="lg" className="mt-5">
          <AppLink href={`/fix/${code}/device`}>{sayAbuse(language, "tieButton")}</AppLink>
        </Button>
      ) : null}
    </Section>
    <LikelyDevices classes={row.classes} language={language} />
    <FixRecalls recalls={row.recalls} language={language} />
    <FindDevice language={language} />
    <Section id="known" title={sayAbuse(language, "known")}>
      <p className="text-ink-soft leading-relaxed">{sayAbuse(language, "knownText")}</p>
    </Section>
    <Section id="unknown" title={sayAbuse(language, "unknown")}>
      <p className="text-ink-soft leading-relaxed">{sayAbuse(language, "unknownText")}</p>
    </Section>
  </>
);

/** Which model it was, once somebody has said so; the unit is not known here. */
async function Tied({ row, language }: Omit<ReportProps, "code">) {
  if (row.model === null) return null;
  const id = formatModelId(row.model);
  const model = await answer(feed().model(id));
  const mud = model.value?.declaration && (await readDeclaration(model.value, model.value.declaration)).declaration?.mud;
  return (
    <Alert tone="info" title={sayAbuse(language, "tied", { model: model.failed ? id : readable(model.value.name) })}>
      {mud ? (
        <p>
          {sayAbuse(language, "mud")}{" "}
          <a href={mud} rel="noreferrer nofollow" className="link wrap-anywhere">
            {mud}
          </a>
        </p>
      ) : null}
      <Button asChild size="sm" className="mt-2">
        <AppLink href="/my/devices">{sayAbuse(language, "patchButton")}</AppLink>
      </Button>
    </Alert>
  );
}
