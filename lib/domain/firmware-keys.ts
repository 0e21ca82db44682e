import type { KeyRead } from "./firmware-finding.ts";

/** Bytes that look like a private key from their first to their last; only who parses them can say. */
export type KeyCandidate = {
  readonly form: "pem" | "putty" | "der" | "encrypted-der" | "dropbear";
  /** For `pem` and `putty` the text, for the others the bytes; line ends written as \n are line ends. */
  readonly bytes: Uint8Array;
  /** How many bytes it takes up where it stands. */
  readonly length: number;
};

/** Parses a candidate; null when it is no private key after all. */
export type KeyReader = (candidate: KeyCandidate) => KeyRead | null;

/** The longest key that is looked at: RSA of 16,384 bits as PEM takes 13 kB. */
export const MAX_KEY_BYTES = 20_000;

/** Latin 1: one character for each byte. */
function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const PEM = /^-----BEGIN ((?:[A-Z0-9]{1,10} )?PRIVATE KEY(?: BLOCK)?)-----/;
const PUTTY =
  /^PuTTY-User-Key-File-[23]: [\w-]{1,40}\r?\nEncryption: [\w-]{1,20}\r?\n[\w-]+:[\s\S]{0,16000}?\nPrivate-MAC: [0-9a-f]{40,64}/;

/** A key written as text. @param bytes From its first character on. */
export function textKeyAt(bytes: Uint8Array): KeyCandidate | null {
  const text = textOf(bytes.subarray(0, MAX_KEY_BYTES));
  const putty = PUTTY.exec(text);
  if (putty) return { form: "putty", bytes: bytesOf(putty[0]), length: putty[0].length };
  const label = PEM.exec(text)?.[1];
  if (label === undefined) return null;
  const end = `-----END ${label}-----`;
  const at = text.indexOf(end);
  if (at < 0) return null;
  const whole = text.slice(0, at + end.length);
  const written = whole.replace(/\\r/g, "").replace(/\\n/g, "\n").replace(/\\\//g, "/");
  const body = written.slice(`-----BEGIN ${label}-----`.length, -end.length);
  // Programs that read keys hold both lines side by side, with nothing or a NUL between them.
  if (!/^\s[\sA-Za-z0-9+/=:,.()@<>_-]{40,}$/.test(body)) return null;
  return { form: "pem", bytes: bytesOf(written), length: whole.length };
}

/** Header and content length of a DER element, null when it is none that a key could be. */
function derAt(bytes: Uint8Array, at: number, tag: number): { header: number; length: number } | null {
  if (bytes[at] !== tag) return null;
  const [first = 0, second = 0, third = 0] = bytes.subarray(at + 1, at + 4);
  if (first < 0x80) return { header: 2, length: first };
  if (first === 0x81 && second >= 0x80) return { header: 3, length: second };
  if (first === 0x82 && second > 0) return { header: 4, length: second * 256 + third };
  return null;
}

/** Whether a key may begin here as DER, by the few bytes that rule out nearly everything else. */
export function mayBeDerKey(bytes: Uint8Array, at: number): boolean {
  const length = bytes[at + 1] as number;
  const header = length < 0x80 ? 2 : length === 0x81 ? 3 : length === 0x82 ? 4 : 0;
  const tag = bytes[at + header];
  return header > 0 && (tag === 0x30 || (tag === 0x02 && bytes[at + header + 1] === 1));
}

/** 1.2.840.113549.1.5 (PKCS#5) and 1.2.840.113549.1.12.1 (PKCS#12), without their last arcs. */
const ENCRYPTIONS = ["2a864886f70d0105", "2a864886f70d010c01"];

/** A key as DER: PKCS#1, PKCS#8, SEC 1, or PKCS#8 encrypted. @param bytes From its first byte on. */
export function derKeyAt(bytes: Uint8Array): KeyCandidate | null {
  const outer = derAt(bytes, 0, 0x30);
  const length = outer ? outer.header + outer.length : 0;
  if (!outer || length < 40 || length > MAX_KEY_BYTES || length > bytes.length) return null;
  const [tag = 0, size = 0, version = 0, next = 0] = bytes.subarray(outer.header, outer.header + 4);
  if (tag === 0x02 && size === 1 && version <= 1 && (next === 0x02 || next === 0x30 || next === 0x04))
    return { form: "der", bytes: bytes.slice(0, length), length };
  const algorithm = derAt(bytes, outer.header, 0x30);
  if (!algorithm || bytes[outer.header + algorithm.header] !== 0x06) return null;
  const oid = outer.header + algorithm.header + 2;
  const hex = Array.from(bytes.subarray(oid, oid + 9), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const secret = outer.header + algorithm.header + algorithm.length;
  const encrypted = derAt(bytes, secret, 0x04);
  const isWhole = encrypted !== null && encrypted.length >= 32 && secret + encrypted.header + encrypted.length === length;
  return isWhole && ENCRYPTIONS.some((known) => hex.startsWith(known))
    ? { form: "encrypted-der", bytes: bytes.slice(0, length), length }
    : null;
}

/** How many fields follow the name in a host key of dropbear. */
const DROPBEAR: Readonly<Record<string, number>> = {
  "ssh-rsa": 5,
  "ssh-dss": 5,
  "ssh-ed25519": 1,
  "ecdsa-sha2-nistp256": 3,
  "ecdsa-sha2-nistp384": 3,
  "ecdsa-sha2-nistp521": 3,
};

export const isDropbearName = (text: string): boolean => Object.hasOwn(DROPBEAR, text);

/** A host key of dropbear: fields of RFC 4251, a length of four bytes before each. @param bytes From the length of its name on. */
export function dropbearKeyAt(bytes: Uint8Array): KeyCandidate | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAX_KEY_BYTES));
  let at = 0;
  let left = 1;
  for (let field = 0; field < left; field++) {
    const length = at + 4 <= view.byteLength ? view.getUint32(at) : 0;
    if (length === 0 || length > 4_096 || at + 4 + length > view.byteLength) return null;
    if (field === 0) left = 1 + (DROPBEAR[textOf(bytes.subarray(4, 4 + length))] ?? 0);
    at += 4 + length;
  }
  return left === 1 ? null : { form: "dropbear", bytes: bytes.slice(0, at), length: at };
}
