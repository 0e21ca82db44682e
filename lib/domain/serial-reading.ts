/** What was read of a phrase, with the words that it was read from. */
type Words = {
  text: string;
  /** Position of the first character in the phrase. */
  at: number;
};

/** Serials that a phrase names. */
export type SerialItem =
  /** From one serial to another, both included, in the batch's own order; null where the phrase leaves an end open. */
  | { kind: "range"; from: string | null; to: string | null }
  | { kind: "single"; serial: string }
  /** Serials whose first characters lie from `from` to `to`, which are equally long; `length` of the whole serial, null for any. */
  | { kind: "prefix"; from: string; to: string; length: number | null }
  /** Exactly these characters, `x` being any one. */
  | { kind: "pattern"; pattern: string }
  | { kind: "suffix"; suffix: string };

/** What a phrase says besides serials. Which units that means, their serials do not tell. */
export type OtherItem =
  | { kind: "model" | "lot" | "date-code"; from: string; to: string }
  /** Days of production, both included. */
  | { kind: "made"; from: string; to: string };

export type ReadItem = (SerialItem | OtherItem) & { words: Words; excluded: boolean };

/** Words that were not understood, as they stand, and why. Somebody has to decide about each of them. */
export type Leftover = Words & { why: string };

export type SerialReading = {
  items: ReadItem[];
  leftovers: Leftover[];
  /** `fully`: every word; `partly`: something; `refused`: nothing that names units. */
  outcome: "fully" | "partly" | "refused";
};

const OTHERS = ["model", "lot", "date-code", "made"] as const;

export const isSerialItem = (item: ReadItem): item is SerialItem & ReadItem => !OTHERS.some((kind) => kind === item.kind);

const between = ({ from, to }: { from: string | null; to: string | null }): string => {
  if (from === null) return `up to ${to}`;
  if (to === null) return `from ${from} on`;
  return from === to ? from : `${from} to ${to}`;
};

/** An item for people who check what was understood. */
export function describeItem(item: ReadItem): string {
  const text = (): string => {
    if (item.kind === "single") return `serial ${item.serial}`;
    if (item.kind === "range") return `serials ${between(item)}`;
    if (item.kind === "suffix") return `serials ending with ${item.suffix}`;
    if (item.kind === "pattern") return `serials of the form ${item.pattern}, x being any one character`;
    if (item.kind === "made") return `made ${between(item)}`;
    if (item.kind !== "prefix") return `${item.kind === "date-code" ? "date code" : item.kind} ${between(item)}`;
    const length = item.length === null ? "" : `, ${item.length} characters long`;
    return `serials beginning with ${between(item)}${length}`;
  };
  return item.excluded ? `without ${text()}` : text();
}

/** What a person has to decide before a phrase can be a scope: words not understood, and words that serials do not answer. */
export function undecided({ items, leftovers }: SerialReading, setAside: readonly string[]): Leftover[] {
  const others = items.flatMap((item): Leftover[] =>
    isSerialItem(item) ? [] : [{ ...item.words, why: `read as "${describeItem(item)}", which serials do not tell` }],
  );
  return [...leftovers, ...others].filter(({ text }) => !setAside.includes(text)).sort((a, b) => a.at - b.at);
}
