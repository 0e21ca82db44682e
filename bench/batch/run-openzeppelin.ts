// In a process of its own: the tree of OpenZeppelin's library over ready leaves.
import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { report } from "./report.ts";

const units = Number(process.argv[2]);
const leaves = Array.from({ length: units }, (_, i) => `0x${(i + 1).toString(16).padStart(64, "0")}`);
const began = performance.now();
const tree = SimpleMerkleTree.of(leaves, { sortLeaves: false });
if (tree.root.length !== 66) throw new Error("there is no root");
process.stdout.write(`${JSON.stringify(report(units, (performance.now() - began) / 1000))}\n`);
