import { id as hashOf, Wallet } from "ethers";
import { type Hex, keccak256 } from "viem";
import { type DeviceId, deviceId } from "../../../lib/domain/ids.ts";
import { foldP256 } from "../../../lib/domain/owner-signed.ts";
import { claimPrivateKey, NO_DEVICE_SIGNER } from "../../../lib/domain/unit.ts";
import type { IClaims } from "../../../types/ethers-contracts/contracts/Devices.ts";
import { chainId, load, networkHelpers, type Signer } from "../fixture.ts";
import { addBatch, rootNumber } from "./batches.ts";
import { secureElement } from "./p256.ts";
import { UNSIGNED } from "./recalls.ts";
import { digestOf, type Message, signWith } from "./typed-data.ts";
import { type CodedUnit, claimWith, proofOf, unitsOf, withTree } from "./units.ts";

export const DAY = 86_400;
/** For deadlines that a test is not about. */
export const LATER = 2n ** 40n;

/** What a unit signs with. */
export type DeviceKey = { signer: Hex; sign(digest: Hex): Hex };

/** A chip with a secp256k1 key: its signer has 20 bytes, the key's address. */
export function chip(label: string): DeviceKey {
  const key = hashOf(label);
  return { signer: new Wallet(key).address.toLowerCase() as Hex, sign: (digest) => signWith(key, digest) };
}

/** A P-256 secure element, of whose signatures s was folded. */
export function element(verifier: string, label: string): DeviceKey {
  const { signer, sign } = secureElement(verifier, label);
  return { signer, sign: (digest) => foldP256(sign(digest)) };
}

/** Units of the batch by how they sign. */
export const CHIP = 0;
export const ELEMENT = 1;
export const MUTE = 4;

/** A register with a batch of five cameras: two with a secp256k1 chip, two with a P-256 secure element, a mute one. Each has a board. */
async function fleet() {
  const register = await load();
  const { devices, p256Verifier } = register;
  const verifier = await p256Verifier.getAddress();
  const keys = [chip("chip 0"), element(verifier, "element 1"), chip("chip 2"), element(verifier, "element 3")];
  const signerHash = (index: number) => (keys[index] ? keccak256(keys[index].signer) : NO_DEVICE_SIGNER);
  const units = withTree(unitsOf(5).units.map((unit, index) => ({ ...unit, deviceSignerHash: signerHash(index) })));
  const boards = await addBatch(register, { modelId: register.models.board, root: rootNumber(1) });
  const parts = [{ batchId: boards, first: 0, last: units.size - 1 }];
  const batch = await addBatch(register, { root: units.root, size: units.size, parts });
  const address = await devices.getAddress();
  const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: address };
  return { ...register, boards, batch, units, keys, address, domain };
}

export type Fleet = Awaited<ReturnType<typeof fleet>>;

/** Call it in `beforeEach`, in place of `load`. */
export const loadFleet = (): Promise<Fleet> => networkHelpers.loadFixture(fleet);

export const idOf = ({ batch }: Fleet, index: number): DeviceId => deviceId(batch, index);

/** A message for Devices, here. */
export const digest = ({ domain }: Fleet, message: Message, values: readonly unknown[]): Hex => digestOf(domain, message, values);

const unitOf = ({ units }: Fleet, index: number): CodedUnit => {
  const unit = units.units[index];
  if (!unit) throw new RangeError(`no unit ${index}`);
  return unit;
};

/** What shows that unit `index` has signed. */
export async function deviceProof(fleet: Fleet, index: number, signed: Hex): Promise<IClaims.DeviceProofStruct> {
  const { claimKey, serialTag } = unitOf(fleet, index);
  const key = fleet.keys[index];
  const proof = await proofOf(fleet.units, index);
  return { claimKey, serialTag, proof, signer: key?.signer ?? "0x", signature: key?.sign(signed) ?? "0x" };
}

type Terms = { epoch?: number; deadline?: bigint };

/** Arguments of `claimByDevice`. */
export async function deviceClaim(fleet: Fleet, index: number, owner: string, { epoch = 0, deadline = LATER }: Terms = {}) {
  const id = idOf(fleet, index);
  return [id, owner, deadline, await deviceProof(fleet, index, digest(fleet, "DeviceClaim", [id, owner, epoch, deadline]))] as const;
}

/** Arguments of `startRecoveryByDevice`. */
export async function deviceRecovery(fleet: Fleet, index: number, claimant: string, { epoch = 1, deadline = LATER }: Terms = {}) {
  const id = idOf(fleet, index);
  return [id, claimant, deadline, await deviceProof(fleet, index, digest(fleet, "Recovery", [id, claimant, epoch, deadline]))] as const;
}

/** Argument of `startRecovery`, by the claim code. */
export async function codeRecovery(fleet: Fleet, index: number, claimant: string, { epoch = 1, deadline = LATER }: Terms = {}) {
  const { code, deviceSignerHash, serialTag } = unitOf(fleet, index);
  const id = idOf(fleet, index);
  const signature = signWith(claimPrivateKey(code), digest(fleet, "Recovery", [id, claimant, epoch, deadline]));
  return { deviceId: id, owner: claimant, deadline, deviceSignerHash, serialTag, proof: await proofOf(fleet.units, index), signature };
}

/** Argument of `claim`. */
export async function codeClaim(fleet: Fleet, index: number, owner: string) {
  const { batch, address } = fleet;
  return claimWith(unitOf(fleet, index), await proofOf(fleet.units, index), { batch, index, owner, devices: address });
}

/** Gives a unit its first owner by its own signature, so that the title is settled at once. */
export async function give(fleet: Fleet, index: number, owner: string): Promise<DeviceId> {
  await fleet.devices.claimByDevice(...(await deviceClaim(fleet, index, owner)));
  return idOf(fleet, index);
}

/** Moves a title by an offer to the recipient's own address. */
export async function handOver({ devices }: Fleet, id: DeviceId, from: Signer, to: Signer): Promise<void> {
  await devices.connect(from).offerHandover(id, to.address, Number(LATER), UNSIGNED);
  await devices.connect(to).acceptHandover(id, to.address, "0x", UNSIGNED);
}

export const now = async (): Promise<number> => networkHelpers.time.latest();

/** Midnight (UTC) some days from today, so that a test knows where in a day it is. */
export const midnight = async (days: number): Promise<number> => (Math.floor((await now()) / DAY) + days) * DAY;

/** The next block, and the transaction in it, is at that time. */
export const at = (time: number): Promise<void> => networkHelpers.time.setNextBlockTimestamp(time);
