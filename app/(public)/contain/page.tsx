import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { readerLanguage } from "@/app/_lib/reader-language.ts";
import { GUIDES, type Guide } from "@/lib/domain/containment.ts";
import { CLASS_TEXTS, classesFrom, type DeviceClass, knownClasses } from "@/lib/domain/device-classes.ts";
import { knownLanguage, type Language } from "@/lib/domain/language.ts";
import { Languages } from "./languages.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function asked({ searchParams }: Props): Promise<{ language: Language; devices: DeviceClass[] }> {
  const search = await searchParams;
  const all = (name: string): string[] => [search[name] ?? []].flat();
  return { language: knownLanguage(all("language")[0] ?? "") ?? (await readerLanguage()), devices: knownClasses(all("device")) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title, lead } = GUIDES[(await asked(props)).language];
  return { title, description: lead, alternates: { canonical: "/contain" } };
}

/** For the customer of a provider whose device attacks others. It works on paper: that is how many will get it. */
export default async function ContainPage(props: Props) {
  const { language, devices } = await asked(props);
  const guide = GUIDES[language];
  return (
    <div lang={language} className="frame print:max-w-none print:px-0 print:text-[8.75pt] print:leading-snug">
      <Languages current={language} devices={devices} label={guide.otherLanguages} />
      <PageHeader title={guide.title}>
        <p>{guide.lead}</p>
      </PageHeader>
      <div className="gap-12 lg:columns-2 print:columns-2 print:gap-8">
        <Part {...guide.first} isOrdered />
        <Part {...guide.known} />
        <Part {...guide.find} />
        <Classes title={guide.classes} language={language} devices={devices} />
        <Part {...guide.isolate} />
        <LookUp {...guide.lookUp} />
        <Part {...guide.discard} />
        <Part {...guide.ask} />
        <Part {...guide.genuine} />
      </div>
      <p className="mt-8 text-ink-soft text-sm print:mt-3">{guide.end}</p>
    </div>
  );
}

const HEADING = "break-after-avoid font-semibold text-xl tracking-tight print:text-[10.5pt]";
const LIST = "mt-3 space-y-2 pl-5 leading-relaxed marker:text-ink-soft print:mt-1 print:space-y-0.5 print:pl-4 print:leading-snug";

function Part({ title, items, isOrdered = false }: Guide["known"] & { isOrdered?: boolean }) {
  const List = isOrdered ? "ol" : "ul";
  return (
    <section className="break-inside-avoid pt-8 print:pt-2.5">
      <h2 className={HEADING}>{title}</h2>
      <List className={`${LIST} ${isOrdered ? "list-decimal" : "list-disc"}`}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </List>
    </section>
  );
}

type ClassesProps = { title: string; language: Language; devices: readonly DeviceClass[] };

function Classes({ title, language, devices }: ClassesProps) {
  const texts = CLASS_TEXTS[language];
  return (
    <section className="pt-8 print:pt-2.5">
      <h2 className={HEADING}>{title}</h2>
      <dl className="mt-3 space-y-3 print:mt-1 print:space-y-0.5">
        {classesFrom(devices).map((kind) => (
          <div
            key={kind}
            id={kind}
            className={`break-inside-avoid ${devices.includes(kind) ? "rounded-md bg-checking-wash p-3 print:bg-transparent print:p-0" : ""}`}
          >
            <dt className="font-medium">{texts[kind].name}</dt>
            <dd className="text-ink-soft leading-relaxed print:text-ink print:leading-snug">{texts[kind].text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function LookUp({ title, items, lookUpLink, claimLink }: Guide["lookUp"]) {
  const links = [
    { href: "/", text: lookUpLink },
    { href: "/claim", text: claimLink },
  ];
  return (
    <section className="break-inside-avoid pt-8 print:pt-2.5">
      <h2 className={HEADING}>{title}</h2>
      <ul className={`${LIST} list-disc`}>
        {items.map((item, at) => (
          <li key={item}>
            {item}{" "}
            {links[at] ? (
              <AppLink href={links[at].href} className="link print:hidden">
                {links[at].text}
              </AppLink>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
