import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type Address, bytesToHex, concat, type Hex, hexToBytes } from "viem";
import { isGtin14 } from "../../lib/domain/gtin.ts";
import {
  batchId,
  batchOf,
  type DeviceId,
  deviceId,
  deviceIdFromChain,
  gtinOf,
  indexOf,
  modelId,
  modelIdFromChain,
  orgId,
  orgOf,
} from "../../lib/domain/ids.ts";
import { treeDepth } from "../../lib/domain/tree-file.ts";
import { claimDigest, claimKey, claimPrivateKey, serialSalt, serialTag, signClaim, unitLeaf } from "../../lib/domain/unit.ts";
import { buildTree, readProof, rootFrom, treeRoot } from "../../lib/domain/unit-tree.ts";

type Vectors = {
  ids: { models: { org: string; gtin: string; id: string }[]; devices: { batch: string; index: string; id: string }[] };
  gtin: { valid: string[]; invalid: string[] };
  "unit-tree": {
    units: Record<
      "code" | "claimPrivateKey" | "claimKey" | "serialSalt" | "gtin" | "lot" | "serial" | "deviceSignerHash" | "serialTag" | "leaf",
      Hex
    >[];
    trees: { size: number; depth: number; root: Hex; proofs: Hex[][] }[];
    claims: {
      chainId: number;
      devices: Address;
      index: number;
      deviceId: string;
      owner: Address;
      deadline: string;
      digest: Hex;
      signature: Hex;
    }[];
  };
};

const read = <Name extends keyof Vectors>(name: Name): Vectors[Name] =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));

// test/solidity holds the contracts to the same files.
describe("The golden vectors", () => {
  it("of model ids come out both ways", () => {
    for (const { org, gtin, id } of read("ids").models) {
      expect(modelId(orgId(org), gtin)).to.equal(BigInt(id));
      const parsed = modelIdFromChain(BigInt(id));
      expect([`${orgOf(parsed)}`, gtinOf(parsed)]).to.deep.equal([org, gtin]);
    }
  });

  it("of device ids come out both ways", () => {
    for (const { batch, index, id } of read("ids").devices) {
      expect(deviceId(batchId(batch), Number(index))).to.equal(BigInt(id));
      const parsed = deviceIdFromChain(BigInt(id));
      expect([`${batchOf(parsed)}`, `${indexOf(parsed)}`]).to.deep.equal([batch, index]);
    }
  });

  it("of check digits are told apart", () => {
    const { valid, invalid } = read("gtin");
    expect(valid.filter(isGtin14)).to.deep.equal(valid);
    expect(invalid.filter(isGtin14)).to.deep.equal([]);
  });

  it("of units come out of their codes", () => {
    for (const unit of read("unit-tree").units) {
      const code = hexToBytes(unit.code);
      expect(claimPrivateKey(code)).to.equal(unit.claimPrivateKey);
      expect(claimKey(code)).to.equal(unit.claimKey);
      expect(serialSalt(code)).to.equal(unit.serialSalt);
      expect(serialTag(unit.serialSalt, unit.gtin, unit.lot, unit.serial)).to.equal(unit.serialTag);
      expect(unitLeaf(unit)).to.equal(unit.leaf);
    }
  });

  it("of trees come out of their leaves, with every proof", async () => {
    const { units, trees } = read("unit-tree");
    for (const { size, depth, root, proofs } of trees) {
      const leaves = units.slice(0, size).map(({ leaf }) => leaf);
      const file = buildTree(hexToBytes(concat(leaves)));
      expect(treeDepth(size)).to.equal(depth);
      expect(bytesToHex(treeRoot(file))).to.equal(root);
      for (const [index, leaf] of leaves.entries()) {
        const proof = await readProof(size, index, (offset, length) => file.subarray(offset, offset + length));
        expect(proof.map((node) => bytesToHex(node))).to.deep.equal(proofs[index]);
        expect(bytesToHex(rootFrom(hexToBytes(leaf), index, proof))).to.equal(root);
      }
    }
  });

  it("of claims come out of their terms, with the signature", async () => {
    const { units, claims } = read("unit-tree");
    for (const { chainId, devices, index, digest, signature, owner, ...terms } of claims) {
      const claim = { deviceId: BigInt(terms.deviceId) as DeviceId, owner, deadline: BigInt(terms.deadline) };
      expect(claimDigest(chainId, devices, claim)).to.equal(digest);
      expect(await signClaim(hexToBytes(units[index]?.code as Hex), chainId, devices, claim)).to.equal(signature);
    }
  });
});
