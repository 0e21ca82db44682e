import { MusterError } from "./errors.ts";
import { elementProblem, isApplicationIdentifier } from "./gs1-elements.ts";

/**
 * GS1 Digital Link, uncompressed, for every key that GS1 has: what stands under which application identifier. Only
 * lib/domain/digital-link.ts gives it a meaning for the register, and it takes products alone; the other keys are read
 * so that a link to a shipment or a place is told from a broken one.
 */
export type Gs1Link = {
  /** The web site with its own path, without a slash at the end. */
  stem: string;
  /** The key, then what narrows it down: the identity. */
  path: Gs1Element[];
  /** Attributes from the query; keys that are no numbers are the web site's own. */
  attributes: Gs1Element[];
  /** What stands behind the #; absent when nothing does. */
  fragment?: string;
};

export type Gs1Element = [ai: string, value: string];

/** Keys, and the qualifiers that may follow each, in the only orders allowed. */
const KEYS: Record<string, string[][]> = {
  "00": [],
  "01": [["22", "10", "21"], ["235"]],
  "253": [],
  "255": [],
  "401": [],
  "402": [],
  "414": [["254"], ["7040"]],
  "415": [["8020"]],
  "417": [["7040"]],
  "8003": [],
  "8004": [["7040"]],
  "8006": [["22", "10", "21"]],
  "8010": [["8011"]],
  "8013": [],
  "8017": [["8019"]],
  "8018": [["8019"]],
};

/** Identifiers that only narrow a key down, or that GS1 keeps out of web addresses: they are no attributes. */
const NO_ATTRIBUTE = /^(03|2[12]|235|254|704[01]|80(11|14|19|20|4[0-3])|8200)$/;

const URI = /^([A-Za-z]+):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;
const URI_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;
const HOST = /^[A-Za-z0-9\-.]+(:[0-9]{1,5})?$|^\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?$/;

export const refuseLink = (problem: string): never => {
  throw new MusterError("digital-link-invalid", { problem });
};

/** RFC 3986, 2.1; everything but unreserved characters, since `+` and `/` mean something else in places. */
export const encodeLinkValue = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Prints a link: the first key with its qualifiers in the path, the rest as a query in the order given.
 * @param stem Address of a web site, for example `https://muster.example`; may have a path.
 * @throws MusterError `digital-link-invalid`, also where an element stands twice with different values.
 */
export function formatGs1Link(stem: string, elements: readonly Gs1Element[]): string {
  const match = URI.exec(stem);
  if (!match || !/^https?$/.test(match[1] ?? "") || !HOST.test(match[2] ?? "") || match[4] !== undefined || match[5] !== undefined)
    refuseLink(`"${stem}" is not the address of a web site`);
  const values = new Map<string, string>();
  for (const [ai, value] of elements) {
    if ((values.get(ai) ?? value) !== value) refuseLink(`${ai} stands twice with different values`);
    const problem = elementProblem(ai, value);
    if (problem) refuseLink(problem);
    values.set(ai, value);
  }
  const key = [...values.keys()].find((ai) => Object.hasOwn(KEYS, ai));
  if (key === undefined) return refuseLink("it names nothing: a GTIN or another key is missing");
  const qualifiers = (KEYS[key] ?? []).find((sequence) => sequence.some((ai) => values.has(ai))) ?? [];
  const inPath = [key, ...qualifiers].filter((ai) => values.has(ai));
  const attributes = [...values].filter(([ai]) => !inPath.includes(ai));
  for (const [ai] of attributes) if (NO_ATTRIBUTE.test(ai)) refuseLink(`${ai} cannot stand beside ${key}`);
  const path = inPath.map((ai) => `/${ai}/${encodeLinkValue(values.get(ai) ?? "")}`).join("");
  const query = attributes.map(([ai, value]) => `${ai}=${encodeLinkValue(value)}`).join("&");
  return `${stem.replace(/\/+$/, "")}${path}${query && `?${query}`}`;
}

/**
 * @param padGtin Accept GTINs of 8, 12 or 13 digits, as some makers print them; GS1 asks for 14.
 * @throws MusterError `digital-link-invalid`.
 */
export function parseGs1Link(uri: string, { padGtin = false }: { padGtin?: boolean } = {}): Gs1Link {
  const match = URI.exec(uri);
  if (!match || !URI_CHARACTERS.test(uri)) return refuseLink("it is not a web address");
  const [, scheme = "", host = "", way = "", query = "", fragment] = match;
  if (!/^(https?|HTTPS?)$/.test(scheme)) refuseLink("it does not begin with https://");
  if (!HOST.test(host)) refuseLink("the name of the web site is not valid");
  const segments = way.split("/").slice(1);
  const key = findKey(segments);
  const path = readPath(segments.slice(key), padGtin);
  const attributes = readQuery(query, new Set(path.map(([ai]) => ai)), padGtin);
  const stem = [`${scheme}://${host}`, ...segments.slice(0, key)].join("/");
  return { stem, path, attributes, ...(fragment && { fragment }) };
}

/** Where the key stands. What is left of it is the web site's own, whatever it looks like. */
function findKey(segments: string[]): number {
  if (segments.at(-1) === "") refuseLink("a number is empty, or it ends with a slash");
  for (let at = segments.length - 2; at >= 0 && isApplicationIdentifier(segments[at] ?? ""); at -= 2)
    if (Object.hasOwn(KEYS, segments[at] ?? "")) return at;
  return refuseLink("it names no product by /01/ and a GTIN; shortened (compressed) links are not read");
}

function readPath([key = "", value = "", ...rest]: string[], padGtin: boolean): Gs1Element[] {
  const path = [readElement(key, decode(value), padGtin)];
  let sequences = (KEYS[key] ?? []).map((sequence) => [...sequence]);
  for (let at = 0; at < rest.length; at += 2) {
    const ai = rest[at] ?? "";
    if (!(KEYS[key] ?? []).some((sequence) => sequence.includes(ai))) refuseLink(`/${ai}/ may not follow ${key}`);
    sequences = sequences.filter((sequence) => sequence.includes(ai)).map((sequence) => sequence.slice(sequence.indexOf(ai) + 1));
    if (sequences.length === 0) refuseLink(`/${ai}/ stands twice or in the wrong place`);
    path.push(readElement(ai, decode(rest[at + 1] ?? ""), padGtin));
  }
  return path;
}

/** @param used Identifiers that the path has: a link that says something twice is refused. */
function readQuery(query: string, used: Set<string>, padGtin: boolean): Gs1Element[] {
  const attributes: Gs1Element[] = [];
  for (const attribute of query.split("&")) {
    const [key = "", ...rest] = attribute.split("=");
    if (!/^[0-9]+$/.test(key)) continue;
    if (used.has(key)) refuseLink(`${key} stands twice`);
    used.add(key);
    const element = readElement(key, decode(rest.join("=").replace(/\+/g, " ")), padGtin);
    if (NO_ATTRIBUTE.test(key)) refuseLink(`${key} may not stand behind the question mark`);
    attributes.push(element);
  }
  return attributes;
}

function readElement(ai: string, given: string, padGtin: boolean): Gs1Element {
  const value = ai === "01" && padGtin && /^([0-9]{8}|[0-9]{12,13})$/.test(given) ? given.padStart(14, "0") : given;
  if (ai === "01" && !/^[0-9]{14}$/.test(value)) refuseLink(`its GTIN "${value}" does not have 14 digits`);
  const problem = elementProblem(ai, value);
  // Whoever reads codes off products knows the check digit of a GTIN by its own error.
  if (problem && ai !== "01") refuseLink(problem);
  return [ai, value];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuseLink("it has a % that encodes nothing");
  }
}
