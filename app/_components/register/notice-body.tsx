import { FileWarning } from "lucide-react";
import type { ReactNode } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import type { CheckedNotice } from "@/app/_lib/notices.ts";
import type { Notice, RemedyKind } from "@/lib/domain/notice-document.ts";

const REMEDY_WORDS: Record<RemedyKind, string> = {
  update: "Update",
  repair: "Repair",
  replacement: "Replacement",
  refund: "Refund",
  workaround: "Until then",
  none: "No remedy yet",
};

/** Text of the notice: never markup, its line breaks are the only layout. */
const Text = ({ children }: { children: string }) => <p className="max-w-prose whitespace-pre-line leading-relaxed">{children}</p>;

/** Links of a notice lead out of the register, to whoever issued it. */
const Outside = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} rel="noopener noreferrer nofollow" className="link break-words">
    {children}
  </a>
);

/** The document that people read, checked against its digest. What to do stands at the head of the page already. */
export function NoticeBody({ notice }: { notice: Notice }) {
  const { hazard, remedies, contact, notes, vulnerabilities, products, source, language } = notice;
  return (
    <div lang={language} className="grid gap-x-14 gap-y-8 lg:grid-cols-[1fr_24rem]">
      <div className="space-y-8">
        <Part title="The hazard">
          <Text>{hazard}</Text>
        </Part>
        {remedies.length > 0 ? (
          <Part title="What the issuer offers">
            <Remedies remedies={remedies} />
          </Part>
        ) : null}
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

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h3 className="mb-1.5 font-semibold">{title}</h3>
    {children}
  </div>
);

const Remedies = ({ remedies }: Pick<Notice, "remedies">) => (
  <ul className="divide-y rounded-lg border bg-surface">
    {remedies.map(({ kind, text, url }) => (
      <li key={`${kind}-${text}`} className="flex flex-col gap-x-4 gap-y-1 px-4 py-3 sm:flex-row">
        <span className="w-28 shrink-0">
          <Badge tone={kind === "none" ? "checking" : "accent"}>{REMEDY_WORDS[kind]}</Badge>
        </span>
        <div className="min-w-0">
          <Text>{text}</Text>
          {url ? <Outside href={url}>{url}</Outside> : null}
        </div>
      </li>
    ))}
  </ul>
);

const Vulnerabilities = ({ vulnerabilities }: Pick<Notice, "vulnerabilities">) => (
  <ul className="space-y-2 text-sm">
    {vulnerabilities.map(({ id, title, score }) => (
      <li key={id}>
        <span className="font-medium">{id}</span> {title}
        {score ? <span className="block text-ink-soft">{`CVSS ${score.version}: ${score.base.toFixed(1)} of 10`}</span> : null}
      </li>
    ))}
  </ul>
);

const Products = ({ products }: Pick<Notice, "products">) => (
  <Disclosure summary={`Products as the source names them (${products.length})`}>
    <ul className="list-disc space-y-1 pl-5 text-sm">
      {products.map(({ vendor, name, version, modelNumbers }) => (
        <li key={`${vendor}-${name}-${version}`}>
          {[vendor, name, version].filter(Boolean).join(" · ")}
          {modelNumbers.length > 0 ? <span className="text-ink-soft"> ({modelNumbers.join(", ")})</span> : null}
        </li>
      ))}
    </ul>
  </Disclosure>
);

const Contact = ({ contact: { name, email, phone, url, details } }: { contact: Notice["contact"] }) => (
  <address className="not-italic leading-relaxed">
    <p>{name}</p>
    {phone ? <p>{phone}</p> : null}
    {email ? (
      <p>
        <a href={`mailto:${encodeURIComponent(email).replace(/%40/g, "@")}`} className="link">
          {email}
        </a>
      </p>
    ) : null}
    {url ? (
      <p>
        <Outside href={url}>{url}</Outside>
      </p>
    ) : null}
    {details ? <p className="whitespace-pre-line">{details}</p> : null}
  </address>
);

const Source = ({ source }: { source: NonNullable<Notice["source"]> }) => (
  <p className="text-ink-soft text-sm">
    Made from advisory {source.url ? <Outside href={source.url}>{source.id}</Outside> : source.id}, version {source.version}, by{" "}
    {source.publisher} ({source.format.toUpperCase()}).
  </p>
);

const TROUBLE = {
  missing: {
    title: "The text of this notice is not here.",
    text: "The register holds its digest only, and the document was not found in this site's store. Ask the issuer for it; it can be checked against the digest below.",
  },
  altered: {
    title: "The text of this notice was altered and is not shown.",
    text: "The stored document does not match the digest that the issuer recorded. Do not trust copies of it; ask the issuer.",
  },
  unreadable: {
    title: "This notice cannot be read.",
    text: "The document matches its digest, but it is not in the form of a notice. Ask the issuer for the text.",
  },
} as const;

/** Said plainly, because a notice that cannot be checked must not be read as one that was. */
export const NoticeTrouble = ({ state }: { state: Exclude<CheckedNotice["state"], "checked"> }) => (
  <Alert tone={state === "altered" ? "danger" : "warning"} title={TROUBLE[state].title}>
    <p>{TROUBLE[state].text}</p>
    <p className="mt-1 flex items-center gap-1.5 text-ink-soft">
      <FileWarning className="size-4" aria-hidden /> Which devices are meant does not depend on the text: that part of this page is
      complete.
    </p>
  </Alert>
);
