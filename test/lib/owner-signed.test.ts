import { expect } from "chai";
import { type Address, type Hex, hashTypedData, keccak256, toHex } from "viem";
import { type BatchId, type DeviceId, deviceId, type RecallId } from "../../lib/domain/ids.ts";
import {
  foldP256,
  type Message,
  type OwnerAct,
  ownerMessage,
  type Proof,
  proofMessage,
  type Signable,
  UNSIGNED,
} from "../../lib/domain/owner-signed.ts";
import { signClaim, signRecovery } from "../../lib/domain/unit.ts";
import { chainId, load, networkHelpers, type Register, type Signer } from "../contracts/fixture.ts";
import { addBatch, rootNumber } from "../contracts/support/batches.ts";
import { P256_ORDER, type SecureElement, secureElement } from "../contracts/support/p256.ts";
import { addRecall, component } from "../contracts/support/recalls.ts";
import { type CodedUnit, proofOf, unitsOf, withTree } from "../contracts/support/units.ts";

const CHAIN = Number(chainId);
const LATER = 2n ** 40n;

/** As a person's wallet signs. */
const signWith = async (signer: Signer, { domain, types, message }: Message): Promise<Hex> =>
  (await signer.signTypedData(domain, types, message)) as Hex;

const lowS = (signature: Hex): boolean => BigInt(`0x${signature.slice(66)}`) <= P256_ORDER / 2n;
const mirror = (signature: Hex): Hex =>
  `${signature.slice(0, 66)}${toHex(P256_ORDER - BigInt(`0x${signature.slice(66)}`), { size: 32 }).slice(2)}` as Hex;

describe("What owners and devices sign", () => {
  let register: Register;
  let contracts: Signable;
  let camera: DeviceId;
  let spare: BatchId;
  let recall: RecallId;
  let code: Uint8Array;
  let element: SecureElement;
  let leaf: { claimKey: Address; deviceSignerHash: Hex; serialTag: Hex; proof: Hex[] };
  /** A camera with a secure element and a recalled board in it. It is nobody's yet. */
  beforeEach(async () => {
    register = await load();
    const { models, orgs, devices, reports, recalls, p256Verifier } = register;
    const [Devices, Reports, Recalls] = await Promise.all([devices, reports, recalls].map((each) => each.getAddress()));
    contracts = { Devices, Reports, Recalls } as Signable;
    element = secureElement(await p256Verifier.getAddress());
    const units = withTree(unitsOf(3).units.map((unit) => ({ ...unit, deviceSignerHash: keccak256(element.signer) })));
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    spare = await addBatch(register, { modelId: models.board, root: rootNumber(2) });
    camera = deviceId(await addBatch(register, { root: units.root, size: units.size, parts: [{ batchId: boards, first: 0, last: 2 }] }), 1);
    const unit = units.units[1] as CodedUnit;
    code = unit.code;
    leaf = { ...unit, proof: await proofOf(units, 1) };
    recall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
  });

  const deviceProof = (proof: Proof, form: (signature: Hex) => Hex = foldP256) => ({
    claimKey: leaf.claimKey,
    serialTag: leaf.serialTag,
    proof: leaf.proof,
    signer: element.signer,
    signature: form(element.sign(hashTypedData(proofMessage(CHAIN, contracts, proof)))),
  });
  const give = async (owner: Signer): Promise<void> => {
    const terms = { kind: "DeviceClaim", deviceId: camera, epoch: 0, owner: owner.address as Address, deadline: LATER } as const;
    await register.devices.claimByDevice(camera, owner.address, LATER, deviceProof(terms));
  };
  /** The owner's word for an act, in a form that anyone can send. */
  const signed = async (owner: Signer, act: OwnerAct, nonce: bigint) => {
    const { epoch } = await register.devices.device(camera);
    const terms = { deviceId: camera, epoch: Number(epoch), nonce, deadline: LATER };
    return { deadline: LATER, signature: await signWith(owner, ownerMessage(CHAIN, contracts, act, terms)) };
  };

  it("is accepted by Devices for every act about a title", async () => {
    const { alice, bob, mallory } = register;
    await give(alice);
    const devices = register.devices.connect(mallory);
    const until = Number(await networkHelpers.time.latest()) + 3600;
    const key = mallory.address as Address;
    await devices.stateRelease(camera, 2, await signed(alice, { verb: "StateRelease", release: 2 }, 0n));
    await devices.setStolen(camera, true, await signed(alice, { verb: "SetStolen", stolen: true }, 1n));
    await devices.setStolen(camera, false, await signed(alice, { verb: "SetStolen", stolen: false }, 2n));
    await devices.offerHandover(camera, key, until, await signed(alice, { verb: "OfferHandover", key, until }, 3n));
    await devices.takeBackHandover(camera, await signed(alice, { verb: "TakeBackHandover" }, 4n));
    await devices.offerHandover(camera, key, until, await signed(alice, { verb: "OfferHandover", key, until }, 5n));
    const recipient = bob.address as Address;
    const handover = await signWith(mallory, proofMessage(CHAIN, contracts, { kind: "Handover", deviceId: camera, epoch: 1, recipient }));
    await devices.acceptHandover(camera, recipient, handover, await signed(bob, { verb: "AcceptHandover", recipient }, 0n));
    await devices.retire(camera, await signed(bob, { verb: "Retire" }, 1n));
    const { owner, epoch, release } = await devices.device(camera);
    expect([owner, epoch, release]).to.deep.equal([bob.address, 2n, 2n]);
  });

  it("is accepted by Devices from the device itself, and for the owner's veto", async () => {
    const { devices, alice, bob } = register;
    await give(alice);
    const recovery = { kind: "Recovery", deviceId: camera, epoch: 1, claimant: bob.address as Address, deadline: LATER } as const;
    await devices.startRecoveryByDevice(camera, bob.address, LATER, deviceProof(recovery));
    await devices.vetoRecovery(camera, await signed(alice, { verb: "VetoRecovery" }, 0n));
    const deadline = BigInt(await networkHelpers.time.latest()) + 3600n;
    const statement = { kind: "DeviceStatement", deviceId: camera, epoch: 1, release: 4, stated: 0, deadline } as const;
    await devices.proveRelease(camera, 4, deadline, deviceProof(statement));
    expect((await devices.device(camera)).release).to.equal(4n);
  });

  it("is accepted by Devices from the claim code, for a recovery", async () => {
    const { devices, alice, bob } = register;
    const owner = alice.address as Address;
    const claim = { deviceId: camera, owner, deadline: LATER };
    await devices.claim({ ...claim, ...leaf, signature: await signClaim(code, CHAIN, contracts.Devices, claim) });
    const claimant = bob.address as Address;
    const recovery = { deviceId: camera, epoch: 1, claimant, deadline: LATER };
    const signature = await signRecovery(code, CHAIN, contracts, recovery);
    await devices.startRecovery({ ...claim, ...leaf, owner: claimant, signature });
    expect((await devices.recovery(camera)).claimant).to.equal(claimant);
  });

  it("is accepted by Reports and Recalls", async () => {
    const { alice, mallory, reports, recalls } = register;
    await give(alice);
    const swap = await signed(alice, { verb: "SwapPart", position: 0, batchId: spare }, 0n);
    await reports.connect(mallory).swapPart(camera, 0, spare, swap);
    const removal = await signed(alice, { verb: "SwapPart", position: 0, batchId: null }, 1n);
    await reports.connect(mallory).swapPart(camera, 0, 0, removal);
    const acknowledgement = await signed(alice, { verb: "Acknowledge", recallId: recall }, 0n);
    await recalls.connect(mallory).acknowledge(recall, camera, "0x00", acknowledgement);
    const remedy = await signed(alice, { verb: "StateRemedy", recallId: recall, remedy: "destroyed" }, 1n);
    await recalls.connect(mallory).stateRemedy(recall, camera, "0x00", 4, remedy);
    expect((await recalls.remedyOf(recall, camera)).remedy).to.equal(4n);
  });

  it("counts for no other act, value or person", async () => {
    const { devices, alice, bob } = register;
    await give(alice);
    const word = await signed(alice, { verb: "StateRelease", release: 2 }, 0n);
    await expect(devices.stateRelease(camera, 3, word)).to.be.revertedWithCustomError(devices, "OwnerSignedInvalid");
    await expect(devices.retire(camera, word)).to.be.revertedWithCustomError(devices, "OwnerSignedInvalid");
    const others = await signed(bob, { verb: "StateRelease", release: 2 }, 0n);
    await expect(devices.stateRelease(camera, 2, others)).to.be.revertedWithCustomError(devices, "OwnerSignedInvalid");
    await expect(devices.stateRelease(camera, 2, UNSIGNED)).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner");
  });

  it("needs the lower s from a secure element, which folding gives", async () => {
    const { devices, alice } = register;
    const terms = { kind: "DeviceClaim", deviceId: camera, epoch: 0, owner: alice.address as Address, deadline: LATER } as const;
    const high = deviceProof(terms, (signature) => (lowS(signature) ? mirror(signature) : signature));
    await expect(devices.claimByDevice(camera, alice.address, LATER, high)).to.be.revertedWithCustomError(
      devices,
      "DevicesWrongDeviceSignature",
    );
    await devices.claimByDevice(camera, alice.address, LATER, { ...high, signature: foldP256(high.signature) });
    expect(foldP256(foldP256(high.signature))).to.equal(foldP256(high.signature));
  });
});
