import { bytesToHex, concat, type Hex, hexToBytes, keccak256, zeroHash } from "viem";
import { type BatchId, batchOf, type DeviceId, indexOf } from "./ids.ts";
import { NODE_BYTES } from "./tree-file.ts";
import { buildTree, readProof, treeRoot } from "./unit-tree.ts";

/**
 * What a maker's update service reports of many units at once. Twins: `contracts/Reports.sol` and
 * `contracts/libraries/ReportTree.sol`, held to `test/vectors/report-tree.json`.
 *
 * A report is of a whole range, or has a bitmap: one bit for each unit of the range, the first unit in the highest bit
 * of the first byte, in words of 32 bytes, bits beyond the last unit zero. The chain keeps the root of a tree over the
 * words, the same tree as that of a batch, so that one word and a short proof show one unit's bit.
 */
export type Report = {
  id: number;
  batchId: BatchId;
  /** Sequence number of the release that the units run. */
  release: number;
  first: number;
  last: number;
  /** Unix time, rounded down as by `chainStep`. */
  reportedAt: number;
  revoked: boolean;
  /** The bitmap; empty when all of `first..last` are meant. */
  units: Hex;
};

/** Units that share a word of a bitmap. */
const WORD_UNITS = 256;

/** The time that the chain keeps of a report or a statement made at a Unix time. */
export const chainStep = (time: number): number => time - (time % 256);

/** The bitmap of some units of a range. @param indices Of the units that it lists, all within `first..last`. */
export function bitmapOf(first: number, last: number, indices: Iterable<number>): Hex {
  const bytes = new Uint8Array(Math.ceil((last - first + 1) / WORD_UNITS) * NODE_BYTES);
  for (const index of indices) {
    if (index < first || index > last) throw new RangeError(`unit ${index} is outside ${first}..${last}`);
    const place = index - first;
    bytes[place >> 3] = (bytes[place >> 3] as number) | (0x80 >> (place & 7));
  }
  return bytesToHex(bytes);
}

/** The bitmap's words, one after another. */
export const wordsOf = (units: Hex): Hex[] => (units.slice(2).match(/.{64}/g) ?? []).map((word): Hex => `0x${word}`);

/** How many units a bitmap, or a word of one, lists. */
export const unitsIn = (bits: Uint8Array): number =>
  bits.reduce((sum, byte) => {
    let ones = 0;
    for (let rest = byte; rest !== 0; rest &= rest - 1) ones++;
    return sum + ones;
  }, 0);

const treeOf = (words: readonly Hex[]): Uint8Array => buildTree(hexToBytes(concat(words.map((word) => keccak256(word)))));

/** What the chain keeps of a bitmap; zero for a report of a whole range. */
export const reportRoot = (units: Hex): Hex => (units === "0x" ? zeroHash : bytesToHex(treeRoot(treeOf(wordsOf(units)))));

/** Shows one unit's bit to `Reports.reportedRelease`: the word it is in, and the siblings of the word's leaf. */
export async function reportProof({ units, first }: Pick<Report, "units" | "first">, index: number): Promise<{ word: Hex; proof: Hex[] }> {
  if (units === "0x") return { word: zeroHash, proof: [] };
  const words = wordsOf(units);
  const place = Math.floor((index - first) / WORD_UNITS);
  const file = treeOf(words);
  const siblings = await readProof(words.length, place, (offset, length) => file.subarray(offset, offset + length));
  return { word: words[place] as Hex, proof: siblings.map((sibling) => bytesToHex(sibling)) };
}

/** Whether a report lists the unit at an index of its batch. */
export function lists({ first, last, units }: Pick<Report, "first" | "last" | "units">, index: number): boolean {
  if (index < first || index > last) return false;
  if (units === "0x") return true;
  const place = index - first;
  const byte = Number.parseInt(units.slice(2 + (place >> 3) * 2, 4 + (place >> 3) * 2), 16);
  return (byte & (0x80 >> (place & 7))) !== 0;
}

/**
 * Release that a report states of a unit; 0 when it says nothing of it, or nothing that still counts. Twin of
 * `Reports.reportedRelease` with a right proof.
 * @param unit A report counts until its owner or its repairer states something later, `stated` being when.
 */
export const reportedRelease = (report: Report, { id, stated }: { id: DeviceId; stated: number }): number =>
  report.batchId === batchOf(id) && !report.revoked && report.reportedAt > stated && lists(report, indexOf(id)) ? report.release : 0;
