import { decode, encode } from "cborg";
import { bytesToHex, type Hex, sha256 } from "viem";
import { MusterError } from "./errors.ts";
import type { ReleaseSource } from "./release-metadata.ts";
import { commandWalker } from "./suit-commands.ts";

/** One signature over the manifest's digest, as COSE (RFC 9052) lays it out; who checks it needs only a public key. */
export type SuitSignature = {
  /** COSE algorithm number; null when the header names none. */
  algorithm: number | null;
  /** What was signed, byte for byte. */
  signed: Uint8Array;
  signature: Uint8Array;
};

export type SuitEnvelope = Omit<ReleaseSource, "signature"> & {
  /** SHA-256 of the manifest. */
  manifestDigest: Hex;
  /** UUIDs of RFC 9124, 0x-hex; null where the manifest leaves them open. */
  vendorId: Hex | null;
  classId: Hex | null;
  signatures: SuitSignature[];
};

const TAG_ENVELOPE = 107;
const TAG_SIGN1 = 18;
/** Keys of SUIT_Envelope and SUIT_Manifest, and of SUIT_Common. */
const ENVELOPE = { authentication: 2, manifest: 3 } as const;
const MANIFEST = { version: 1, sequence: 2, common: 3, validate: 7, load: 8, invoke: 9 } as const;
const COMMON = { dependencies: 1, components: 2, sharedSequence: 4 } as const;
/** Members that an envelope may carry beside the manifest, which then has only their digest. */
const SEVERABLE = [15, 16, 18, 20] as const;

const SHA_256 = -16;
const COSE_ALGORITHM = 1;
const COSE_CRITICAL = 2;

type CborMap = Map<unknown, unknown>;

/**
 * Reads a SUIT envelope: one manifest about one image (draft-ietf-suit-manifest). The digest that stands in the
 * envelope has to be the manifest's; whether somebody trusted signed it is for `lib/factory` to check.
 * @throws MusterError `release-metadata-invalid` for what is damaged, and for what is not understood: manifests of
 * several components, with dependencies, with an encrypted image, or without an image.
 */
export function decodeSuit(bytes: Uint8Array): SuitEnvelope {
  const envelope = mapOf(cbor(bytes, "the file"), "the envelope");
  const member = bytesOf(envelope.get(ENVELOPE.manifest), "the manifest");
  const { digest, signatures } = readAuthentication(envelope.get(ENVELOPE.authentication));
  const manifestDigest = sha256(encode(member));
  if (digest !== manifestDigest) throw invalid("the manifest is not the one whose digest was signed");

  const manifest = mapOf(cbor(member, "the manifest"), "the manifest");
  if (manifest.get(MANIFEST.version) !== 1) throw invalid(`manifest version ${String(manifest.get(MANIFEST.version))} is not known`);
  const found = readCommands(envelope, manifest);
  const { image, size } = found;
  if (image === undefined) throw invalid("it names no image digest");
  if (size === undefined) throw invalid("it names no image size");
  checkPayload(envelope, found.uri, image, size);
  return {
    form: "SUIT",
    name: null,
    digest: image,
    size,
    sequence: sequenceOf(manifest.get(MANIFEST.sequence)),
    version: null,
    expires: null,
    manifestDigest,
    vendorId: found.vendorId ?? null,
    classId: found.classId ?? null,
    signatures,
  };
}

function readCommands(envelope: CborMap, manifest: CborMap) {
  const common = mapOf(cbor(bytesOf(manifest.get(MANIFEST.common), "the common part"), "the common part"), "the common part");
  if (common.has(COMMON.dependencies)) throw invalid("it depends on other manifests, which is not understood");
  const components = common.get(COMMON.components);
  const count = Array.isArray(components) ? components.length : 0;
  if (count !== 1) throw invalid(`it has ${count} components; a release is one image`);

  const { walk, found } = commandWalker(cbor, invalid);
  const shared = common.get(COMMON.sharedSequence);
  if (shared !== undefined) walk(bytesOf(shared, "the shared sequence"));
  for (const key of [MANIFEST.validate, MANIFEST.load, MANIFEST.invoke]) {
    if (manifest.has(key)) walk(bytesOf(manifest.get(key), `member ${key}`));
  }
  for (const key of SEVERABLE) {
    const sequence = severable(envelope, manifest, key);
    if (sequence) walk(sequence);
  }
  return found;
}

/** A member of the manifest, or what the envelope has in its place; null when it was left out. */
function severable(envelope: CborMap, manifest: CborMap, key: number): Uint8Array | null {
  const inside = manifest.get(key);
  if (inside === undefined) return null;
  if (inside instanceof Uint8Array) return inside;
  const beside = envelope.get(key);
  if (beside === undefined) return null;
  const member = bytesOf(beside, `member ${key}`);
  if (sha256(encode(member)) !== digestOf(inside)) throw invalid(`member ${key} is not the one that the manifest names`);
  return member;
}

/** An image inside the envelope has to be the one that the manifest describes. */
function checkPayload(envelope: CborMap, uri: string | undefined, image: Hex, size: number): void {
  if (!uri?.startsWith("#")) return;
  const payload = envelope.get(uri);
  if (!(payload instanceof Uint8Array)) throw invalid(`the image ${uri} is not in the envelope`);
  if (payload.length !== size || sha256(payload) !== image)
    throw invalid(`the image ${uri} in the envelope is another than the manifest describes`);
}

function readAuthentication(member: unknown): { digest: Hex; signatures: SuitSignature[] } {
  if (member === undefined) throw invalid("it is not signed: the authentication wrapper is missing");
  const wrapper = cbor(bytesOf(member, "the authentication wrapper"), "the authentication wrapper");
  if (!Array.isArray(wrapper) || wrapper.length === 0) throw invalid("the authentication wrapper is empty");
  const [digest, ...blocks] = wrapper.map((block) => bytesOf(block, "the authentication wrapper"));
  return {
    digest: digestOf(cbor(digest as Uint8Array, "the digest")),
    signatures: blocks.flatMap((block) => readSignature(block, digest as Uint8Array)),
  };
}

/** COSE_Sign1 with the digest as detached payload. Other kinds (MACs, several signers) are left out. */
function readSignature(block: Uint8Array, payload: Uint8Array): SuitSignature[] {
  const value = cbor(block, "a signature");
  if (!(value instanceof Sign1)) return [];
  const [protectedHeader, , detached, signature] = value.items;
  const header = bytesOf(protectedHeader, "a signature's header");
  if (detached !== null) return [];
  const fields = header.length === 0 ? new Map() : mapOf(cbor(header, "a signature's header"), "a signature's header");
  // A signer may demand that a field be understood; none that could stand here is.
  if (fields.has(COSE_CRITICAL)) return [];
  const algorithm = fields.get(COSE_ALGORITHM);
  return [
    {
      algorithm: typeof algorithm === "number" ? algorithm : null,
      signed: encode(["Signature1", header, new Uint8Array(), payload]),
      signature: bytesOf(signature, "a signature"),
    },
  ];
}

class Sign1 {
  readonly items: unknown[];
  constructor(items: unknown) {
    if (!Array.isArray(items) || items.length !== 4) throw invalid("a signature is not a COSE_Sign1");
    this.items = items;
  }
}

function sequenceOf(value: unknown): bigint {
  if (typeof value === "bigint" && value >= 0n) return value;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return BigInt(value);
  throw invalid("the sequence number is missing");
}

/** SUIT_Digest. */
function digestOf(value: unknown): Hex {
  const [algorithm, digest] = Array.isArray(value) ? value : [];
  if (algorithm !== SHA_256 || !(digest instanceof Uint8Array) || digest.length !== 32) throw invalid("a digest is not a SHA-256");
  return bytesToHex(digest);
}

function cbor(bytes: Uint8Array, what: string): unknown {
  try {
    return decode(bytes, {
      useMaps: true,
      rejectDuplicateMapKeys: true,
      tags: { [TAG_ENVELOPE]: (inner) => inner(), [TAG_SIGN1]: (inner) => new Sign1(inner()) },
    });
  } catch (cause) {
    if (cause instanceof MusterError) throw cause;
    throw invalid(`${what} is not CBOR that SUIT uses`, cause);
  }
}

function mapOf(value: unknown, what: string): CborMap {
  if (!(value instanceof Map)) throw invalid(`${what} is not a map`);
  return value;
}

function bytesOf(value: unknown, what: string): Uint8Array {
  if (!(value instanceof Uint8Array)) throw invalid(`${what} is missing or not a byte string`);
  return value;
}

const invalid = (problem: string, cause?: unknown): MusterError =>
  new MusterError("release-metadata-invalid", { form: "SUIT envelope", problem }, { cause });
