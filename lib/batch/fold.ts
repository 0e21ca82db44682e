import { hashPairs, NODE_BYTES, nodesAt, zeroNodes } from "../domain/tree-file.ts";
import { keccak } from "./keccak.ts";

/** Levels that one job adds to the tree. Its leaves, half a megabyte, are worth handing over and too few to be waited for. */
const FOLD_LEVELS = 14;
export const FOLD_LEAVES = 2 ** FOLD_LEVELS;

/** A piece of a tree's leaves, `FOLD_LEAVES` of them or those at the end. */
export type FoldJob = {
  leaves: Uint8Array<ArrayBuffer>;
  /** Levels above the leaves that are asked for: fewer in a tree that has no more. */
  levels: number;
};

/** The nodes above the leaves of a job, level after level. */
export type Folded = { nodes: Uint8Array<ArrayBuffer> };

export const levelsOfJob = (depth: number): number => Math.min(depth, FOLD_LEVELS);

const zeros = zeroNodes(FOLD_LEVELS, keccak);

/** Computes the levels of a tree file that stand above a piece of its leaves. */
export function fold({ leaves, levels }: FoldJob): Folded {
  const size = leaves.length / NODE_BYTES;
  let stored = 0;
  for (let level = 1; level <= levels; level++) stored += nodesAt(size, level);
  const nodes = new Uint8Array(stored * NODE_BYTES);
  let below: Uint8Array = leaves;
  for (let level = 0, at = 0; level < levels; level++) {
    below = hashPairs(below, zeros[level] as Uint8Array, keccak);
    nodes.set(below, at);
    at += below.length;
  }
  return { nodes };
}
