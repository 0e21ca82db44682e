import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { encode } from "cborg";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { readSuit } from "../../lib/factory/suit.ts";

const SHA_256 = -16;
const IMAGE = new TextEncoder().encode("firmware 1.2.0");
const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;
const digestOf = (bytes: Uint8Array): Uint8Array => encode([SHA_256, sha256(bytes)]);
const vendorId = sha256(Buffer.from("vendor")).subarray(0, 16);
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ed25519 = generateKeyPairSync("ed25519");

const parameters = (...more: [number, unknown][]): Map<number, unknown> =>
  new Map([[1, vendorId], [3, digestOf(IMAGE)], [14, IMAGE.length], ...more]);

type Parts = {
  components?: unknown[];
  common?: [number, unknown][];
  shared?: unknown[];
  manifest?: [number, unknown][];
  sequence?: number | bigint;
  /** Beside the manifest in the envelope. */
  beside?: [unknown, unknown][];
  /** COSE algorithm, its key, and what else stands in the protected header. */
  algorithm?: number;
  key?: typeof p256;
  header?: [number, unknown][];
  /** Instead of the digest of the manifest. */
  digest?: Uint8Array;
  signatures?: unknown[];
};

/** Tag 18 before the array: the encoder writes no tags. */
const sign1 = (items: unknown[]): Uint8Array => Buffer.concat([Uint8Array.of(0xd2), encode(items)]);

function envelope(parts: Parts = {}): Uint8Array {
  const { components = [[Uint8Array.of(0)]], shared = [20, parameters()], sequence = 7, algorithm = -9, key = p256 } = parts;
  const common = new Map<number, unknown>([[2, components], [4, encode(shared)], ...(parts.common ?? [])]);
  const manifest = encode(new Map<number, unknown>([[1, 1], [2, sequence], [3, encode(common)], ...(parts.manifest ?? [])]));
  const digest = parts.digest ?? digestOf(encode(manifest));
  const header = encode(new Map<number, unknown>([[1, algorithm], ...(parts.header ?? [])]));
  const tbs = encode(["Signature1", header, new Uint8Array(), digest]);
  const isEd = key === ed25519;
  const signature = sign(isEd ? null : "sha256", tbs, isEd ? key.privateKey : { key: key.privateKey, dsaEncoding: "ieee-p1363" });
  const blocks = parts.signatures ?? [sign1([header, new Map(), null, signature])];
  const body = encode(new Map<unknown, unknown>([[2, encode([digest, ...blocks])], [3, manifest], ...(parts.beside ?? [])]));
  return Buffer.concat([Uint8Array.of(0xd8, 107), body]);
}

const pem = ({ publicKey }: typeof p256): Uint8Array => Buffer.from(publicKey.export({ type: "spki", format: "pem" }) as string);
const der = ({ publicKey }: typeof p256): Uint8Array => publicKey.export({ type: "spki", format: "der" });

function problem(bytes: Uint8Array, anchor?: Uint8Array): string {
  try {
    readSuit(bytes, anchor);
  } catch (error) {
    if (error instanceof MusterError) return `${error.code}: ${error.details.problem}`;
    throw error;
  }
  return "accepted";
}

const invalid = (text: string): string => `release-metadata-invalid: ${text}`;

describe("a SUIT envelope", () => {
  it("names one image, its size, its sequence and what it is for", () => {
    const bytes = envelope();
    const read = readSuit(bytes, pem(p256));
    expect(read).to.include({
      form: "SUIT",
      digest: hex(sha256(IMAGE)),
      size: IMAGE.length,
      sequence: 7n,
      version: null,
      signature: "verified",
    });
    expect([read.vendorId, read.classId]).to.deep.equal([hex(vendorId), null]);
    expect(readSuit(bytes).signature).to.equal("unchecked");
    expect(readSuit(bytes.subarray(2)).digest, "without the tag").to.equal(read.digest);
    expect(readSuit(envelope({ sequence: 2n ** 63n })).sequence).to.equal(2n ** 63n);
  });

  it("is checked with the key that it was signed with, and no other", () => {
    expect(readSuit(envelope(), der(p256)).signature).to.equal("verified");
    expect(readSuit(envelope({ key: ed25519, algorithm: -8 }), pem(ed25519)).signature).to.equal("verified");
    expect(readSuit(envelope({ algorithm: -7 }), pem(p256)).signature).to.equal("verified");
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const refused = "release-metadata-unsigned: no signature is the trust anchor's (algorithm -9)";
    expect(problem(envelope(), pem(other))).to.equal(refused);
    expect(problem(envelope(), pem(ed25519))).to.equal(refused);
    expect(problem(envelope({ algorithm: -46 }), pem(p256))).to.contain("(algorithm -46)");
    // A header that demands to be understood, and an envelope whose only signature is of another kind.
    for (const parts of [{ header: [[2, [99]]] as [number, unknown][] }, { signatures: [encode([1])] }])
      expect(problem(envelope(parts), pem(p256))).to.equal("release-metadata-unsigned: it has no signature of a single signer");
  });

  it("refuses a manifest other than the signed one, also where no anchor is named", () => {
    expect(problem(envelope({ digest: digestOf(Buffer.from("another")) }))).to.equal(
      invalid("the manifest is not the one whose digest was signed"),
    );
  });

  it("refuses trust anchors that are no public keys", () => {
    const { privateKey } = p256;
    expect(problem(envelope(), Buffer.from("key"))).to.match(/^trust-anchor-invalid: /);
    expect(problem(envelope(), Buffer.from(privateKey.export({ type: "pkcs8", format: "pem" })))).to.equal(
      "trust-anchor-invalid: it is a private key",
    );
  });

  it("says plainly what it does not understand", () => {
    const cases: [Parts, string][] = [
      [{ components: [[Uint8Array.of(0)], [Uint8Array.of(1)]] }, "it has 2 components; a release is one image"],
      [{ components: [] }, "it has 0 components; a release is one image"],
      [{ common: [[1, new Map()]] }, "it depends on other manifests, which is not understood"],
      [{ shared: [20, parameters([19, new Uint8Array(4)])] }, "its image is encrypted, which is not understood"],
      [{ shared: [1, 15] }, "it names no image digest"],
      [{ shared: [20, new Map([[3, digestOf(IMAGE)]])] }, "it names no image size"],
      [{ shared: [20, new Map([[3, encode([-44, new Uint8Array(64)])]])] }, "its image digest is not a SHA-256"],
      [{ shared: [20, parameters([14, 0])] }, "its image size is not a number of bytes"],
      [{ shared: [99, 15] }, "command 99 is not understood"],
      [{ shared: [12, 1, 20, parameters()] }, "command 12 is not understood"],
      [{ shared: [20] }, "a command sequence is not readable"],
      [
        { manifest: [[20, encode([20, new Map([[3, digestOf(Buffer.from("b"))]])])]] },
        "it names several image digests; a release is one image",
      ],
    ];
    for (const [parts, text] of cases) expect(problem(envelope(parts)), text).to.equal(invalid(text));
  });

  it("follows every branch, and refuses branches that disagree", () => {
    const branch = (bytes: Uint8Array) =>
      encode([
        20,
        new Map<number, unknown>([
          [3, digestOf(bytes)],
          [14, bytes.length],
        ]),
      ]);
    const trying = (...branches: unknown[]) => envelope({ shared: [15, branches] });
    expect(readSuit(trying(branch(IMAGE), branch(IMAGE), null)).size).to.equal(IMAGE.length);
    expect(problem(trying(branch(IMAGE), branch(Buffer.from("for the older board"))))).to.equal(
      invalid("it names several image digests; a release is one image"),
    );
    let nested: Uint8Array = branch(IMAGE);
    for (let depth = 0; depth < 12; depth++) nested = encode([32, nested]);
    expect(problem(envelope({ shared: [32, nested] }))).to.equal(invalid("a command sequence is not readable"));
  });

  it("checks an image and members that the envelope carries beside the manifest", () => {
    const shared = [20, parameters([21, "#image"])];
    expect(readSuit(envelope({ shared, beside: [["#image", IMAGE]] })).size).to.equal(IMAGE.length);
    expect(problem(envelope({ shared, beside: [["#image", Buffer.from("firmware 6.6.6")]] }))).to.contain(
      "is another than the manifest describes",
    );
    expect(problem(envelope({ shared }))).to.equal(invalid("the image #image is not in the envelope"));
    const install = encode([20, parameters()]);
    const manifest: [number, unknown][] = [[20, [SHA_256, sha256(encode(install))]]];
    expect(readSuit(envelope({ shared: [], manifest, beside: [[20, install]] })).digest).to.equal(hex(sha256(IMAGE)));
    expect(problem(envelope({ shared: [], manifest, beside: [[20, encode([20, new Map()])]] }))).to.equal(
      invalid("member 20 is not the one that the manifest names"),
    );
    expect(problem(envelope({ shared: [], manifest }))).to.equal(invalid("it names no image digest"));
  });

  it("refuses bytes that are no envelope, whatever they are", () => {
    const whole = envelope();
    expect(problem(new Uint8Array())).to.equal(invalid("the file is not CBOR that SUIT uses"));
    expect(problem(encode([1, 2]))).to.equal(invalid("the envelope is not a map"));
    expect(problem(encode(new Map()))).to.equal(invalid("the manifest is missing or not a byte string"));
    expect(problem(encode(new Map([[3, new Uint8Array()]])))).to.equal(invalid("it is not signed: the authentication wrapper is missing"));
    expect(problem(Buffer.concat([new Uint8Array(100_000).fill(0x81), Uint8Array.of(0)]))).to.equal(
      invalid("the file is not CBOR that SUIT uses"),
    );
    for (let length = 0; length < whole.length; length++) expect(problem(whole.subarray(0, length))).to.match(/^release-metadata-invalid/);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Uint8Array.from(whole);
      damaged[at] = (damaged[at] as number) ^ 0x01;
      expect(problem(damaged, pem(p256)), `byte ${at}`).to.match(/^release-metadata-(invalid|unsigned)/);
    }
  });
});
