import { parseClaimCode } from "./claim-code.ts";
import { MusterError } from "./errors.ts";
import { gs1TextProblem } from "./gs1-text.ts";
import { parseGtin } from "./gtin.ts";

/**
 * GS1 Digital Link, uncompressed, for products: `https://{host}/01/{gtin}/10/{lot}/21/{serial}#{claim code}`. The
 * fragment never leaves the browser, so the code reaches no server and no log.
 *
 * Compressed links are refused: the common library expands serial 0001 to 1, which is another unit. A unit's identity
 * is the triple (GTIN-14, lot, serial), never the link's text.
 */
export type DigitalLink = {
  gtin: string;
  /** Consumer product variant (AI 22). */
  variant?: string;
  lot?: string;
  serial?: string;
  /** What stands behind the #: on our labels, the claim code. */
  fragment?: string;
};

/** Path qualifiers of a GTIN, in the only order allowed. */
const QUALIFIERS = ["22", "10", "21"] as const;
const FIELDS = { "22": "variant", "10": "lot", "21": "serial" } as const;

/** Every application identifier assigned so far (GS1 syntax dictionary of 2026-01-27): unknown ones are refused. */
const KNOWN_AI = new RegExp(
  `^(${[
    "0[0-3]|1[0-35-7]|2[0-2]|235|24[0-3]|25[01345]|30|37|9[0-9]",
    "31[0-6][0-5]|32[0-9][0-5]|33[0-7][0-5]|3[45][0-7][0-5]|36[0-9][0-5]|39[0-3][0-9]|394[0-3]|395[0-5]",
    "40[0-3]|41[0-7]|42[0-7]|71[0-7]|43(0[0-9]|1[0-9]|2[0-6]|3[0-3])",
    "70(0[1-9]|1[01]|2[0-3]|3[0-9]|4[01])|72(3[0-9]|4[0-2]|5[0-9])",
    "80(0[1-9]|1[0-4]|1[7-9]|20|26|30|4[0-3])|811[0-2]|8200",
  ].join("|")})$`,
);

const URI = /^([A-Za-z]+):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;
const URI_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;
const HOST = /^[A-Za-z0-9\-.]+(:[0-9]{1,5})?$|^\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?$/;

const refuse = (problem: string): never => {
  throw new MusterError("digital-link-invalid", { problem });
};

/** RFC 3986, 2.1; everything but unreserved characters, since `+` and `/` mean something else in places. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The link for a label.
 * @param base Address of the register's web pages, for example `https://muster.example`; may have a path.
 */
export function formatDigitalLink(base: string, { gtin, variant, lot, serial, fragment }: DigitalLink): string {
  const match = URI.exec(base);
  if (!match || !/^https?$/.test(match[1] ?? "") || !HOST.test(match[2] ?? "") || match[4] !== undefined || match[5] !== undefined)
    refuse(`"${base}" is not the address of a web site`);
  let link = `${base.replace(/\/+$/, "")}/01/${parseGtin(gtin)}`;
  for (const [ai, value] of [
    ["22", variant],
    ["10", lot],
    ["21", serial],
  ] as const) {
    if (value === undefined) continue;
    const problem = gs1TextProblem(value);
    if (problem) refuse(`the ${FIELDS[ai]} "${value}" cannot be printed: ${problem}`);
    link += `/${ai}/${encode(value)}`;
  }
  return fragment === undefined ? link : `${link}#${fragment}`;
}

/**
 * Reads a scanned or typed link.
 * @param padGtin Accept GTINs of 8, 12 or 13 digits, as some makers print them; GS1 asks for 14.
 * @throws MusterError `digital-link-invalid`, or `invalid-gtin`.
 */
export function parseDigitalLink(uri: string, { padGtin = false }: { padGtin?: boolean } = {}): DigitalLink {
  const match = URI.exec(uri);
  if (!match || !URI_CHARACTERS.test(uri)) return refuse("it is not a web address");
  const [, scheme = "", host = "", path = "", query, fragment] = match;
  if (!/^(https?|HTTPS?)$/.test(scheme)) refuse("it does not begin with https://");
  if (!HOST.test(host)) refuse("the name of the web site is not valid");

  const link: DigitalLink = { ...readPath(path.split("/").slice(1), padGtin) };
  readQuery(query ?? "", new Set(["01", ...QUALIFIERS.filter((ai) => link[FIELDS[ai]] !== undefined)]));
  return fragment ? { ...link, fragment } : link;
}

/** Claim code behind the #, null when there is none. @throws MusterError when it is mistyped. */
export const claimCodeOf = (link: DigitalLink): Uint8Array | null =>
  link.fragment === undefined ? null : parseClaimCode(decodeURIComponent(link.fragment));

/** Pairs of identifier and value at the end of the path; what stands before them is the web site's own. */
function readPath(segments: string[], padGtin: boolean): DigitalLink {
  if (segments.at(-1) === "") refuse("a number is empty, or it ends with a slash");
  let key = segments.length - 2;
  while (key >= 0 && segments[key] !== "01") {
    if (!KNOWN_AI.test(segments[key] ?? "")) break;
    key -= 2;
  }
  if (key < 0 || segments[key] !== "01") return refuse("it names no product by /01/ and a GTIN; shortened (compressed) links are not read");

  const digits = decode(segments[key + 1] ?? "");
  if (!/^[0-9]{14}$/.test(digits) && !(padGtin && /^([0-9]{8}|[0-9]{12,13})$/.test(digits)))
    refuse(`its GTIN "${digits}" does not have 14 digits`);
  const link: DigitalLink = { gtin: parseGtin(digits) };
  let reached = -1;
  for (let at = key + 2; at < segments.length; at += 2) {
    const place = QUALIFIERS.indexOf(segments[at] as (typeof QUALIFIERS)[number]);
    const ai = QUALIFIERS[place];
    if (!ai) return refuse(`/${segments[at]}/ may not follow a GTIN`);
    if (place <= reached) refuse(`/${ai}/ stands twice or in the wrong place`);
    reached = place;
    const value = decode(segments[at + 1] ?? "");
    const problem = gs1TextProblem(value);
    if (problem) refuse(`the ${FIELDS[ai]} in it is not valid: ${problem}`);
    link[FIELDS[ai]] = value;
  }
  return link;
}

/** Attributes are not identity and are not kept, but a link that contradicts itself is refused. */
function readQuery(query: string, used: Set<string>): void {
  for (const attribute of query.split("&")) {
    const [key = "", ...rest] = attribute.split("=");
    if (!/^[0-9]+$/.test(key)) continue;
    if (!KNOWN_AI.test(key)) refuse(`${key} is not an application identifier`);
    if (used.has(key)) refuse(`${key} stands twice`);
    used.add(key);
    const value = decode(rest.join("=").replace(/\+/g, " "));
    if (value === "" || !/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z#]{1,90}$/.test(value)) refuse(`the value of ${key} is not valid`);
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse("it has a % that encodes nothing");
  }
}
