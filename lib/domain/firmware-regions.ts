/** What can be unpacked where it stands. */
export type MemberForm = "gzip" | "zlib" | "zstd" | "zip";
export type Member = { readonly form: MemberForm; readonly offset: number };

/** What is recognised and not unpacked. */
export type Region = {
  readonly offset: number /** Bytes, null where its head does not say. */;
  readonly length: number | null;
  readonly what: string;
};

type At = { readonly bytes: Uint8Array; readonly view: DataView };
type Named = { what: string; length: number | null } | MemberForm | null;

const SQUASHFS = ["", "gzip", "lzma", "lzo", "xz", "lz4", "zstd"] as const;

/** Superblock of version 4, either byte order; blocks of gzip and zstd are members of their own. */
function squashfs({ view }: At, isLittle: boolean): Named {
  if (view.byteLength < 48 || view.getUint16(28, isLittle) !== 4) return null;
  const compression = SQUASHFS[view.getUint16(20, isLittle)];
  if (!compression || compression === "gzip" || compression === "zstd") return null;
  return { what: `squashfs compressed with ${compression}`, length: Number(view.getBigUint64(40, isLittle)) };
}

/** A head of RFC 1950 that a compressor writes: no dictionary, check bits right, and a first block that can be one. */
const isZlib = ({ bytes }: At): boolean => {
  const flags = bytes[1] ?? 0;
  return (0x7800 + flags) % 31 === 0 && (flags & 0x20) === 0 && isDeflate(bytes.subarray(2, 32));
};

/** Whether a block of RFC 1951 may begin here: of random bytes a third can, of other bytes in the middle of data hardly any. */
function isDeflate(bytes: Uint8Array): boolean {
  const bits = (at: number, count: number): number => {
    const word = (bytes[at >> 3] ?? 0) | ((bytes[(at >> 3) + 1] ?? 0) << 8);
    return (word >> (at & 7)) & ((1 << count) - 1);
  };
  const type = bits(1, 2);
  if (type === 0) return (bits(8, 8) ^ bits(24, 8)) === 0xff && (bits(16, 8) ^ bits(32, 8)) === 0xff;
  if (type !== 2) return type === 1;
  // The code of code lengths has to be complete (3.2.7).
  let filled = 0;
  for (let code = 0; code < bits(13, 4) + 4; code++) {
    const length = bits(17 + 3 * code, 3);
    if (length > 0) filled += 128 >> length;
  }
  return bits(3, 5) <= 29 && filled === 128;
}

const ZIP_NAME = /^[\x20-\x7e]+$/;
function zip({ bytes, view }: At): Named {
  if (view.byteLength < 30) return null;
  const [flags, method, nameLength] = [view.getUint16(6, true), view.getUint16(8, true), view.getUint16(26, true)];
  const name = String.fromCharCode(...bytes.subarray(30, 30 + Math.min(nameLength, 512)));
  if (view.getUint16(4, true) > 63 || !ZIP_NAME.test(name)) return null;
  if (flags & 1) return { what: `encrypted ZIP member ${name}`, length: null };
  if (method === 8) return "zip";
  return method === 0 ? null : { what: `ZIP member ${name} (method ${method})`, length: null };
}

const named = (what: string): { what: string; length: null } => ({ what, length: null });

/** Magic numbers, and what is behind them. Most formats repeat enough in their heads that a few bytes do not deceive. */
const MAGIC: readonly [string, (at: At) => Named][] = [
  ["\x1f\x8b\x08", ({ bytes }) => (((bytes[3] ?? 0xff) & 0xe0) === 0 ? "gzip" : null)],
  ["\x78\x01", (at) => (isZlib(at) ? "zlib" : null)],
  ["\x78\x5e", (at) => (isZlib(at) ? "zlib" : null)],
  ["\x78\x9c", (at) => (isZlib(at) ? "zlib" : null)],
  ["\x78\xda", (at) => (isZlib(at) ? "zlib" : null)],
  ["\x28\xb5\x2f\xfd", () => "zstd"],
  ["PK\x03\x04", zip],
  ["\xfd7zXZ\0", () => named("xz")],
  ["\x5d\0\0", ({ bytes }) => (isLzma(bytes) ? named("lzma") : null)],
  ["hsqs", (at) => squashfs(at, true)],
  ["sqsh", (at) => squashfs(at, false)],
  ["BZh", ({ bytes }) => (String.fromCharCode(...bytes.subarray(4, 10)) === "1AY&SY" ? named("bzip2") : null)],
  ["7z\xbc\xaf\x27\x1c", () => named("7z")],
  ["Rar!\x1a\x07", () => named("rar")],
  ["\x04\x22\x4d\x18", () => named("lz4")],
  ["\x89LZO\0\r\n\x1a\n", () => named("lzop")],
  ["LUKS\xba\xbe", () => named("LUKS, encrypted")],
  ["Salted__", () => named("encrypted with openssl enc")],
  ["UBI#\x01", () => null],
];

/** Properties of a common kind, a dictionary of a power of two, and a length that is open or below 1 GiB. */
function isLzma(bytes: Uint8Array): boolean {
  if (bytes.length < 14) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 14);
  const [dictionary, low, high] = [view.getUint32(1, true), view.getUint32(5, true), view.getUint32(9, true)];
  const isPower = dictionary >= 0x1_0000 && (dictionary & (dictionary - 1)) === 0;
  const isLength = (low === 0xffffffff && high === 0xffffffff) || (high === 0 && low > 0 && low < 0x4000_0000);
  return isPower && isLength && bytes[13] === 0;
}

const BY_FIRST = new Map<number, [Uint8Array, (at: At) => Named][]>();
for (const [text, judge] of MAGIC) {
  const magic = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const first = magic[0] as number;
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), [magic, judge]]);
}

export const startsRegion = (byte: number): boolean => BY_FIRST.has(byte);

/** By the first two bytes, as a table: it is asked of every byte of an image. */
const BY_TWO = new Uint8Array(65_536);
for (const [first, all] of BY_FIRST) for (const [magic] of all) BY_TWO[first * 256 + (magic[1] as number)] = 1;
export const mayBeRegion = (first: number, second: number): boolean => BY_TWO[first * 256 + second] === 1;

/** What begins here, if anything. @param bytes From its first byte on, as many as there are up to a kilobyte. */
export function regionAt(bytes: Uint8Array): Named {
  for (const [magic, judge] of BY_FIRST.get(bytes[0] ?? 0) ?? []) {
    if (bytes[1] !== magic[1] || !magic.every((byte, at) => bytes[at] === byte)) continue;
    return judge({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) });
  }
  return null;
}

/** Bytes that are judged together by how even their distribution is. */
export const WINDOW = 16_384;
/** Bits a byte: random bytes reach 7.989 in a window, compressed ones 7.95 and more, programs seldom 7. */
const DENSE_BITS = 7.9;

/** Counts bytes, and names windows that are compressed or encrypted by what they look like. */
export function createDensity(emit: (offset: number, length: number) => void) {
  const counts = new Uint32Array(256);
  let filled = 0;
  let start = 0;
  let dense: { offset: number; length: number } | null = null;

  function close(): void {
    let bits = 0;
    for (const count of counts) if (count > 0) bits -= (count / filled) * Math.log2(count / filled);
    // A window that is not full reaches less; its own greatest value counts.
    const isDense = filled >= 1_024 && bits >= DENSE_BITS - 255 / (2 * filled * Math.LN2) + 255 / (2 * WINDOW * Math.LN2);
    if (isDense && dense) dense.length += filled;
    else if (isDense) dense = { offset: start, length: filled };
    else flush();
    start += filled;
    filled = 0;
    counts.fill(0);
  }
  function flush(): void {
    if (dense) emit(dense.offset, dense.length);
    dense = null;
  }
  return {
    add(bytes: Uint8Array, from: number, to: number): void {
      for (let at = from; at < to; ) {
        const end = Math.min(to, at + WINDOW - filled);
        filled += end - at;
        for (; at < end; at++) (counts[bytes[at] as number] as number)++;
        if (filled === WINDOW) close();
      }
    },
    end(): void {
      if (filled > 0) close();
      flush();
    },
  };
}
