import { hashPairs, NODE_BYTES, nodesAt, zeroNodes } from "../domain/tree-file.ts";
import { keccak } from "./keccak.ts";
import { roomIn } from "./memory.ts";

/** Levels that one job adds to the tree. Its leaves, half a megabyte, are worth handing over and too few to be waited for. */
const FOLD_LEVELS = 14;
export const FOLD_LEAVES = 2 ** FOLD_LEVELS;

/** A piece of a tree's leaves, `FOLD_LEAVES` of them or those at the end. */
export type FoldJob = {
  leaves: Uint8Array<ArrayBuffer>;
  /** Levels above the leaves that are asked for: fewer in a tree that has no more. */
  levels: number;
  /** An earlier result that is done with, for its memory. */
  used?: Folded;
};

/** The nodes above the leaves of a job, level after level; and the leaves, for their memory. */
export type Folded = { nodes: Uint8Array<ArrayBuffer>; leaves: Uint8Array<ArrayBuffer> };

export const levelsOfJob = (depth: number): number => Math.min(depth, FOLD_LEVELS);

const zeros = zeroNodes(FOLD_LEVELS, keccak);

/** Computes the levels of a tree file that stand above a piece of its leaves. */
export function fold({ leaves, levels, used }: FoldJob): Folded {
  const size = leaves.length / NODE_BYTES;
  const bytesOf = (level: number): number => nodesAt(size, level) * NODE_BYTES;
  let bytes = 0;
  for (let level = 1; level <= levels; level++) bytes += bytesOf(level);
  const nodes = roomIn(used?.nodes.buffer, bytes);
  let below = leaves;
  for (let level = 1, at = 0; level <= levels; level++) {
    below = hashPairs(below, zeros[level - 1] as Uint8Array, keccak, nodes.subarray(at, at + bytesOf(level)));
    at += below.length;
  }
  return { nodes, leaves };
}
