import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { Readable, type Transform } from "node:stream";
import { constants, createInflate, createInflateRaw, createZstdDecompress, type InflateRaw, inflateRawSync, inflateSync } from "node:zlib";
import type { PairTable } from "../lib/domain/default-pairs.ts";
import { MusterError } from "../lib/domain/errors.ts";
import type { At, Finding, Unread } from "../lib/domain/firmware-finding.ts";
import { type Member, type MemberForm, WINDOW } from "../lib/domain/firmware-regions.ts";
import { createFirmwareScanner } from "../lib/domain/firmware-scan.ts";
import { readPrivateKey } from "./firmware-keys.ts";

export type ImageReport = {
  file: string;
  /** Bytes. */
  size: number;
  sha256: string;
  findings: Finding[];
  /** What was unpacked and looked into. */
  unpacked: { members: number; bytes: number };
  unread: Unread[];
  /** Findings and unread places beyond the most that are listed. */
  unlisted: number;
};

/** Against images made to do harm. Bytes are those that come out. */
const LIMITS = {
  /** Of one member. */
  memberBytes: 1_073_741_824,
  /** Of all members of an image. */
  totalBytes: 4_294_967_296,
  /** A member that is larger is looked into as a stream; members inside it are not. */
  keptBytes: 33_554_432,
  /** Members inside members. */
  depth: 3,
  /** Findings of an image that are listed, and as many places that were not looked into. */
  listed: 2_000,
};

const PIECE = 1_048_576;

/** Bytes that can be read from any place. */
type Source = { read(at: number, length: number): Promise<Uint8Array> };

const sourceOf = (handle: FileHandle): Source => ({
  async read(at, length) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  },
});

async function* piecesOf(source: Source, from: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = from; ; ) {
    const piece = await source.read(at, length);
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

/** Unpackers of the stream behind the head of a member. Node's own of gzip refuses a member that other bytes follow. */
const UNPACKERS: Record<MemberForm, () => Transform & Pick<InflateRaw, "bytesWritten">> = {
  gzip: createInflateRaw,
  zlib: createInflate,
  zip: createInflateRaw,
  zstd: createZstdDecompress,
};

/** The longest head of a member that is read. */
const HEAD = 1_024;

/** Bytes in front of the stream itself; null when the head is none. */
function headLength(form: MemberForm, head: Buffer): number | null {
  if (form === "zip") return 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (form !== "gzip") return 0;
  const flags = head[3] ?? 0;
  let length = 10;
  // RFC 1952: extra field, name, comment, check of the head.
  if (flags & 4) length += 2 + (head.length >= 12 ? head.readUInt16LE(10) : 0);
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = head.indexOf(0, length);
    if (end < 0) return null;
    length = end + 1;
  }
  return length + (flags & 2 ? 2 : 0);
}

/** A member's first bytes, unpacked at once: nearly everything that only looks like one fails here. */
const TRIAL = 4_096;
const trials = { gzip: inflateRawSync, zlib: inflateSync, zip: inflateRawSync } as const;

/** Whether this is a member, and all of it where it is short. */
function tryOut(form: keyof typeof trials, head: Uint8Array): Unpacked | "longer" | null {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, info: true, maxOutputLength: LIMITS.keptBytes };
    const { buffer, engine } = trials[form](head, options) as unknown as { buffer: Buffer; engine: InflateRaw };
    if (engine.bytesWritten >= head.length) return buffer.length > 0 ? "longer" : null;
    return buffer.length > 0 ? { bytes: buffer.length, consumed: engine.bytesWritten, ended: "whole", kept: buffer } : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "longer" : null;
  }
}

type Unpacked = {
  bytes: number;
  /** Of the packed bytes. */
  consumed: number;
  ended: "whole" | "damaged" | "limit";
  /** What came out, where it is short enough to be kept. */
  kept: Uint8Array | null;
};

/** @param see Gets what comes out, piece by piece. @returns null when it is no member. */
async function unpack(source: Source, { form, offset }: Member, most: number, see: (piece: Uint8Array) => void): Promise<Unpacked | null> {
  const begin = Buffer.from(await source.read(offset, HEAD + TRIAL));
  const head = headLength(form, begin);
  if (head === null) return null;
  const start = offset + head;
  const tried = form === "zstd" ? "longer" : tryOut(form, begin.subarray(head, head + TRIAL));
  if (tried === null) return null;
  if (tried !== "longer") {
    if (tried.kept) see(tried.kept);
    return { ...tried, consumed: start - offset + tried.consumed };
  }
  const unpacker = UNPACKERS[form]();
  const input = Readable.from(piecesOf(source, start, 65_536), { objectMode: false });
  const kept: Uint8Array[] = [];
  let bytes = 0;
  let ended: Unpacked["ended"] = "whole";
  try {
    for await (const piece of input.pipe(unpacker) as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes <= LIMITS.keptBytes) kept.push(piece);
      else kept.length = 0;
      see(piece);
      if (bytes < most) continue;
      ended = "limit";
      break;
    }
  } catch {
    ended = "damaged";
  } finally {
    input.destroy();
    unpacker.destroy();
  }
  if (bytes === 0) return null;
  const consumed = start - offset + unpacker.bytesWritten;
  return { bytes, consumed, ended, kept: bytes <= LIMITS.keptBytes ? Buffer.concat(kept) : null };
}

/** Stretches of bytes that were unpacked, in order; small gaps between them are padding. */
function createCoverage() {
  const stretches: { from: number; to: number }[] = [];
  return {
    isCovered: (at: number): boolean => at < (stretches.at(-1)?.to ?? 0),
    add(from: number, to: number): void {
      const last = stretches.at(-1);
      if (last && (from - last.to < WINDOW || stretches.length >= 10_000)) last.to = Math.max(last.to, to);
      else stretches.push({ from, to });
    },
    /** What of a stretch was not unpacked. */
    rest(offset: number, length: number): { offset: number; length: number }[] {
      const rest: { offset: number; length: number }[] = [];
      let from = offset;
      for (const stretch of [...stretches.filter(({ to }) => to > offset), { from: offset + length, to: offset + length }]) {
        const to = Math.min(stretch.from, offset + length);
        if (to - from >= WINDOW) rest.push({ offset: from, length: to - from });
        from = Math.max(from, stretch.to);
        if (from >= offset + length) break;
      }
      return rest;
    },
  };
}

/** Members of one level that wait to be unpacked. */
const MOST_WAITING = 65_536;

/** Looks for secrets in an image and in what is packed into it. Nothing of it is run and nothing is written. */
class ImageCheck {
  readonly findings: Finding[] = [];
  readonly unread: Unread[] = [];
  readonly unpacked = { members: 0, bytes: 0 };
  unlisted = 0;
  readonly #pairs: PairTable;

  constructor(pairs: PairTable) {
    this.#pairs = pairs;
  }

  #list<Item>(list: Item[], item: Item): void {
    if (list.length < LIMITS.listed) list.push(item);
    else this.unlisted++;
  }

  /** Looks into one level: the image itself, or what came out of a member. */
  level(at: At) {
    const waiting: Member[] = [];
    const dense: { offset: number; length: number }[] = [];
    const coverage = createCoverage();
    const unread = (offset: number, length: number | null, what: string) => this.#list(this.unread, { at: [...at, offset], length, what });
    const scanner = createFirmwareScanner({
      pairs: this.#pairs,
      readKey: readPrivateKey,
      found: ({ offset, ...found }) => this.#list(this.findings, { ...found, at: [...at, offset] }),
      member: (member) => {
        if (waiting.length < MOST_WAITING) waiting.push(member);
        else this.unlisted++;
      },
      region: ({ offset, length, what }) => unread(offset, length, what),
      dense: (offset, length) => {
        if (dense.length < LIMITS.listed) dense.push({ offset, length });
        else this.unlisted++;
      },
    });
    return {
      push: (piece: Uint8Array) => scanner.push(piece),
      /** @param source Null where what is packed inside cannot be reached any more. */
      unpack: async (source: Source | null): Promise<void> => {
        for (const member of waiting.splice(0)) {
          if (coverage.isCovered(member.offset)) continue;
          if (source === null) {
            // What only looks like a member is in every stream; a magic number of three bytes and more is worth a word.
            if (member.form !== "zlib") unread(member.offset, null, `${member.form} inside a member of more than 32 MiB`);
            continue;
          }
          const end = await this.#member(source, at, member);
          if (end !== null) coverage.add(member.offset, end);
        }
      },
      end: () => scanner.end(),
      close: () => {
        for (const { offset, length } of dense)
          for (const rest of coverage.rest(offset, length)) unread(rest.offset, rest.length, "compressed or encrypted");
      },
    };
  }

  /** @returns where the member ends, null when it is none. */
  async #member(source: Source, at: At, member: Member): Promise<number | null> {
    const inside = [...at, member.offset];
    const left = LIMITS.totalBytes - this.unpacked.bytes;
    if (at.length >= LIMITS.depth || left <= 0) {
      const why = left <= 0 ? "more than 4 GiB unpacked" : `more than ${LIMITS.depth} members inside each other`;
      if (member.form !== "zlib") this.#list(this.unread, { at: inside, length: null, what: `${member.form}: ${why}` });
      return null;
    }
    const level = this.level(inside);
    const result = await unpack(source, member, Math.min(left, LIMITS.memberBytes), level.push);
    if (result === null) return null;
    level.end();
    this.unpacked.members++;
    this.unpacked.bytes += result.bytes;
    await level.unpack(result.kept && memory(result.kept));
    level.close();
    const length = result.consumed;
    const how = { damaged: "it is damaged or cut off", limit: "it is too large" };
    if (result.ended !== "whole")
      this.#list(this.unread, { at: inside, length: null, what: `${member.form} after ${result.bytes} bytes: ${how[result.ended]}` });
    return member.offset + length;
  }
}

const memory = (bytes: Uint8Array): Source => ({ read: async (at, length) => bytes.subarray(at, at + length) });

/**
 * Reads an image of any size as a stream and looks for secrets in it.
 * @throws MusterError `file-unreadable`.
 */
export async function checkImage(file: string, pairs: PairTable): Promise<ImageReport> {
  const check = new ImageCheck(pairs);
  const hash = createHash("sha256");
  let size = 0;
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const source = sourceOf(handle);
    const level = check.level([]);
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE, size);
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      size += piece.length;
      level.push(piece);
      await level.unpack(source);
    }
    level.end();
    await level.unpack(source);
    level.close();
  } catch (cause) {
    if (cause instanceof MusterError) throw cause;
    throw new MusterError("file-unreadable", { path: file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  } finally {
    await handle?.close();
  }
  const { findings, unread, unpacked, unlisted } = check;
  return { file, size, sha256: hash.digest("hex"), findings, unpacked, unread, unlisted };
}
