import { type List, readList, type Subject } from "./serial-phrase-list.ts";
import type { Leftover, ReadItem, SerialReading } from "./serial-reading.ts";

/**
 * Reads phrases such as "U96Y28876 through U96Y29128", "beginning with 12J, 12K" or "24003xx", as regulators write them,
 * into items that somebody can check. It never guesses: what can be read in two ways, or in none, stays behind as a
 * leftover with the very words, and whoever composes the recall decides about it.
 */

/** Words that say of what the numbers after them are. */
const HEADINGS: [subject: Subject, words: string][] = [
  ["serial", String.raw`(?:serial\s*(?:numbers?|nos?\.?|#s?|codes?)|serials?|s\/ns?|sn)`],
  ["lot", String.raw`(?:lot|batch)\s*(?:numbers?|nos?\.?|codes?|#s?)?|lots|batches`],
  ["date-code", String.raw`(?:date|manufacturing|production)\s+codes?`],
  ["model", String.raw`models?(?:\s*(?:numbers?|nos?\.?|#s?))?`],
  ["made", String.raw`(?:manufactured|made|produced|built|assembled)(?=\s+(?:between|from|in|on|during)\b)`],
];

const HEADING = new RegExp(
  String.raw`(?<![\w-])(?:${HEADINGS.map(([, words]) => `(${words})`).join("|")})(?=[\s:.#(]|$)\s*(?:\((?:s\/n|sn)\))?`,
  "gi",
);
const QUOTED = /"[^"\n]+"|“[^”\n]+”/g;
/** What may stand before a heading without meaning anything. */
const CONNECTING = /^(?:with|and|or|having|bearing|the|of|that|have|whose|which|all|units?|also|,|;|:|\.|\(|\)|\s)*$/i;
/** Words that lead from a product to a heading. */
const TAIL = /(?:[\s,;:(.]|\b(?:with|and|or|having|bearing|the|of|that|have|whose|which))+$/i;
const LETTERS_AT_MOST = 20_000;

type Section = { subject: Subject | null; text: string; at: number };

function sections(phrase: string, subject: Subject | null): Section[] {
  const quoted = [...phrase.matchAll(QUOTED)].map((found) => [found.index, found.index + found[0].length] as const);
  const headings = [...phrase.matchAll(HEADING)].filter(({ index }) => !quoted.some(([from, to]) => from < index && index < to));
  const starts = headings.map((found): Section => {
    const position = HEADINGS.findIndex((_heading, at) => found[at + 1] !== undefined);
    return { subject: HEADINGS[position]?.[0] ?? null, text: found[0], at: found.index };
  });
  const found: Section[] = [];
  const before = phrase.slice(0, starts[0]?.at ?? phrase.length);
  if (before !== "") found.push({ subject, text: before, at: 0 });
  for (const [n, { subject: of, text, at }] of starts.entries()) {
    const from = at + text.length;
    found.push({ subject: of, text: phrase.slice(from, starts[n + 1]?.at ?? phrase.length), at: from });
  }
  return found;
}

/** A section without the words that only lead over to the next heading. */
const trimmed = (section: Section, isLast: boolean): Section => (isLast ? section : { ...section, text: section.text.replace(TAIL, "") });

function read({ subject, text, at }: Section): List {
  if (CONNECTING.test(text)) return { items: [], leftovers: [] };
  if (subject !== null) return readList(text, at, subject);
  const lead = text.length - text.trimStart().length;
  return { items: [], leftovers: [{ text: text.trim(), at: at + lead, why: "what these words mean for the units is not known" }] };
}

/**
 * @param phrase What was written.
 * @param subject Of what numbers are that stand before any heading such as "serial numbers"; null for prose, whose words
 * before the first heading mean something else.
 */
export function readSerialPhrase(phrase: string, subject: "serial" | null = "serial"): SerialReading {
  if (phrase.length > LETTERS_AT_MOST) {
    const why = `it is longer than ${LETTERS_AT_MOST} characters`;
    return { items: [], leftovers: [{ text: phrase.slice(0, 100), at: 0, why }], outcome: "refused" };
  }
  const all = sections(phrase, subject);
  const lists = all.map((section, n) => read(trimmed(section, n === all.length - 1)));
  const items: ReadItem[] = lists.flatMap((list) => list.items);
  const leftovers: Leftover[] = lists.flatMap((list) => list.leftovers);
  const names = items.some((item) => !item.excluded);
  return { items, leftovers, outcome: !names ? "refused" : leftovers.length === 0 ? "fully" : "partly" };
}
