import { type Address, bytesToHex, concat, type Hex, hexToBytes, keccak256, stringToBytes, toHex } from "viem";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import {
  claimKey,
  NO_CLAIM_KEY,
  NO_DEVICE_SIGNER,
  serialSalt,
  serialTag,
  signClaim,
  type Unit,
  unitLeaf,
} from "../../../lib/domain/unit.ts";
import { buildTree, readProof, treeRoot } from "../../../lib/domain/unit-tree.ts";
import { chainId } from "../fixture.ts";

export type CodedUnit = Unit & { code: Uint8Array };

/** A small batch with everything that a factory knows about its units. */
export type Units = { size: number; root: Hex; units: CodedUnit[]; tree: Uint8Array };

/** @param seed Other seeds give other claim codes, hence other roots. */
export function unitsOf(size: number, seed = "units"): Units {
  const units = Array.from({ length: size }, (_, index) => {
    const code = hexToBytes(keccak256(concat([stringToBytes(seed), toHex(index, { size: 4 })]))).slice(0, 16);
    const tag = serialTag(serialSalt(code), "09506000140445", "L1", `${index}`);
    return { code, claimKey: claimKey(code), deviceSignerHash: NO_DEVICE_SIGNER, serialTag: tag };
  });
  return withTree(units);
}

/** Parts as a factory registers them: nobody can claim them. Their code is any, as an attacker would try one. */
export function unitsWithoutCodes(size: number): Units {
  return withTree(unitsOf(size, "parts").units.map((unit) => ({ ...unit, claimKey: NO_CLAIM_KEY })));
}

/** A batch of units whose maker knows their keys. */
export function withTree(units: CodedUnit[]): Units {
  const tree = buildTree(hexToBytes(concat(units.map(unitLeaf))));
  return { size: units.length, root: bytesToHex(treeRoot(tree)), units, tree };
}

export async function proofOf({ size, tree }: Units, index: number): Promise<Hex[]> {
  const siblings = await readProof(size, index, (offset, length) => tree.subarray(offset, offset + length));
  return siblings.map((sibling) => bytesToHex(sibling));
}

/** Far enough for every test that is not about deadlines. */
const LATER = 2n ** 40n;

type Terms = {
  batch: BatchId;
  index: number;
  owner: string;
  /** The contract that the signature is for. */
  devices: string;
  /** The chain that the signature is for. */
  chain?: number;
  deadline?: bigint;
};

/** What somebody who holds the box of a unit would send. */
export async function claimWith(unit: CodedUnit, proof: Hex[], terms: Terms) {
  const { batch, index, owner, devices, chain = Number(chainId), deadline = LATER } = terms;
  const signed = { deviceId: deviceId(batch, index), owner: owner as Address, deadline };
  const signature = await signClaim(unit.code, chain, devices as Address, signed);
  return { ...signed, deviceSignerHash: unit.deviceSignerHash, serialTag: unit.serialTag, proof, signature };
}

/** As `claimWith`, for unit `index` of a small batch. */
export async function claimOf(units: Units, terms: Terms) {
  const unit = units.units[terms.index];
  if (!unit) throw new RangeError(`no unit ${terms.index}`);
  return claimWith(unit, await proofOf(units, terms.index), terms);
}
