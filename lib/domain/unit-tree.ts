import { keccak256 } from "viem";
import { hashPairs, type Keccak, MAX_UNITS, NODE_BYTES, nodesAt, proofOffsets, treeDepth, treeFileBytes, zeroNodes } from "./tree-file.ts";

/**
 * Trees in memory and proofs from tree files; lib/domain/tree-file.ts describes both. By default with viem's Keccak-256:
 * whoever builds large trees brings a faster one, and loads no viem for it.
 */
const viemKeccak: Keccak = (data) => keccak256(data, "bytes");

/**
 * Builds the tree file.
 * @param leaves The leaves in order of their index, 32 bytes each.
 * @param keccak Another implementation of Keccak-256 than viem's, where speed matters.
 * @returns The whole file; the last 32 bytes are the root.
 */
export function buildTree(leaves: Uint8Array, keccak: Keccak = viemKeccak): Uint8Array {
  const size = leaves.length / NODE_BYTES;
  if (!Number.isInteger(size) || size < 1 || size > MAX_UNITS) throw new RangeError(`a batch has 1 to ${MAX_UNITS} leaves, not ${size}`);
  const depth = treeDepth(size);
  const zeros = zeroNodes(depth, keccak);
  const file = new Uint8Array(treeFileBytes(size));
  file.set(leaves);
  for (let level = 0, from = 0; level < depth; level++) {
    const to = from + nodesAt(size, level) * NODE_BYTES;
    file.set(hashPairs(file.subarray(from, to), zeros[level] as Uint8Array, keccak), to);
    from = to;
  }
  return file;
}

export const treeRoot = (file: Uint8Array): Uint8Array => file.slice(-NODE_BYTES);

/**
 * Siblings of a unit from the leaf up.
 * @param read Reads 32 bytes of the tree file at an offset: from memory, a file, or a ranged request.
 */
export async function readProof(
  size: number,
  index: number,
  read: (offset: number, length: number) => Uint8Array | Promise<Uint8Array>,
  keccak: Keccak = viemKeccak,
): Promise<Uint8Array[]> {
  const zeros = zeroNodes(treeDepth(size), keccak);
  return Promise.all(
    proofOffsets(size, index).map((offset, level) => (offset === null ? (zeros[level] as Uint8Array) : read(offset, NODE_BYTES))),
  );
}

/** The root that a leaf at an index leads to. Callers compare it with the chain's. */
export function rootFrom(leaf: Uint8Array, index: number, proof: Uint8Array[], keccak: Keccak = viemKeccak): Uint8Array {
  return proof.reduce((node, sibling, level) => {
    const pair = new Uint8Array(2 * NODE_BYTES);
    const isLeft = Math.floor(index / 2 ** level) % 2 === 0;
    pair.set(isLeft ? node : sibling, 0);
    pair.set(isLeft ? sibling : node, NODE_BYTES);
    return keccak(pair);
  }, leaf);
}
