import { isGtin14 } from "./gtin.ts";

/** Pure comparison of the names and numbers by which vendors, catalogues and this register call the same product. */

/** Lower case, without accents; letters and digits only, in words. */
export const wordsOf = (text: string): string[] =>
  text
    .slice(0, 2_000)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const COMPANY_WORDS = new Set(
  "ab ag as bv co company corp corporation gmbh inc incorporated kg limited llc ltd nv oy plc pty sa se spa srl".split(" "),
);

const nameOfBody = (text: string): string[] => {
  const words = wordsOf(text);
  const core = words.filter((word) => !COMPANY_WORDS.has(word));
  return core.length > 0 ? core : words;
};

export type VendorRelation = "same" | "similar" | "other" | "unknown";

/** Whether a vendor that a source names is the maker of a model. Only equal names are the same. */
export function vendorRelation(vendor: string | undefined, maker: { name: string; domain: string }): VendorRelation {
  const named = nameOfBody(vendor ?? "");
  if (named.length === 0 || named.join(" ") === "n a") return "unknown";
  const own = nameOfBody(maker.name);
  const host = wordsOf(maker.domain.split(".").at(-2) ?? "").join("");
  if (named.join(" ") === own.join(" ") || named.join("") === host) return "same";
  const [shorter, longer] = named.length < own.length ? [named, own] : [own, named];
  return shorter.length > 0 && shorter.every((word, i) => word === longer[i]) ? "similar" : "other";
}

/** The words of a product's name without the brand that stands before them. */
export function productWords(name: string, ...brands: string[]): string[] {
  const brand = new Set(brands.flatMap(wordsOf));
  const words = wordsOf(name);
  const start = words.findIndex((word) => !brand.has(word));
  return start === -1 ? words : words.slice(start);
}

const MAX_RUN = 6;
/** No model number is longer, and patterns are tried on each run. */
const MAX_RUN_CHARACTERS = 100;

/** Every run of words written as one, so that LF-210, LF 210 and LF210 are the same number. */
export function runsOf(words: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (let start = 0; start < Math.min(words.length, 60); start++)
    for (let end = start + 1; end <= Math.min(words.length, start + MAX_RUN); end++) runs.add(words.slice(start, end).join(""));
  return new Set([...runs].filter((run) => run.length <= MAX_RUN_CHARACTERS));
}

/** Short or wordlike numbers would fit half the register. */
const isNumber = (literal: string): boolean => literal.length >= 3 && /\d/.test(literal);

/**
 * Whether a model number as CSAF writes it fits one of the runs. `*` stands for any characters, `?` for one; a backslash
 * takes that meaning away.
 */
export function fitsNumber(number: string, runs: ReadonlySet<string>): boolean {
  const text = number.slice(0, 200);
  const literal = wordsOf(text.replace(/\\?[*?]/g, (mark) => (mark.length === 2 ? " " : ""))).join("");
  if (!isNumber(literal)) return false;
  if (!/(?<!\\)[*?]/.test(text)) return runs.has(literal);
  const parts = text.split(/((?<!\\)[*?])/);
  // Runs of `*` are one: a pattern of many would take for ever to fail.
  const pattern = parts.map((part) => (part === "*" ? ".*" : part === "?" ? "." : wordsOf(part).join(""))).join("");
  const expression = new RegExp(`^${pattern.replace(/(\.\*)+/g, ".*")}$`, "u");
  return (pattern.match(/\.\*/g) ?? []).length <= 3 && [...runs].some((run) => expression.test(run));
}

/** What looks like a model number inside a product's name: a word with letters and digits, with its hyphens. */
export const numbersIn = (name: string): string[] =>
  (name.slice(0, 500).match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? []).filter(
    (word) => /\p{L}/u.test(word) && isNumber(wordsOf(word).join("")),
  );

/** GTIN-14 of a text that is a GTIN with 8, 12, 13 or 14 digits; undefined when it is none. */
export function gtinIn(text: string): string | undefined {
  const digits = text.trim();
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return undefined;
  const gtin = digits.padStart(14, "0");
  return isGtin14(gtin) ? gtin : undefined;
}

/** The GTIN in a web address that is a GS1 Digital Link. */
export function gtinOfLink(uri: string): string | undefined {
  const [, digits = ""] = /^https?:\/\/[^?#]*?\/01\/(\d{14})(?:[/?#]|$)/i.exec(uri.slice(0, 2_000)) ?? [];
  return gtinIn(digits);
}

/** The lot that a GS1 Digital Link names; undefined when it names none. */
export function lotOfLink(uri: string): string | undefined {
  const [, lot] = gtinOfLink(uri) ? (/\/10\/([^/?#]+)/.exec(uri) ?? []) : [];
  return lot === undefined ? undefined : decoded(lot);
}

type Coordinates = { vendor: string; product: string };

/** Vendor and product of a CPE 2.3 or 2.2 name. */
export function cpeParts(cpe: string): Coordinates | undefined {
  const [, vendor = "", product = ""] = /^cpe:(?:2\.3:|\/)[aho]:((?:\\.|[^:\\])+):((?:\\.|[^:\\])+)/i.exec(cpe.slice(0, 1_000)) ?? [];
  const plain = (text: string): string => text.replace(/\\(.)/g, "$1").replace(/_/g, " ");
  return vendor && product && product !== "*" ? { vendor: plain(vendor), product: plain(product) } : undefined;
}

/** Namespace and name of a package URL, without its version. */
export function purlParts(purl: string): Coordinates | undefined {
  const [, path = ""] = /^pkg:\/*[a-z][a-z0-9.+-]*\/([^@?#]+)/i.exec(purl.slice(0, 2_000)) ?? [];
  const steps = path.split("/").filter(Boolean).map(decoded);
  const product = steps.pop();
  return product ? { vendor: steps.join(" "), product } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
