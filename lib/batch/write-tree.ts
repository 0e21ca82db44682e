import { hashPairs, levelOffset, NODE_BYTES, nodesAt, treeDepth, treeFileBytes, zeroNodes } from "../domain/tree-file.ts";
import type { Derivers } from "./derivers.ts";
import type { StreamingHash, WorkFile } from "./files.ts";
import { FOLD_LEAVES, type Folded, levelsOfJob } from "./fold.ts";
import { hashRange } from "./hash-file.ts";
import { inOrder } from "./in-order.ts";
import { keccak } from "./keccak.ts";
import { roomIn } from "./memory.ts";

/**
 * Completes a tree file that holds the leaves. Subtrees are computed side by side, a piece of leaves each, and what is
 * above them is small; so memory does not grow with the tree.
 * @returns The last 32 bytes, which are the root, and the SHA-256 of the whole file.
 */
export async function writeTree(
  file: WorkFile,
  size: number,
  derivers: Derivers,
  hash: StreamingHash,
  onProgress?: (bytes: number, total: number) => void,
): Promise<{ root: Uint8Array; sha256: `0x${string}` }> {
  const levels = levelsOfJob(treeDepth(size));
  const total = treeFileBytes(size);
  const pieces = Math.ceil(size / FOLD_LEAVES);
  const leavesIn = (piece: number): number => Math.min(FOLD_LEAVES, size - piece * FOLD_LEAVES);
  const free: Folded[] = [];
  const ask = (piece: number): Promise<Folded> => {
    const used = free.pop();
    const leaves = roomIn(used?.leaves.buffer, leavesIn(piece) * NODE_BYTES);
    if (file.read(leaves, piece * FOLD_LEAVES * NODE_BYTES) < leaves.length) throw new Error("the tree was cut short");
    // The file's digest begins with the leaves, and they pass here in their order.
    hash.update(leaves);
    return derivers.fold({ leaves, levels, used });
  };
  await inOrder(pieces, derivers.count, ask, (folded, piece) => {
    for (let level = 1, at = 0; level <= levels; level++) {
      const bytes = nodesAt(leavesIn(piece), level) * NODE_BYTES;
      file.write(folded.nodes.subarray(at, at + bytes), levelOffset(size, level) + ((piece * FOLD_LEAVES) / 2 ** level) * NODE_BYTES);
      at += bytes;
    }
    free.push(folded);
    onProgress?.(Math.floor((total * (piece + 1)) / pieces), total);
  });
  writeTop(file, size, levels);
  file.truncate(total);
  await hashRange(file, hash, size * NODE_BYTES, total);
  const root = new Uint8Array(NODE_BYTES);
  file.read(root, total - NODE_BYTES);
  return { root, sha256: hash.digest() };
}

/** The levels above the pieces, which have a node each. */
function writeTop(file: WorkFile, size: number, from: number): void {
  const depth = treeDepth(size);
  const zeros = zeroNodes(depth, keccak);
  let nodes = new Uint8Array(nodesAt(size, from) * NODE_BYTES);
  file.read(nodes, levelOffset(size, from));
  for (let level = from; level < depth; level++) {
    nodes = hashPairs(nodes, zeros[level] as Uint8Array, keccak);
    file.write(nodes, levelOffset(size, level + 1));
  }
}
