import { expect } from "chai";
import type { Derivers } from "../../lib/batch/derivers.ts";
import { FOLD_LEAVES, fold } from "../../lib/batch/fold.ts";
import { keccak } from "../../lib/batch/keccak.ts";
import { writeTree } from "../../lib/batch/write-tree.ts";
import { buildTree, treeRoot } from "../../lib/domain/unit-tree.ts";
import { memoryWorkspace, sha256 } from "./support/workspace.ts";

const derivers: Derivers = {
  count: 2,
  derive: () => Promise.reject(new Error("no unit is derived here")),
  fold: async (job) => fold(job),
  close: async () => undefined,
};

const leavesOf = (size: number): Uint8Array => {
  const leaves = new Uint8Array(size * 32);
  const view = new DataView(leaves.buffer);
  for (let i = 0; i < size; i++) view.setUint32(i * 32, i + 1);
  return leaves;
};

describe("a tree written piece by piece", () => {
  const sizes = [
    1,
    2,
    3,
    1000,
    FOLD_LEAVES - 1,
    FOLD_LEAVES,
    FOLD_LEAVES + 1,
    2 * FOLD_LEAVES,
    3 * FOLD_LEAVES + 4097,
    5 * FOLD_LEAVES - 1,
  ];
  for (const size of sizes) {
    it(`is the one built in memory: ${size} leaves`, async () => {
      const expected = buildTree(leavesOf(size), keccak);
      const file = await memoryWorkspace().open("tree");
      file.write(leavesOf(size), 0);
      const { root, sha256: digest } = await writeTree(file, size, derivers, sha256());

      const written = new Uint8Array(file.size());
      file.read(written, 0);
      expect(Buffer.compare(written, expected)).to.equal(0);
      expect(root).to.deep.equal(treeRoot(expected));
      const whole = sha256();
      whole.update(expected);
      expect(digest).to.equal(whole.digest());
    });
  }
});
