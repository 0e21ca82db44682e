import type { PairTable } from "./default-pairs.ts";
import type { Found } from "./firmware-finding.ts";
import {
  derKeyAt,
  dropbearKeyAt,
  isDropbearName,
  type KeyCandidate,
  type KeyReader,
  MAX_KEY_BYTES,
  mayBeDerKey,
  textKeyAt,
} from "./firmware-keys.ts";
import { createDensity, type Member, mayBeRegion, type Region, regionAt, startsRegion } from "./firmware-regions.ts";
import { createTextScanner, MAX_GAP, SHORTEST_TEXT } from "./firmware-texts.ts";

export type FirmwareScan = {
  readonly pairs: PairTable;
  readonly readKey: KeyReader;
  /** A secret, in the order of offsets but for pairs of settings. */
  found(found: Found & { offset: number }): void;
  /** Something that can be unpacked; whoever has the bytes does it. */
  member(member: Member): void;
  region(region: Region): void;
  /** Bytes that are compressed or encrypted, by how evenly they are distributed. */
  dense(offset: number, length: number): void;
};

/** How far ahead of a byte something that begins there may reach. */
const AHEAD = 32_768;
/** What stays before it: NULs between two strings, and the length in front of the name of a host key. */
const BEHIND = 64;
/** A text is judged in pieces of this length that overlap, so that no line of any length takes memory. */
const LINE = 4_096;
const OVERLAP = 512;
/** Of a name or password that stands for itself. */
const SHORTEST_STRING = 3;
const CAPACITY = 1_048_576;

const TEXT = 1;
const START = 2;
/** Without one of these in it, and no NUL behind it, no text says anything. */
const MARK = 4;
const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  const text = byte === 9 || (byte >= 0x20 && byte < 0x7f) ? TEXT : 0;
  const start = byte === 0x30 || startsRegion(byte) ? START : 0;
  return text | start | (":=>$-".includes(String.fromCharCode(byte)) ? MARK : 0);
});

const decoder = new TextDecoder();

/** Printable characters as text; most are a few among bytes that are none. */
function asciiOf(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > 24) return decoder.decode(bytes.subarray(from, to));
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/**
 * Looks for secrets in bytes that come in pieces of any size; what is found does not depend on them. It keeps one buffer and
 * the last few texts, whatever the length of the image.
 * @param capacity Of the buffer, in bytes; more than twice what a finding may reach.
 */
export function createFirmwareScanner(scan: FirmwareScan, capacity = CAPACITY) {
  const buffer = new Uint8Array(Math.max(capacity, 2 * AHEAD + LINE));
  const density = createDensity(scan.dense);
  /** Offset of the buffer's first byte, how many it holds, and the next that has not been looked at. */
  let base = 0;
  let filled = 0;
  let next = 0;
  /** Where the text before this one ended, and up to where beginnings were judged: pieces of a text overlap. */
  let textEnd = -1;
  let begun = 0;
  let cut = false;
  const texts = createTextScanner(scan.pairs, scan.found);

  const bytesFrom = (at: number): Uint8Array => buffer.subarray(at, Math.min(filled, at + AHEAD));

  /** @returns where the key ends that begins at `start`. */
  function key(start: number, candidate: KeyCandidate | null): number | null {
    const read = candidate && scan.readKey(candidate);
    if (!candidate || !read) return null;
    scan.found({ kind: "private-key", offset: base + start, length: candidate.length, ...read });
    return start + candidate.length;
  }

  /** Judges what may begin at a byte. @returns where looking goes on when it was a key. */
  function begin(at: number): number | null {
    if (base + at < begun) return null;
    begun = base + at + 1;
    const first = buffer[at] as number;
    if (first === 0x30) return mayBeDerKey(buffer, at) ? key(at, derKeyAt(bytesFrom(at).subarray(0, MAX_KEY_BYTES))) : null;
    if (!mayBeRegion(first, buffer[at + 1] ?? 0)) return null;
    const what = regionAt(buffer.subarray(at, Math.min(filled, at + 1_024)));
    if (typeof what === "string") scan.member({ form: what, offset: base + at });
    else if (what) scan.region({ offset: base + at, ...what });
    return null;
  }

  /** Keys written as text inside a text. @returns where the first of them begins and ends. */
  function writtenKey(text: string, start: number): [begins: number, ends: number] | null {
    for (const match of text.matchAll(/-----BEGIN [A-Z0-9 ]{0,11}PRIVATE KEY|PuTTY-User-Key-File-/g)) {
      const begins = start + match.index;
      const ends = key(begins, textKeyAt(bytesFrom(begins)));
      if (ends !== null) return [begins, ends];
    }
    if (start >= 4 && isDropbearName(text)) {
      const ends = key(start - 4, dropbearKeyAt(buffer.subarray(start - 4, Math.min(filled, start - 4 + AHEAD))));
      if (ends !== null) return [start, ends];
    }
    return null;
  }

  /** One piece of text. @param continues It is the next piece of a long one. @returns where looking goes on. */
  function read(start: number, continues: boolean): number {
    const most = Math.min(filled, start + LINE);
    let at = start;
    let kinds = 0;
    let after: number | null = null;
    for (; at < most; at++) {
      const kind = KIND[buffer[at] as number] as number;
      if (!(kind & TEXT)) break;
      kinds |= kind;
      if (!(kind & START)) continue;
      after = begin(at);
      if (after !== null) break;
    }
    const isCut = after === null && at === start + LINE && at < filled && ((KIND[buffer[at] as number] as number) & TEXT) !== 0;
    cut = isCut;
    const onward = after ?? (isCut ? at - OVERLAP : at);
    const isEnded = at < filled && buffer[at] === 0;
    if (at - start < SHORTEST_STRING || (!isEnded && (!(kinds & MARK) || at - start < SHORTEST_TEXT))) return Math.max(onward, start + 1);
    const text = asciiOf(buffer, start, at);
    const offset = base + start;
    const written = kinds & MARK && /-----BEGIN|PuTTY-User|^(ssh|ecdsa)-/.test(text) ? writtenKey(text, start) : null;
    const shown = written ? text.slice(0, written[0] - start) : text;
    const isString = isEnded && !written && !continues && (offset === 0 || buffer[start - 1] === 0);
    const from = continues ? offset + OVERLAP / 2 : offset;
    const to = isCut ? offset + LINE - OVERLAP / 2 : Number.POSITIVE_INFINITY;
    texts({ text: shown, offset, isString, from, to }, gapBefore(start));
    textEnd = offset + shown.length;
    if (!written) return onward;
    cut = false;
    return written[1];
  }

  /** NULs since the text before; infinite when anything else stands between. */
  function gapBefore(start: number): number {
    const gap = base + start - textEnd;
    if (textEnd < 0 || gap < 0 || gap > MAX_GAP) return Number.POSITIVE_INFINITY;
    for (let at = start - gap; at < start; at++) if (buffer[at] !== 0) return Number.POSITIVE_INFINITY;
    return gap;
  }

  function look(limit: number): void {
    while (next < limit) {
      const kind = KIND[buffer[next] as number] as number;
      if (kind & TEXT) next = read(next, cut);
      else if (kind & START) next = begin(next) ?? next + 1;
      else next++;
    }
  }

  return {
    push(piece: Uint8Array): void {
      for (let at = 0; at < piece.length; ) {
        const taken = piece.subarray(at, at + buffer.length - filled);
        buffer.set(taken, filled);
        density.add(buffer, filled, filled + taken.length);
        filled += taken.length;
        at += taken.length;
        if (filled < buffer.length) continue;
        look(filled - AHEAD);
        const kept = Math.max(0, next - BEHIND);
        buffer.copyWithin(0, kept, filled);
        base += kept;
        filled -= kept;
        next -= kept;
      }
    },
    end(): void {
      look(filled);
      density.end();
    },
  };
}
