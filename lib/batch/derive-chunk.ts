import { createHMAC, createSHA256 } from "hash-wasm";
import { CLAIM_CODE_BYTES, formatClaimCode } from "../domain/claim-code.ts";
import { claimCodeMessage } from "../domain/claim-seed.ts";
import { formatDigitalLink } from "../domain/digital-link.ts";
import { encodeLinkValue } from "../domain/gs1-link.ts";
import type { ModelKind } from "../domain/kinds.ts";
import { SERIAL_MAX } from "../domain/serial-order.ts";
import { NODE_BYTES } from "../domain/tree-file.ts";
import { keccak } from "./keccak.ts";
import { labelCsvCell } from "./labels-csv.ts";
import { roomIn } from "./memory.ts";
import { keptSerial, keptSignerHash } from "./rows.ts";
import { TextBuffer } from "./text-buffer.ts";

/** Everything besides the rows that units are derived from. */
export type DeriveSettings = {
  seed: Uint8Array;
  gtin: string;
  lot: string;
  kind: ModelKind;
  /** Web address that the labels lead to; parts have no labels. */
  linkBase: string;
};

/** Rows of the sorted file. @see rows.ts */
export type DeriveJob = {
  rows: Uint8Array<ArrayBuffer>;
  rowBytes: number;
  /** Index of the first. */
  first: number;
  /** An earlier result that is done with, for its memory. */
  used?: DerivedChunk;
};

/** What the units of a job add to the files of the batch; and its rows, for their memory. */
export type DerivedChunk = {
  leaves: Uint8Array<ArrayBuffer>;
  units: Uint8Array<ArrayBuffer>;
  labels: Uint8Array<ArrayBuffer>;
  rows: Uint8Array<ArrayBuffer>;
};

/** Public key of a private key, 65 bytes with the leading 04; each platform has its own fast curve. */
export type PublicKeyOf = (privateKey: Uint8Array) => Uint8Array;

const ascii = new TextEncoder();
const latin1 = new TextDecoder("latin1");
const WORD = 32;

/** keccak256(label ‖ code), without making the label's bytes again each time. */
function labelled(label: string): (code: Uint8Array) => Uint8Array {
  const bytes = ascii.encode(label);
  const message = new Uint8Array(bytes.length + 16);
  message.set(bytes);
  return (code) => {
    message.set(code, bytes.length);
    return keccak(message);
  };
}

/** Twin of `serialTag` in lib/domain/unit.ts: the same ABI encoding with everything but salt and serial in place. */
function serialTags(gtin: string, lot: string): (salt: Uint8Array, serial: Uint8Array) => Uint8Array {
  const message = new Uint8Array(8 * WORD);
  const view = new DataView(message.buffer);
  view.setBigUint64(2 * WORD - 8, BigInt(gtin));
  view.setUint8(3 * WORD - 1, 4 * WORD);
  view.setUint8(4 * WORD - 1, 6 * WORD);
  view.setUint8(5 * WORD - 1, lot.length);
  message.set(ascii.encode(lot), 5 * WORD);
  const serialAt = 7 * WORD;
  return (salt, serial) => {
    message.set(salt, 0);
    message[serialAt - 1] = serial.length;
    message.fill(0, serialAt);
    message.set(serial, serialAt);
    return keccak(message);
  };
}

/** Twin of `unitLeaf` in lib/domain/unit.ts. */
function unitLeaves(): (claimKey: Uint8Array, deviceSignerHash: Uint8Array, tag: Uint8Array) => Uint8Array {
  const message = new Uint8Array(4 * WORD);
  message.set(keccak(ascii.encode("Unit(address claimKey,bytes32 deviceSignerHash,bytes32 serialTag)")));
  return (claimKey, deviceSignerHash, tag) => {
    message.set(claimKey, 2 * WORD - claimKey.length);
    message.set(deviceSignerHash, 2 * WORD);
    message.set(tag, 3 * WORD);
    return keccak(message);
  };
}

/** Letters, digits, hyphen, full stop and underscore stand for themselves in JSON, CSV and web addresses. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, code) => Number(/[A-Za-z0-9\-._]/.test(String.fromCharCode(code))));

function isPlain(serial: Uint8Array): boolean {
  for (let i = 0; i < serial.length; i++) if (PLAIN[serial[i] as number] === 0) return false;
  return true;
}

/**
 * Derives units as lib/domain/unit.ts says, many at a time: the same results with a fast curve and fast hashes, and
 * without making the same bytes again for every unit.
 * @returns What turns rows into leaves, look-up rows and labels.
 */
export async function createDeriver(
  { seed, gtin, lot, kind, linkBase }: DeriveSettings,
  publicKeyOf: PublicKeyOf,
): Promise<(job: DeriveJob) => DerivedChunk> {
  const hmacHash = await createHMAC(createSHA256(), seed);
  const codeStem = ascii.encode(claimCodeMessage(gtin, lot, ""));
  const codeMessage = new Uint8Array(codeStem.length + SERIAL_MAX);
  codeMessage.set(codeStem);
  const codeOf = (serial: Uint8Array): Uint8Array => {
    codeMessage.set(serial, codeStem.length);
    const mac = hmacHash
      .init()
      .update(codeMessage.subarray(0, codeStem.length + serial.length))
      .digest("binary");
    return mac.subarray(0, CLAIM_CODE_BYTES);
  };
  const [privateKey, salt] = [labelled("muster/claim/1"), labelled("muster/serial/1")];
  const [serialTag, unitLeaf] = [serialTags(gtin, lot), unitLeaves()];
  const noSigner = new Uint8Array(WORD);
  const noClaimKey = new Uint8Array(20);
  const isDevice = kind === "device";
  const linkStem = isDevice ? `,${formatDigitalLink(linkBase, { gtin, lot })}/21/` : "";
  const labelStart = `,${gtin},${labelCsvCell(lot)},`;

  return ({ rows, rowBytes, first, used }) => {
    const count = rows.length / rowBytes;
    const leaves = roomIn(used?.leaves.buffer, count * NODE_BYTES);
    const units = new TextBuffer(used?.units.buffer);
    const labels = new TextBuffer(used?.labels.buffer);
    for (let i = 0; i < count; i++) {
      const serial = keptSerial(rows, i * rowBytes);
      const signerHash = keptSignerHash(rows, i * rowBytes, rowBytes) ?? noSigner;
      const code = codeOf(serial);
      const claimKey = isDevice ? keccak(publicKeyOf(privateKey(code)).subarray(1)).subarray(12) : noClaimKey;
      const tag = serialTag(salt(code), serial);
      leaves.set(unitLeaf(claimKey, signerHash, tag), i * NODE_BYTES);

      const index = `${first + i}`;
      const text = isPlain(serial) ? null : latin1.decode(serial);
      units.text('{"index":').text(index).text(',"serial":"');
      if (text === null) units.ascii(serial);
      else units.text(text.replaceAll('"', '\\"'));
      units.text('","claimKey":"0x').hex(claimKey).text('","deviceSignerHash":"0x').hex(signerHash);
      units.text('","serialTag":"0x').hex(tag).text('"}\n');
      if (!isDevice) continue;
      const typed = formatClaimCode(code);
      labels.text(index).text(labelStart);
      if (text === null) labels.ascii(serial).text(",").text(typed).text(linkStem).ascii(serial);
      else labels.text(labelCsvCell(text)).text(",").text(typed).text(linkStem).text(encodeLinkValue(text));
      labels.text("#").text(typed).text("\n");
    }
    return { leaves, units: units.bytes, labels: labels.bytes, rows };
  };
}
