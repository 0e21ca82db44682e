import { Fragment, type ReactNode } from "react";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import type { Notice } from "@/lib/domain/notice-document.ts";
import { Contact, Products, Remedies, Source, Text, Vulnerabilities } from "./notice-parts.tsx";
import { Pictures } from "./pictures.tsx";

/** The document that people read, checked against its digest. What to do stands at the head of the page already. */
export function NoticeBody({ notice }: { notice: Notice }) {
  const {
    hazard,
    remedies,
    contact,
    notes,
    vulnerabilities,
    products,
    source,
    language,
    incidents,
    onlyRemedy,
    share,
    pictures = [],
  } = notice;
  const sale = saleOf(notice);
  return (
    <div lang={language} className="grid gap-x-14 gap-y-8 lg:grid-cols-[1fr_24rem]">
      <div className="space-y-8">
        <Part title="The hazard">
          <Text>{hazard}</Text>
        </Part>
        {pictures.length > 0 ? (
          <Part title="How to recognise it">
            <Pictures pictures={pictures} />
          </Part>
        ) : null}
        {remedies.length > 0 ? (
          <Part title="What the issuer offers">
            <Remedies remedies={remedies} />
            {onlyRemedy ? <Text>{onlyRemedy}</Text> : null}
          </Part>
        ) : null}
        {incidents ? (
          <Part title="Known incidents">
            <Text>{incidents}</Text>
          </Part>
        ) : null}
        {share ? <Text>{share}</Text> : null}
        {notes.length > 0 ? (
          <Disclosure summary={`Further notes (${notes.length})`}>
            <div className="space-y-5 text-sm">
              {notes.map(({ title, text }) => (
                <div key={`${title}-${text.slice(0, 40)}`}>
                  {title ? <h4 className="mb-1 font-semibold">{title}</h4> : null}
                  <Text>{text}</Text>
                </div>
              ))}
            </div>
          </Disclosure>
        ) : null}
      </div>
      <div className="space-y-6">
        <Part title="Contact">
          <Contact contact={contact} />
        </Part>
        {sale.length > 0 ? (
          <Part title="Sale">
            <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-sm">
              {sale.map(([name, text]) => (
                <Fragment key={name}>
                  <dt className="text-ink-soft">{name}</dt>
                  <dd className="min-w-0 break-words">{text}</dd>
                </Fragment>
              ))}
            </dl>
          </Part>
        ) : null}
        {vulnerabilities.length > 0 ? (
          <Part title="Known vulnerabilities">
            <Vulnerabilities vulnerabilities={vulnerabilities} />
          </Part>
        ) : null}
        {products.length > 0 ? <Products products={products} /> : null}
        {source ? <Source source={source} /> : null}
      </div>
    </div>
  );
}

/** What is said of units and their sale. */
function saleOf({ units, sold = {}, madeBy }: Notice): [name: string, text: string][] {
  const rows: [string, string | undefined][] = [
    ["Units", units],
    ["Sold", sold.when],
    ["Where", sold.where],
    ["By", sold.by],
    ["Price", sold.price],
    ["Made by", madeBy],
  ];
  return rows.flatMap(([name, text]): [string, string][] => (text === undefined ? [] : [[name, text]]));
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h3 className="mb-1.5 font-semibold">{title}</h3>
    {children}
  </div>
);
