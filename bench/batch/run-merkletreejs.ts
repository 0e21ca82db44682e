// In a process of its own: the tree of merkletreejs over ready leaves, with the same fast Keccak that ours has.
import { MerkleTree } from "merkletreejs";
import { keccak } from "../../lib/batch/keccak.ts";
import { report } from "./report.ts";

const units = Number(process.argv[2]);
const leaves = Array.from({ length: units }, (_, i) => {
  const leaf = Buffer.alloc(32);
  leaf.writeUInt32BE(i + 1, 28);
  return leaf;
});
const began = performance.now();
const tree = new MerkleTree(leaves, (data: Buffer) => Buffer.from(keccak(data)));
if (tree.getRoot().length !== 32) throw new Error("there is no root");
process.stdout.write(`${JSON.stringify(report(units, (performance.now() - began) / 1000))}\n`);
