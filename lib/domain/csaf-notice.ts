import type { CsafAdvisory } from "./csaf.ts";
import { readOwnerNotes } from "./csaf-owner-notes.ts";
import { SEVERITIES, type Severity } from "./kinds.ts";
import { NOTICE_FORMAT, type Notice, plainText, REMEDY_CATEGORIES, type RemedyCategory, type RemedyKind } from "./notice-document.ts";

/** What the issuer says in its own words; the advisory is written for administrators. */
export type IssuerWords = {
  headline?: string;
  /** Steps for owners. Without them, the advisory's own recommendations stand in. */
  whatToDo?: string[];
  stopUse?: boolean;
  isolateFromNetwork?: boolean;
  contact?: Notice["contact"];
};

const REMEDIES: Record<RemedyCategory, RemedyKind> = {
  vendor_fix: "update",
  mitigation: "workaround",
  workaround: "workaround",
  no_fix_planned: "none",
  none_available: "none",
};

/** Ways to be made whole that CSAF counts as a fix, told apart as our own advisories do it. */
const ENTITLED = ["repair", "replacement", "refund"] as const;

/** A notice made from an advisory: nothing invented, no product lost, shortened only where a text is beyond all measure. */
export function noticeFromCsaf(advisory: CsafAdvisory, words: IssuerWords = {}): Notice {
  const { document, vulnerabilities } = advisory;
  const { publisher, tracking } = document;
  // A vulnerability without a number of its own goes by that of its document.
  const numbered = vulnerabilities.filter(({ cve, ids }) => cve !== undefined || ids?.[0]?.text !== tracking.id);
  const own = readOwnerNotes(document.notes ?? []);
  const remedies = [...remediesOf(advisory), ...own.remedies].slice(0, 20);
  const whatToDo = words.whatToDo?.length
    ? words.whatToDo.map((step) => filled(step, 2_000))
    : (own.whatToDo ?? stepsOf(advisory, remedies));
  return {
    format: NOTICE_FORMAT,
    language: /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(document.lang ?? "") ? (document.lang as string) : "en",
    headline: filled(words.headline ?? document.title, 200),
    hazard: own.hazard ?? hazardOf(advisory),
    whatToDo,
    stopUse: words.stopUse ?? own.stopUse ?? false,
    isolateFromNetwork: words.isolateFromNetwork ?? own.isolateFromNetwork ?? false,
    remedies,
    contact: words.contact ??
      own.contact ?? {
        name: filled(publisher.name, 200),
        email: /[^\s:;,<>]+@[^\s:;,<>]+\.[a-z]{2,}/i.exec(publisher.contact_details ?? "")?.[0],
        url: webAddress(publisher.namespace),
        details: plainText(publisher.contact_details ?? "", 1_000),
      },
    products: productsOf(advisory),
    vulnerabilities: numbered.slice(0, 500).map((vulnerability) => {
      const score = bestScore(vulnerability);
      return {
        id: filled(vulnerability.cve ?? vulnerability.ids?.[0]?.text ?? "without number", 100),
        title: plainText(vulnerability.title ?? "", 500),
        score: score && {
          base: score.baseScore,
          version: filled(score.version ?? "?", 5),
          vector: plainText(score.vectorString ?? "", 300),
        },
      };
    }),
    severity: severityOf(advisory),
    notes: own.others.slice(0, 100).flatMap(({ title, text }) => {
      const plain = plainText(text, 16_000);
      return plain ? [{ title: plainText(title ?? "", 200), text: plain }] : [];
    }),
    source: {
      format: advisory.format,
      id: filled(tracking.id, 200),
      title: filled(document.title, 500),
      publisher: filled(publisher.name, 200),
      version: filled(tracking.version, 50),
      publishedAt: filled(tracking.current_release_date, 50),
      url: sourceUrl(advisory),
    },
  };
}

/** Highest severity in the document by the CVSS bands, else the publisher's own word for it, null when there is neither. */
export function severityOf({ document, vulnerabilities }: CsafAdvisory): Severity | null {
  const highest = Math.max(-1, ...vulnerabilities.map((vulnerability) => bestScore(vulnerability)?.baseScore ?? -1));
  if (highest < 0) return wordOf(document?.aggregate_severity?.text);
  return highest >= 9 ? "critical" : highest >= 7 ? "high" : highest >= 4 ? "medium" : "low";
}

function wordOf(text = ""): Severity | null {
  const found = SEVERITIES.find((severity) => severity === text.trim().toLowerCase());
  return found === undefined || found === "none" ? null : found;
}

type Vulnerability = CsafAdvisory["vulnerabilities"][number];

/** Version 3 before version 2, the highest of several. */
function bestScore({ scores = [] }: Vulnerability) {
  const of = (version: "cvss_v3" | "cvss_v2") =>
    scores.flatMap((score) => score[version] ?? []).sort((a, b) => b.baseScore - a.baseScore)[0];
  return of("cvss_v3") ?? of("cvss_v2");
}

/** The document's summary, then what each vulnerability does. */
function hazardOf({ document, vulnerabilities }: CsafAdvisory): string {
  const telling = ["summary", "description", "details", "general"];
  const ofVulnerability = ({ notes = [] }: Vulnerability): string[] => {
    const category = telling.find((wanted) => notes.some((note) => note.category === wanted));
    return notes.filter((note) => note.category === category).map((note) => note.text);
  };
  const paragraphs = [
    ...(document.notes ?? []).filter((note) => note.category === "summary").map((note) => note.text),
    ...vulnerabilities.flatMap(ofVulnerability),
  ];
  return filled(distinct(paragraphs).join("\n\n") || document.title, 8_000);
}

function remediesOf({ vulnerabilities }: CsafAdvisory): Notice["remedies"] {
  const found = new Map<string, Notice["remedies"][number]>();
  for (const { category, details, url, entitlements } of vulnerabilities.flatMap(({ remediations = [] }) => remediations)) {
    const text = plainText(details, 4_000);
    const known = REMEDY_CATEGORIES.find((one) => one === category);
    const kind = ENTITLED.find((one) => entitlements?.length === 1 && entitlements[0] === one) ?? (known ? REMEDIES[known] : "workaround");
    if (text) found.set(`${category}|${text}|${url}`, { kind, text, url: webAddress(url), category: known });
  }
  return [...found.values()].slice(0, 20);
}

function stepsOf({ document }: CsafAdvisory, remedies: Notice["remedies"]): string[] {
  const recommended = (document.notes ?? [])
    .filter(({ title }) => /recommended practices|mitigation/i.test(title ?? ""))
    .map(({ text }) => text);
  const steps = distinct([...remedies.map(({ text }) => text), ...recommended].map((step) => filled(step, 2_000)));
  return steps.length > 0 ? steps.slice(0, 20) : ["Read the advisory named as the source of this notice."];
}

const productsOf = ({ products }: CsafAdvisory): Notice["products"] =>
  products.map(({ id, vendor, name, version, modelNumbers, status }) => ({
    id: filled(id, 500),
    vendor: plainText(vendor ?? "", 200),
    name: filled(name, 500),
    version: plainText(version ?? "", 500),
    modelNumbers: modelNumbers.slice(0, 200).map((number) => filled(number, 200)),
    status,
  }));

/** The page for people where there is one, else the file itself. */
function sourceUrl({ document: { references = [] } }: CsafAdvisory): string | undefined {
  const own = references.filter(({ category }) => category === "self");
  return webAddress((own.find(({ url }) => !/\.json$/i.test(url)) ?? own[0])?.url);
}

const webAddress = (url: string | undefined): string | undefined =>
  url !== undefined && /^https?:\/\/[^\s/]+/i.test(url) && URL.canParse(url) ? plainText(url, 2_000) : undefined;

/** Plain text that is never empty. */
const filled = (value: string, max: number): string => plainText(value, max) ?? "—";

const distinct = (texts: string[]): string[] => [...new Set(texts)];
