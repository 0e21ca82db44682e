import { type CsafPublisher, isoTime } from "./csaf-recall.ts";

/**
 * The documents by which programs find advisories: CSAF 2.0 section 7 (requirements 7 to 9, 12, 13, 15 to 17) and ROLIE,
 * RFC 8322. docs/csaf.md says which requirements are met.
 */

/** An advisory as lists name it. */
export type Listed = {
  id: string;
  title: string;
  /** Below `white/`. */
  path: string;
  /** ISO 8601. */
  published: string;
  updated: string;
};

export type ProviderFile = { path: string; type: string; text: string };

const JSON_TYPE = "application/json; charset=utf-8";
const FOLDER = "csaf";
const WHITE = `${FOLDER}/white`;
const FEED = `${WHITE}/feed-tlp-white.json`;
const METADATA = `${FOLDER}/provider-metadata.json`;
const CATEGORY = { scheme: "urn:ietf:params:rolie:category:information-type", term: "csaf" };
const FEED_TITLE = "Recalls as CSAF advisories (TLP:WHITE)";

const json = (path: string, value: unknown): ProviderFile => ({ path, type: JSON_TYPE, text: `${JSON.stringify(value, null, 2)}\n` });

/** Newest first, as changes.csv wants it; in the same second by path, so that the order is one. */
const newestFirst = (listed: readonly Listed[]): Listed[] =>
  [...listed].sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated) || (a.path < b.path ? -1 : 1));

/** @param asOf Unix time of the newest block, for a register that has no recall yet. */
export function providerFiles(listed: readonly Listed[], publisher: CsafPublisher, asOf: number): ProviderFile[] {
  const { publicUrl, category, name, namespace, contact } = publisher;
  const sorted = newestFirst(listed);
  const updated = sorted[0]?.updated ?? isoTime(asOf);
  const url = (path: string): string => `${publicUrl}/${path}`;
  return [
    json(METADATA, {
      canonical_url: `${publicUrl}/.well-known/csaf/provider-metadata.json`,
      distributions: [
        {
          rolie: {
            categories: [url(`${FOLDER}/category.json`)],
            feeds: [{ summary: FEED_TITLE, tlp_label: "WHITE", url: url(FEED) }],
            services: [url(`${FOLDER}/service.json`)],
          },
        },
      ],
      last_updated: updated,
      list_on_CSAF_aggregators: true,
      metadata_version: "2.0",
      mirror_on_CSAF_aggregators: true,
      publisher: { category, contact_details: contact, name, namespace },
      role: roleOf(publisher),
    }),
    json(`${FOLDER}/service.json`, {
      service: {
        workspace: [
          { title: "Public CSAF feed", collection: [{ title: FEED_TITLE, href: url(FEED), categories: { category: [CATEGORY] } }] },
        ],
      },
    }),
    json(`${FOLDER}/category.json`, { categories: { category: [{ term: "Recall" }] } }),
    json(FEED, feedOf(sorted, updated, url)),
    { path: `${WHITE}/index.txt`, type: "text/plain; charset=utf-8", text: sorted.map(({ path }) => `${path}\n`).join("") },
    {
      path: `${WHITE}/changes.csv`,
      type: "text/csv; charset=utf-8",
      text: sorted.map((one) => `"${one.path}","${one.updated}"\n`).join(""),
    },
  ];
}

/** Every role needs TLS (requirement 3); without it the lowest is named. Nothing is signed, so none is trusted. */
const roleOf = ({ publicUrl }: CsafPublisher): "csaf_provider" | "csaf_publisher" =>
  publicUrl.startsWith("https://") ? "csaf_provider" : "csaf_publisher";

function feedOf(listed: readonly Listed[], updated: string, url: (path: string) => string) {
  const entry = ({ id, title, path, published, updated: changed }: Listed) => {
    const href = url(`${WHITE}/${path}`);
    return {
      id,
      title,
      link: [
        { rel: "self", href },
        { rel: "hash", href: `${href}.sha256` },
        { rel: "hash", href: `${href}.sha512` },
      ],
      published,
      updated: changed,
      content: { type: "application/json", src: href },
      format: { schema: "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json", version: "2.0" },
    };
  };
  const link = [
    { rel: "self", href: url(FEED) },
    { rel: "service", href: url(`${FOLDER}/service.json`) },
  ];
  return { feed: { id: "muster-csaf-feed-tlp-white", title: FEED_TITLE, link, category: [CATEGORY], updated, entry: listed.map(entry) } };
}

const DAY = 86_400;

/**
 * RFC 9116, with the line that leads to the advisories. Null where no contact is configured: the file must name one.
 * @param now Unix time; the file is good for half a year from the beginning of that day.
 */
export function securityTxt({ publicUrl, contact }: CsafPublisher, now: number): string | null {
  const uri = contact && /^[^\s@:/]+@[^\s@/]+$/.test(contact) ? `mailto:${contact}` : contact;
  if (!uri || !/^(mailto:|https:\/\/|tel:)\S+$/.test(uri)) return null;
  const expires = (Math.floor(now / DAY) + 180) * DAY;
  return [
    `Contact: ${uri}`,
    `Expires: ${isoTime(expires)}`,
    `CSAF: ${publicUrl}/.well-known/csaf/provider-metadata.json`,
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    "Preferred-Languages: en",
    "",
  ].join("\n");
}
