import { hashPairs, NODE_BYTES, nodesAt, treeDepth, treeFileBytes, zeroNodes } from "../domain/tree-file.ts";
import { breather } from "./breathe.ts";
import { BLOCK_BYTES, type StreamingHash, type WorkFile } from "./files.ts";
import { keccak } from "./keccak.ts";

/**
 * Completes a tree file that holds the leaves: level by level, a block at a time, so memory does not grow with the tree.
 * @returns The last 32 bytes, which are the root, and the SHA-256 of the whole file.
 */
export async function writeTree(
  file: WorkFile,
  size: number,
  hash: StreamingHash,
  onProgress?: (bytes: number, total: number) => void,
): Promise<{ root: Uint8Array; sha256: `0x${string}` }> {
  const breathe = breather();
  const depth = treeDepth(size);
  const zeros = zeroNodes(depth, keccak);
  const total = treeFileBytes(size);
  const block = new Uint8Array(BLOCK_BYTES);
  for (let level = 0, from = 0; level <= depth; level++) {
    const to = from + nodesAt(size, level) * NODE_BYTES;
    for (let at = from; at < to; at += block.length) {
      const nodes = block.subarray(0, Math.min(block.length, to - at));
      if (file.read(nodes, at) < nodes.length) throw new Error("the tree was cut short");
      hash.update(nodes);
      if (level < depth) file.write(hashPairs(nodes, zeros[level] as Uint8Array, keccak), to + (at - from) / 2);
      onProgress?.(at + nodes.length, total);
      await breathe();
    }
    from = to;
  }
  file.truncate(total);
  const root = new Uint8Array(NODE_BYTES);
  file.read(root, total - NODE_BYTES);
  return { root, sha256: hash.digest() };
}
