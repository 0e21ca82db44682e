import { parseClaimCode } from "./claim-code.ts";
import { formatGs1Link, type Gs1Element, parseGs1Link, refuseLink } from "./gs1-link.ts";
import { gs1TextProblem } from "./gs1-text.ts";
import { parseGtin } from "./gtin.ts";

/**
 * The link on a product: `https://{host}/01/{gtin}/10/{lot}/21/{serial}#{claim code}`. The fragment never leaves the
 * browser, so the code reaches no server and no log.
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

const FIELDS = { "22": "variant", "10": "lot", "21": "serial" } as const;
const isField = (ai: string): ai is keyof typeof FIELDS => Object.hasOwn(FIELDS, ai);

/** What links to other things than products name, for whoever scanned the wrong code on a box. */
const OTHER_KEYS: Record<string, string> = {
  "00": "a shipment",
  "253": "a document",
  "255": "a coupon",
  "401": "a consignment",
  "402": "a shipment",
  "414": "a place",
  "415": "an invoice",
  "417": "a company",
  "8003": "a returnable container",
  "8004": "somebody's asset",
  "8006": "a piece of a product",
  "8010": "a component",
  "8013": "a product model",
  "8017": "a provider of a service",
  "8018": "a recipient of a service",
};

/**
 * The link for a label.
 * @param base Address of the register's web pages, for example `https://muster.example`; may have a path.
 */
export function formatDigitalLink(base: string, { gtin, variant, lot, serial, fragment }: DigitalLink): string {
  const elements: Gs1Element[] = [["01", parseGtin(gtin)]];
  for (const [ai, value] of [
    ["22", variant],
    ["10", lot],
    ["21", serial],
  ] as const) {
    if (value === undefined) continue;
    const problem = gs1TextProblem(value);
    if (problem) refuseLink(`the ${FIELDS[ai]} "${value}" cannot be printed: ${problem}`);
    elements.push([ai, value]);
  }
  const link = formatGs1Link(base, elements);
  return fragment === undefined ? link : `${link}#${fragment}`;
}

/**
 * Reads a scanned or typed link to a product. Attributes are not identity and are not kept.
 * @param padGtin Accept GTINs of 8, 12 or 13 digits, as some makers print them; GS1 asks for 14.
 * @throws MusterError `digital-link-invalid`, or `invalid-gtin`.
 */
export function parseDigitalLink(uri: string, options: { padGtin?: boolean } = {}): DigitalLink {
  const { path, fragment } = parseGs1Link(uri, options);
  const [[key, digits] = ["", ""], ...qualifiers] = path;
  if (key !== "01") return refuseLink(`it names ${OTHER_KEYS[key] ?? "something else"} (${key}), not a product`);
  const link: DigitalLink = { gtin: parseGtin(digits) };
  for (const [ai, value] of qualifiers) {
    if (!isField(ai)) return refuseLink(`it names the unit by a serial of a third party (${ai}), which the register does not know`);
    const problem = gs1TextProblem(value);
    if (problem) refuseLink(`the ${FIELDS[ai]} in it is not valid: ${problem}`);
    link[FIELDS[ai]] = value;
  }
  return fragment ? { ...link, fragment } : link;
}

/** Claim code behind the #, null when there is none. @throws MusterError when it is mistyped. */
export const claimCodeOf = (link: DigitalLink): Uint8Array | null =>
  link.fragment === undefined ? null : parseClaimCode(decodeURIComponent(link.fragment));
