import { DATE, readDate } from "./serial-phrase-date.ts";
import type { Leftover, OtherItem, ReadItem, SerialItem } from "./serial-reading.ts";

/** What a list under one heading names. */
export type Subject = "serial" | OtherItem["kind"];

/** What is said before values and goes for those that follow: `beginning with 12J, 12K`. */
type Mode = "plain" | "prefix" | "suffix";

/** A quoted value is taken letter by letter; others begin and end with a letter or digit. A trailing star stays with them. */
const VALUE = String.raw`(?:"[^"\n]+"|“[^”\n]+”|[0-9A-Za-z](?:[0-9A-Za-z!%&'*+\-./:<=>?_#]*[0-9A-Za-z_*])?)`;
const TO = String.raw`(?:\s+(?:up\s+to\s+and\s+including|through\s+to|through|thru|to|until|[-–—])\s+|\s*[–—]\s*)`;
/** Between one value and the next. A comma without a space is looked at more closely. */
const SEPARATOR = String.raw`(?:\s*(?:[;,]|\n|\.(?=\s|$|[A-Z][a-z])|[()])\s*|\s+(?:and\/or|and|or|&|as\s+well\s+as|plus)\s+)`;
/** Words that add nothing to a list of numbers. */
const GLUE = String.raw`(?:(?:with|having|bearing|are|is|the|of|in|that|which|whose|were|was|all|units?|products?|devices?|ranges?|ranging|numbered|numbers?|nos?\.|only|inclusive|following|includes?|including|marked|and|or|also|as\s+follows|through\s+the\s+range)(?=[\s,:;()]|\.(?:\s|$)|$)|[:,;.()&]|\s)`;

const at = (source: string): RegExp => new RegExp(source, "iy");
const DATED = `(?:(?:between|from|in|on|during)\\s+)?`;
const FORMS = {
  glue: at(`${GLUE}+`),
  separator: at(`${SEPARATOR}+`),
  end: at(String.raw`\s*(?:\(?inclusive\)?|only)?\s*(?=${SEPARATOR}|$|\s+(?:except|excluding|other\s+than|but\s+not|without)\b)`),
  except: at(String.raw`(?:except(?:\s+for)?|excluding|other\s+than|but\s+not|without)\b\s*(?:serials?|those|numbers?|units?|\s)*`),
  prefix: at(
    String.raw`(?:that\s+|which\s+)?(?:(?:begin(?:ning|s)?|start(?:ing|s)?)\s+(?:with|in)|prefixed\s+(?:with|by)|with\s+(?:the\s+)?prefix(?:es)?|prefix(?:es)?)\s+(?:the\s+)?(?:(?:letters?|digits?|characters?|numbers?)\s+)?(?:either\s+)?`,
  ),
  suffix: at(
    String.raw`(?:that\s+|which\s+)?(?:end(?:ing|s)?\s+(?:with|in)|with\s+(?:the\s+)?suffix(?:es)?|suffix(?:es)?)\s+(?:the\s+)?(?:(?:letters?|digits?|characters?|numbers?)\s+)?(?:either\s+)?`,
  ),
  between: at(`between\\s+(${VALUE})\\s+and\\s+(${VALUE})`),
  range: at(`(?:from\\s+)?(${VALUE})${TO}(${VALUE})`),
  onward: at(`(?:from\\s+)?(${VALUE})\\s+(?:(?:and|or)\\s+(?:higher|above|greater|later|up)|onwards?)\\b`),
  below: at(`(?:(${VALUE})\\s+(?:and|or)\\s+(?:lower|below|less|earlier)\\b|up\\s+to\\s+and\\s+including\\s+(${VALUE}))`),
  single: at(`(${VALUE})`),
  dates: at(`${DATED}(${DATE})(?:(?:${TO}|\\s+and\\s+)(${DATE}))?`),
  /** What was not understood, to the next value. */
  rest: at(String.raw`[\s\S]+?(?=${SEPARATOR}|$)`),
};

const unquoted = (value: string): string => (/^["“]/.test(value) ? value.slice(1, -1) : value);
const isQuoted = (value: string): boolean => value !== unquoted(value);

const RUNS_ON = "what follows the number was not understood; a number has no spaces, and a comma stands between two";
const UNSAID = "whether it is a whole number or how numbers begin or end is not said";

/** Why a value cannot be taken as it stands; null when it can. */
function doubt(value: string, mode: Mode): string | null {
  if (isQuoted(value)) return null;
  if (!/\d/.test(value) && !(mode !== "plain" && /^[A-Z]{1,20}$/.test(value)))
    return "it holds no digit; put it in quotes if it is a number";
  if (/XX/.test(value)) return "XX may stand for any characters or for itself; write xx for any, or quotes around it";
  if (/[?#]|\*(?!$)/.test(value))
    return "its signs may stand for any characters or for themselves; write x for any one, or quotes around it";
  if (/^\d+-\d+$/.test(value) && mode === "plain")
    return 'it may be one number or a range; write "to" between the ends, or quotes around it';
  return null;
}

/** One value as serials; null when it mixes ways of writing. */
function valueItem(value: string, mode: Mode): SerialItem | null {
  const plain = unquoted(value);
  const holes = !isQuoted(value) && !/[a-wyz]/.test(value) && /x/.test(value);
  const star = !isQuoted(value) && value.endsWith("*");
  if (mode === "suffix") return holes || star ? null : { kind: "suffix", suffix: plain };
  if (star) return holes ? null : { kind: "prefix", from: plain.slice(0, -1), to: plain.slice(0, -1), length: null };
  if (!holes) return mode === "prefix" ? { kind: "prefix", from: plain, to: plain, length: null } : { kind: "single", serial: plain };
  const stem = plain.replace(/x+$/, "");
  const length = mode === "prefix" ? null : plain.length;
  if (!stem.includes("x")) return stem === "" ? null : { kind: "prefix", from: stem, to: stem, length };
  return mode === "prefix" ? null : { kind: "pattern", pattern: plain };
}

/** Two values as the ends of a range; null when they are not of one kind. */
function rangeItem(from: string, to: string, mode: Mode): SerialItem | null {
  const [first, last] = [valueItem(from, mode), valueItem(to, mode)];
  if (first?.kind === "single" && last?.kind === "single") return { kind: "range", from: first.serial, to: last.serial };
  if (first?.kind !== "prefix" || last?.kind !== "prefix" || first.length !== last.length) return null;
  if (first.from.length !== last.from.length || first.from > last.from) return null;
  return { kind: "prefix", from: first.from, to: last.from, length: first.length };
}

export type List = { items: ReadItem[]; leftovers: Leftover[] };

/** Reads the list that follows a heading. @param offset Position of `text` in the phrase. */
export function readList(text: string, offset: number, subject: Subject): List {
  const list: List = { items: [], leftovers: [] };
  let [position, mode, excluded, carries] = [0, "plain" as Mode, false, true];
  /** Length of what was said last to begin or end numbers. */
  let lengthBefore: number | null = null;

  const match = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = position;
    return form.exec(text);
  };
  /** Capitals may be part of a number that is written with a space, as in "NO 12". */
  const glueAt = (): RegExpExecArray | null => {
    const found = match(FORMS.glue);
    return found && /\b(?!AND\b|OR\b)[A-Z]{2,}\b/.test(found[0]) ? null : found;
  };
  const ends = (length: number): number | null => {
    FORMS.end.lastIndex = position + length;
    const end = FORMS.end.exec(text);
    return end ? length + end[0].length : null;
  };
  const leave = (why: string, length = match(FORMS.rest)?.[0].length ?? text.length - position): void => {
    const words = text.slice(position, position + length);
    const [lead, trail] = [words.length - words.trimStart().length, words.trim()];
    if (trail !== "") list.leftovers.push({ text: trail, at: offset + position + lead, why });
    position += length;
  };
  const take = (item: SerialItem | OtherItem, length: number): void => {
    const words = text.slice(position, position + length).trim();
    list.items.push({ ...item, words: { text: words, at: offset + position }, excluded });
    position += length;
  };
  const ofSubject = (item: SerialItem): SerialItem | OtherItem | null => {
    if (subject === "serial" || subject === "made") return item;
    if (item.kind === "single") return { kind: subject, from: item.serial, to: item.serial };
    return item.kind === "range" && item.from !== null && item.to !== null ? { kind: subject, from: item.from, to: item.to } : null;
  };
  /** Takes a match as an item, or leaves its words with the reason why not. */
  const settle = (found: RegExpExecArray, values: string[], item: SerialItem | null) => {
    const length = ends(found[0].length);
    if (length === null) return leave(values.some((value) => /\d/.test(value)) ? RUNS_ON : "it was not understood");
    const why = values.map((value) => doubt(value, mode)).find((reason) => reason !== null);
    const named = item && ofSubject(item);
    if (why) return leave(why, length);
    if (!named) return leave("the two ends are not written in one way, or this cannot be said of it", length);
    take(named, length);
  };

  const readDates = () => {
    const found = match(FORMS.dates);
    const length = found && ends(found[0].length);
    const [first, last] = [readDate(found?.[1] ?? ""), readDate(found?.[2] ?? found?.[1] ?? "")];
    if (!found || length === null || !first || !last || first.from > last.to)
      return leave("it is no date or period that can be read in one way only", length ?? undefined);
    take({ kind: "made", from: first.from, to: last.to }, length);
  };

  const readValue = () => {
    const onward = match(FORMS.onward);
    if (onward) return settle(onward, [onward[1] as string], { kind: "range", from: unquoted(onward[1] as string), to: null });
    const below = match(FORMS.below);
    const end = below?.[1] ?? below?.[2];
    if (below && end) return settle(below, [end], { kind: "range", from: null, to: unquoted(end) });
    const range = match(FORMS.between) ?? match(FORMS.range);
    if (range) {
      const [from, to] = [range[1] as string, range[2] as string];
      // In "beginning with 12J, 1400 to 1500, 13A" the last two may be either.
      if (lengthBefore !== null && unquoted(from).length !== lengthBefore) carries = false;
      if (!carries) return leave(UNSAID, ends(range[0].length) ?? undefined);
      return settle(range, [from, to], rangeItem(from, to, mode));
    }
    const single = match(FORMS.single);
    if (!single) return leave("it was not understood");
    if (!carries) return leave(UNSAID);
    const value = single[1] as string;
    const thousands = /^\d{1,3}$/.test(value) && /^,\d{3}(?!\d)/.test(text.slice(position + single[0].length));
    if (thousands) return leave("its comma may part two numbers or the digits of one", single[0].length + 4);
    if (mode !== "plain") lengthBefore = unquoted(value).length;
    settle(single, [value], valueItem(value, mode));
  };

  while (position < text.length) {
    const except = match(FORMS.except);
    const operator = (["prefix", "suffix"] as const).find((name) => match(FORMS[name]));
    const glue = glueAt();
    if (except) {
      [excluded, mode, carries, lengthBefore] = [true, "plain", true, null];
      position += except[0].length;
    } else if (operator && mode !== "plain" && mode !== operator && !/[;.\n]/.test(text.slice(position - 2, position))) {
      leave('whether both have to be so is not said: "and" may mean the one as well as the other');
    } else if (operator) {
      [mode, carries, lengthBefore] = [operator, true, null];
      position += (match(FORMS[operator])?.[0] ?? "").length;
    } else if (glue) {
      if (/[;.\n]/.test(glue[0])) [mode, carries, excluded, lengthBefore] = ["plain", true, false, null];
      position += glue[0].length;
    } else if (subject === "made") readDates();
    else readValue();
  }
  return list;
}
