import { keccak256 } from "viem";

/**
 * The position-bound tree that commits the units of a batch, and its file form. Twin: `contracts/libraries/UnitTree.sol`.
 *
 * The depth is `ceil(log2(size))`; the bits of the index are the path; missing leaves are zero. The tree file is flat:
 * the stored nodes of level 0 (the leaves, in order), then of level 1, and so on to the root, 32 bytes each. A level
 * stores only nodes that have a unit below them, so level k holds `ceil(size / 2^k)` nodes; what lies to the right
 * of them is the known root of an all-zero subtree. A proof is one 32-byte read a level.
 */
export const NODE_BYTES = 32;

/** Largest batch, from the 32-bit size on chain. */
export const MAX_UNITS = 2 ** 32 - 1;

export type Keccak = (data: Uint8Array) => Uint8Array;
const viemKeccak: Keccak = (data) => keccak256(data, "bytes");

/** Levels above the leaves. */
export const treeDepth = (size: number): number => (size <= 1 ? 0 : 32 - Math.clz32(size - 1));

const nodesAt = (size: number, level: number): number => Math.ceil(size / 2 ** level);

/** Bytes before the first node of a level. */
function levelOffset(size: number, level: number): number {
  let nodes = 0;
  for (let below = 0; below < level; below++) nodes += nodesAt(size, below);
  return nodes * NODE_BYTES;
}

/** Length of the tree file of a batch, in bytes. */
export const treeFileBytes = (size: number): number => levelOffset(size, treeDepth(size) + 1);

/** Roots of all-zero subtrees by level. */
function zeroNodes(depth: number, keccak: Keccak): Uint8Array[] {
  const nodes: Uint8Array[] = [new Uint8Array(NODE_BYTES)];
  const pair = new Uint8Array(2 * NODE_BYTES);
  for (let level = 0; level < depth; level++) {
    const node = nodes[level] as Uint8Array;
    pair.set(node, 0);
    pair.set(node, NODE_BYTES);
    nodes.push(keccak(pair));
  }
  return nodes;
}

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
  const pair = new Uint8Array(2 * NODE_BYTES);
  for (let level = 0, from = 0; level < depth; level++) {
    const count = nodesAt(size, level);
    const to = from + count * NODE_BYTES;
    for (let i = 0; i < count; i += 2) {
      const at = from + i * NODE_BYTES;
      pair.set(file.subarray(at, at + NODE_BYTES), 0);
      pair.set(i + 1 < count ? file.subarray(at + NODE_BYTES, at + 2 * NODE_BYTES) : (zeros[level] as Uint8Array), NODE_BYTES);
      file.set(keccak(pair), to + (i / 2) * NODE_BYTES);
    }
    from = to;
  }
  return file;
}

export const treeRoot = (file: Uint8Array): Uint8Array => file.slice(-NODE_BYTES);

/** Where a proof's siblings lie: one entry a level from the leaves up, null for a known zero subtree. */
function proofOffsets(size: number, index: number): (number | null)[] {
  if (!Number.isInteger(index) || index < 0 || index >= size) throw new RangeError(`index ${index} is outside a batch of ${size}`);
  return Array.from({ length: treeDepth(size) }, (_, level) => {
    const sibling = Math.floor(index / 2 ** level) ^ 1;
    return sibling < nodesAt(size, level) ? levelOffset(size, level) + sibling * NODE_BYTES : null;
  });
}

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
