import { createECDH, createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import type { KeyRead } from "../lib/domain/firmware-finding.ts";
import type { KeyCandidate } from "../lib/domain/firmware-keys.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function described(form: string, key: KeyObject): KeyRead {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const algorithm = [key.asymmetricKeyType, namedCurve ?? modulusLength].filter((word) => word !== undefined).join(" ");
  const open = key.type === "private" ? createPublicKey(key) : key;
  return { form, algorithm, encrypted: false, fingerprint: sha256(open.export({ format: "der", type: "spki" })) };
}

const hidden = (form: string): KeyRead => ({ form, algorithm: null, encrypted: true, fingerprint: null });

/** The first that can be done. */
function first<Value>(...attempts: (() => Value)[]): Value | null {
  for (const attempt of attempts)
    try {
      return attempt();
    } catch {}
  return null;
}

// ---- fields of RFC 4251 ----

function fieldsOf(bytes: Buffer, most = Number.POSITIVE_INFINITY): Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length && fields.length < most; ) {
    const length = bytes.readUInt32BE(at);
    if (at + 4 + length > bytes.length) throw new RangeError("a field is longer than what is there");
    fields.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

const integer = (bytes: Uint8Array | undefined): bigint => BigInt(`0x0${Buffer.from(bytes ?? []).toString("hex")}`);
const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const unsigned = (bytes: Buffer): Buffer => (bytes[0] === 0 ? bytes.subarray(1) : bytes);

const CURVES: Record<string, { crv: string; ecdh: string; size: number }> = {
  nistp256: { crv: "P-256", ecdh: "prime256v1", size: 32 },
  nistp384: { crv: "P-384", ecdh: "secp384r1", size: 48 },
  nistp521: { crv: "P-521", ecdh: "secp521r1", size: 66 },
};

const point = (curve: string, bytes: Buffer): JsonWebKey => {
  const { crv, size } = CURVES[curve] ?? { crv: "", size: 0 };
  if (bytes[0] !== 4 || bytes.length !== 1 + 2 * size) throw new RangeError("no point of that curve");
  return { kty: "EC", crv, x: url(bytes.subarray(1, 1 + size)), y: url(bytes.subarray(1 + size)) };
};

const fromJwk = (key: JsonWebKey): KeyObject => createPublicKey({ key, format: "jwk" });

/** A public key as OpenSSH, PuTTY and dropbear write it. DSA has no JWK: its fingerprint is of these very bytes. */
function publicRead(form: string, blob: Buffer): KeyRead {
  const [name = "", a, b] = fieldsOf(blob).map((field, at) => (at === 0 ? field.toString("latin1") : field)) as [string, Buffer, Buffer];
  if (name === "ssh-rsa") return described(form, fromJwk({ kty: "RSA", e: url(unsigned(a)), n: url(unsigned(b)) }));
  if (name === "ssh-ed25519") return described(form, fromJwk({ kty: "OKP", crv: "Ed25519", x: url(a) }));
  if (name.startsWith("ecdsa-sha2-")) return described(form, fromJwk(point(a.toString("latin1"), b)));
  return { form, algorithm: name, encrypted: false, fingerprint: sha256(blob) };
}

function dropbear(bytes: Buffer): KeyRead | null {
  const form = "dropbear host key";
  const [name, a, b, c, d, e] = fieldsOf(bytes) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  const kind = name.toString("latin1");
  if (kind === "ssh-rsa") {
    // e, n, d, p, q
    if (integer(d) * integer(e) !== integer(b) || integer(a) < 3n || integer(d) < 3n) return null;
    return described(form, fromJwk({ kty: "RSA", e: url(unsigned(a)), n: url(unsigned(b)) }));
  }
  if (kind === "ssh-ed25519") {
    if (a.length !== 64) return null;
    const seed = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), a.subarray(0, 32)]);
    const key = createPrivateKey({ key: seed, format: "der", type: "pkcs8" });
    const isSame = createPublicKey(key).export({ format: "jwk" }).x === url(a.subarray(32));
    return isSame ? described(form, key) : null;
  }
  if (kind === "ssh-dss") {
    // p, q, g, y, x: y is g to the power of x
    if (powerOf(integer(c), integer(e), integer(a)) !== integer(d) || integer(d) < 2n) return null;
    const blob = Buffer.concat([name, a, b, c, d].flatMap((field) => [lengthOf(field), field]));
    return { form, algorithm: "ssh-dss", encrypted: false, fingerprint: sha256(blob) };
  }
  const curve = CURVES[a.toString("latin1")];
  if (!curve) return null;
  const ecdh = createECDH(curve.ecdh);
  ecdh.setPrivateKey(unsigned(c));
  return ecdh.getPublicKey().equals(b) ? described(form, fromJwk(point(a.toString("latin1"), b))) : null;
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return length;
}

function powerOf(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus <= 1n || exponent.toString(2).length > 1_024) return -1n;
  let result = 1n;
  for (let [power, left] = [base % modulus, exponent]; left > 0n; left >>= 1n, power = (power * power) % modulus)
    if (left & 1n) result = (result * power) % modulus;
  return result;
}

// ---- texts ----

const OPENSSH = Buffer.from("openssh-key-v1\0");

function openssh(body: string): KeyRead | null {
  const bytes = Buffer.from(body, "base64");
  if (!bytes.subarray(0, OPENSSH.length).equals(OPENSSH)) return null;
  const [cipher, , , rest] = (() => {
    const fields = fieldsOf(bytes.subarray(OPENSSH.length), 3);
    const used = fields.reduce((sum, field) => sum + 4 + field.length, OPENSSH.length);
    return [...fields, bytes.subarray(used)] as [Buffer, Buffer, Buffer, Buffer];
  })();
  if (rest.readUInt32BE(0) !== 1) return null;
  const [blob, secret] = fieldsOf(rest.subarray(4), 2);
  if (!blob || !secret) return null;
  const read = publicRead("OpenSSH", blob);
  if (cipher.toString("latin1") !== "none") return { ...read, encrypted: true };
  return secret.readUInt32BE(0) === secret.readUInt32BE(4) ? read : null;
}

const LABELS: Record<string, string> = {
  "PRIVATE KEY": "PKCS#8",
  "ENCRYPTED PRIVATE KEY": "encrypted PKCS#8",
  "RSA PRIVATE KEY": "PKCS#1",
  "EC PRIVATE KEY": "SEC 1",
  "DSA PRIVATE KEY": "DSA",
};

function pem(text: string): KeyRead | null {
  const label = /^-----BEGIN (.+?)-----/.exec(text)?.[1] ?? "";
  const body = text.replace(/-----[A-Z0-9 ]+-----/g, "");
  if (label === "OPENSSH PRIVATE KEY") return openssh(body);
  if (label === "PGP PRIVATE KEY BLOCK") {
    // A secret key packet, old or new format, RFC 9580 4.2.
    const armoured = body.replace(/^[\w-]+: .*$/gm, "").replace(/\n=[A-Za-z0-9+/]{4}\s*$/, "");
    const [tag = 0] = Buffer.from(armoured, "base64");
    return tag >> 2 === 0x25 || tag === 0xc5 ? { form: "OpenPGP", algorithm: null, encrypted: false, fingerprint: null } : null;
  }
  const form = `${LABELS[label] ?? label} PEM`;
  if (label === "ENCRYPTED PRIVATE KEY" || /^Proc-Type: 4,ENCRYPTED/m.test(body)) return hidden(form);
  return described(form, createPrivateKey(text));
}

function putty(text: string): KeyRead | null {
  const isEncrypted = !/^Encryption: none\s*$/m.test(text);
  const lines = Number(/^Public-Lines: (\d{1,3})\s*$/m.exec(text)?.[1] ?? 0);
  const after = text.slice(text.search(/^Public-Lines: /m)).split(/\r?\n/);
  const read = publicRead("PuTTY", Buffer.from(after.slice(1, 1 + lines).join(""), "base64"));
  return { ...read, encrypted: isEncrypted };
}

/** After the version PKCS#8 has an algorithm, SEC 1 the key itself, PKCS#1 a number. */
function der(bytes: Buffer): KeyRead | null {
  const next = bytes[bytes.indexOf(0x02) + 3];
  const read = (form: string, type: "pkcs1" | "pkcs8" | "sec1") => () =>
    described(form, createPrivateKey({ key: bytes, format: "der", type }));
  if (next === 0x30) return first(read("PKCS#8 DER", "pkcs8"));
  if (next === 0x04) return first(read("SEC 1 DER", "sec1"));
  const dsa = `-----BEGIN DSA PRIVATE KEY-----\n${bytes.toString("base64")}\n-----END DSA PRIVATE KEY-----`;
  return first(read("PKCS#1 DER", "pkcs1"), () => described("DSA DER", createPrivateKey(dsa)));
}

/** Reads a candidate for good; null when it is no private key after all. */
export function readPrivateKey({ form, bytes }: KeyCandidate): KeyRead | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (form === "encrypted-der") return hidden("encrypted PKCS#8 DER");
  return first<KeyRead | null>(() =>
    form === "der" ? der(buffer) : form === "dropbear" ? dropbear(buffer) : (form === "putty" ? putty : pem)(buffer.toString("latin1")),
  );
}
