import type { ReactNode } from "react";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import type { Notice, RemedyKind } from "@/lib/domain/notice-document.ts";

/** The pieces of a notice, each as it is shown. */

const REMEDY_WORDS: Record<RemedyKind, string> = {
  update: "Update",
  repair: "Repair",
  replacement: "Replacement",
  refund: "Refund",
  workaround: "Until then",
  none: "No remedy yet",
};

/** Text of the notice: never markup, its line breaks are the only layout. */
export const Text = ({ children }: { children: string }) => <p className="max-w-prose whitespace-pre-line leading-relaxed">{children}</p>;

/** Links of a notice lead out of the register, to whoever issued it. */
const Outside = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} rel="noopener noreferrer nofollow" className="link break-words">
    {children}
  </a>
);

export const Remedies = ({ remedies }: Pick<Notice, "remedies">) => (
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

export const Vulnerabilities = ({ vulnerabilities }: Pick<Notice, "vulnerabilities">) => (
  <ul className="space-y-2 text-sm">
    {vulnerabilities.map(({ id, title, score }) => (
      <li key={id}>
        <span className="font-medium">{id}</span> {title}
        {score ? <span className="block text-ink-soft">{`CVSS ${score.version}: ${score.base.toFixed(1)} of 10`}</span> : null}
      </li>
    ))}
  </ul>
);

export const Products = ({ products }: Pick<Notice, "products">) => (
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

export const Contact = ({ contact: { name, email, phone, phoneIsFree, url, details } }: { contact: Notice["contact"] }) => (
  <address className="not-italic leading-relaxed">
    <p>{name}</p>
    {phone ? <p>{phoneIsFree ? `${phone} (free of charge)` : phone}</p> : null}
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

export const Source = ({ source }: { source: NonNullable<Notice["source"]> }) => (
  <p className="text-ink-soft text-sm">
    Made from advisory {source.url ? <Outside href={source.url}>{source.id}</Outside> : source.id}, version {source.version}, by{" "}
    {source.publisher} ({source.format.toUpperCase()}).
  </p>
);
