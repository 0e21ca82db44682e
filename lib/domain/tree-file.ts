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

/** Levels above the leaves. */
export const treeDepth = (size: number): number => (size <= 1 ? 0 : 32 - Math.clz32(size - 1));

/** Nodes that a level of the tree file stores. */
export const nodesAt = (size: number, level: number): number => Math.ceil(size / 2 ** level);

/** Bytes before the first node of a level. */
export function levelOffset(size: number, level: number): number {
  let nodes = 0;
  for (let below = 0; below < level; below++) nodes += nodesAt(size, below);
  return nodes * NODE_BYTES;
}

/** Length of the tree file of a batch, in bytes. */
export const treeFileBytes = (size: number): number => levelOffset(size, treeDepth(size) + 1);

/** Roots of all-zero subtrees by level. */
export function zeroNodes(depth: number, keccak: Keccak): Uint8Array[] {
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
 * The nodes above a piece of a level.
 * @param nodes An even number of them, unless the piece is the end of the level.
 * @param zero What stands beside the last node of an uneven level.
 * @param above Where to write them, half as many.
 */
export function hashPairs(
  nodes: Uint8Array,
  zero: Uint8Array,
  keccak: Keccak,
  above = new Uint8Array(Math.ceil(nodes.length / (2 * NODE_BYTES)) * NODE_BYTES),
): Uint8Array<ArrayBuffer> {
  const pair = new Uint8Array(2 * NODE_BYTES);
  for (let at = 0; at < nodes.length; at += 2 * NODE_BYTES) {
    pair.set(zero, NODE_BYTES);
    pair.set(nodes.subarray(at, at + 2 * NODE_BYTES));
    above.set(keccak(pair), at / 2);
  }
  return above;
}

/** Where a proof's siblings lie: one entry a level from the leaves up, null for a known zero subtree. */
export function proofOffsets(size: number, index: number): (number | null)[] {
  if (!Number.isInteger(index) || index < 0 || index >= size) throw new RangeError(`index ${index} is outside a batch of ${size}`);
  return Array.from({ length: treeDepth(size) }, (_, level) => {
    const sibling = Math.floor(index / 2 ** level) ^ 1;
    return sibling < nodesAt(size, level) ? levelOffset(size, level) + sibling * NODE_BYTES : null;
  });
}
