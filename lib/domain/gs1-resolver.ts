import { type DigitalLink, formatDigitalLink } from "./digital-link.ts";
import { LINKSET_TYPE } from "./gs1-request.ts";

/**
 * What the register answers as a GS1-Conformant Resolver (docs/resolver.md): which pages there are about a product, a lot or a
 * unit, as RFC 9264 link set or one redirect. Only links are listed behind which there is what their type says.
 */
const GS1_VOCABULARY = "https://ref.gs1.org/voc/";

/** Link types of the GS1 web vocabulary that are served, in the order of the link set. */
export const LINK_TYPES = [
  "defaultLink",
  "pip",
  "recallStatus",
  "safetyInfo",
  "certificationInfo",
  "instructions",
  "registerProduct",
] as const;
export type LinkType = (typeof LINK_TYPES)[number];

export type ResolverLink = {
  type: LinkType;
  /** Never with a fragment: what stands there is a claim code. */
  href: string;
  title: string;
  /** BCP 47 tag of what it leads to. */
  language: string;
};

/** What the register knows of what a link names. */
export type Resolved = {
  /** Models with this GTIN; more than one where two makers registered it. */
  models: {
    id: string;
    name: string;
    isDeclared: boolean;
    /** Its maker's instructions, from a declaration that was checked. */
    instructions: { url: string; language: string } | null;
  }[];
  /** Open recalls that mean the unit; empty where none is named or known. */
  recalls: { id: number; title: string }[];
};

/** The pages about what a link names. */
export function resolverLinks(publicUrl: string, link: DigitalLink, { models, recalls }: Resolved): ResolverLink[] {
  const own = (type: LinkType, path: string, title: string): ResolverLink => ({ type, href: `${publicUrl}${path}`, title, language: "en" });
  const { fragment: _, ...named } = link;
  const page = formatDigitalLink(publicUrl, named).slice(publicUrl.length);
  const links = [
    own("defaultLink", page, "What the register knows of it"),
    own("recallStatus", page, "Whether it is recalled"),
    own("registerProduct", "/claim", "Claim a device, and be told of recalls"),
    ...recalls.map(({ id, title }) => own("safetyInfo", `/recalls/${id}`, title)),
    ...models.flatMap(({ id, name, isDeclared, instructions }): ResolverLink[] => [
      own("pip", `/models/${id}`, name),
      ...(isDeclared ? [own("certificationInfo", `/models/${id}/declaration`, `Security declaration of ${name}`)] : []),
      ...(instructions
        ? [
            {
              type: "instructions" as const,
              href: withoutFragment(instructions.url),
              title: `Instructions for ${name}`,
              language: instructions.language,
            },
          ]
        : []),
    ]),
  ];
  return links.sort((one, other) => LINK_TYPES.indexOf(one.type) - LINK_TYPES.indexOf(other.type));
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, "");

/** A link set of RFC 9264 as JSON, with the link as its anchor. */
export function linksetOf(anchor: string, links: readonly ResolverLink[]): object {
  const byType = Map.groupBy(links, ({ type }) => `${GS1_VOCABULARY}${type}`);
  const targets = [...byType].map(([type, of]) => [
    type,
    of.map(({ href, title, language }) => ({ href, title, type: "text/html", hreflang: [language] })),
  ]);
  return { linkset: [{ anchor, ...Object.fromEntries(targets) }] };
}

/** `gs1:pip`, or the type's own address in the vocabulary; null where it is none that could be served. */
export function parseLinkType(text: string): LinkType | "linkset" | null {
  if (text === "linkset" || text === "all") return "linkset";
  const name = /^(?:gs1:|https?:\/\/(?:ref\.)?gs1\.org\/voc\/)([A-Za-z]+)$/.exec(text)?.[1];
  return LINK_TYPES.find((type) => type === name) ?? null;
}

/** Tags of an `Accept-Language` header, most wanted first; what is not wanted at all is left out. */
export function wantedLanguages(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((text) => text.trim());
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      return { tag: tag.toLowerCase(), quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => tag !== "" && tag !== "*" && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

/** The links that fit best: those in the language wanted most, else all. One is where to go, several are a choice. */
export function linksInLanguage(links: readonly ResolverLink[], wanted: readonly string[]): ResolverLink[] {
  const primary = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";
  for (const tag of wanted) {
    const fitting = links.filter(({ language }) => primary(language) === primary(tag));
    if (fitting.length > 0) return fitting;
  }
  return [...links];
}

/**
 * What `Location` holds. A browser carries the fragment of the address it came from along unless the new one has its own:
 * the empty one keeps a claim code from other sites.
 */
export const locationOf = (href: string, publicUrl: string): string => (href.startsWith(`${publicUrl}/`) ? href : `${href}#`);

/** The headers by which programs find the whole list, and read it as JSON-LD. */
export const linkHeader = (anchor: string): string =>
  [
    `<${anchor}?linkType=linkset>; rel="linkset"; type="${LINKSET_TYPE}"`,
    '<https://ref.gs1.org/standards/resolver/linkset-context>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"',
  ].join(", ");

/** The resolver description file, `/.well-known/gs1resolver`. */
export const resolverDescription = (publicUrl: string): object => ({
  name: "Muster, the register of connected devices",
  resolverRoot: publicUrl,
  supportedPrimaryKeys: ["01"],
  supportedLinkType: [{ namespace: GS1_VOCABULARY, prefix: "gs1:" }],
  linkTypeDefaultCanBeLinkset: false,
});
