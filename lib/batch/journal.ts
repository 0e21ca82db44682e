import type { WorkFile } from "./files.ts";
import { keccak } from "./keccak.ts";
import type { SortedRows } from "./read-rows.ts";

/** The rows that a build works on: what they were made from, and what they are. */
type JournalHead = {
  /** Of the order and the seed; another order begins anew. */
  key: string;
  /** SHA-256 of the list of units; null when it came from a stream, which cannot be looked at again. */
  input: string | null;
  sorted: SortedRows;
};

/** Units derived so far, the bytes that they fill in two files, and the SHA-256 of the last piece in all three. */
export type JournalEntry = { units: number; unitBytes: number; labelBytes: number; sha256: string };

/**
 * What a build has finished, line by line. It is a hint only: whoever takes a build up checks every digest in it, so a
 * journal that a power cut tore apart costs time and nothing else.
 */
export type Journal = {
  head: JournalHead | null;
  entries: JournalEntry[];
  begin(head: JournalHead): void;
  add(entry: JournalEntry): void;
  /** Forgets all entries behind the first `count`. */
  keep(count: number): void;
  close(): void;
};

const text = new TextDecoder();
const bytes = new TextEncoder();

/** Of a line's JSON, so that a line of which a part was never written is not believed. */
const checkOf = (json: string): string =>
  Array.from(keccak(bytes.encode(json)).subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");

function parse(line: string): unknown {
  const json = line.slice(17);
  return line.slice(0, 17) === `${checkOf(json)} ` ? JSON.parse(json) : null;
}

export function openJournal(file: WorkFile): Journal {
  const content = new Uint8Array(file.size());
  file.read(content, 0);
  const lines = text.decode(content).split("\n").slice(0, -1).map(parse);
  const torn = lines.indexOf(null);
  const [head = null, ...entries] = (torn < 0 ? lines : lines.slice(0, torn)) as [JournalHead | undefined, ...JournalEntry[]];
  let end = 0;
  const journal: Journal = {
    head,
    entries,
    begin(next) {
      journal.head = next;
      rewrite([]);
    },
    add(entry) {
      journal.entries.push(entry);
      end = append(entry, end);
    },
    keep: (count) => rewrite(journal.entries.slice(0, count)),
    close: () => file.close(),
  };
  const append = (value: unknown, at: number): number => {
    const json = JSON.stringify(value);
    const line = bytes.encode(`${checkOf(json)} ${json}\n`);
    file.write(line, at);
    return at + line.length;
  };
  const rewrite = (kept: JournalEntry[]): void => {
    journal.entries = kept;
    file.truncate(0);
    end = [journal.head, ...kept].reduce<number>((at, value) => append(value, at), 0);
  };
  return journal;
}
