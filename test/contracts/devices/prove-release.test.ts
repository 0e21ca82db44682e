import { expect } from "chai";
import { toHex } from "viem";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position } from "../../../lib/domain/kinds.ts";
import { networkHelpers } from "../fixture.ts";
import {
  at,
  CHIP,
  codeClaim,
  DAY,
  deviceProof,
  digest,
  ELEMENT,
  type Fleet,
  give,
  handOver,
  idOf,
  loadFleet,
  MUTE,
  now,
} from "../support/fleet.ts";
import { UNSIGNED } from "../support/recalls.ts";

const DEVICE = position(EVIDENCES, "device");

describe("Devices.proveRelease", () => {
  let fleet: Fleet;
  let deadline: number;
  let id: DeviceId;
  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
    await give(fleet, ELEMENT, fleet.alice.address);
    deadline = (await now()) + DAY / 2;
  });

  type Terms = { index?: number; epoch?: number; stated?: number; deadline?: number };
  /** What unit `index` signs when it reports release `sequence`. */
  const signed = async (sequence: number, { index = CHIP, epoch = 1, stated = 0, deadline: end = deadline }: Terms = {}) =>
    deviceProof(fleet, index, digest(fleet, "DeviceStatement", [idOf(fleet, index), sequence, epoch, stated, end]));
  const prove = async (sequence: number, terms: Terms = {}) =>
    fleet.devices
      .connect(fleet.mallory)
      .proveRelease(idOf(fleet, terms.index ?? CHIP), sequence, terms.deadline ?? deadline, await signed(sequence, terms));
  const refuses = (attempt: Promise<unknown>, unit = id) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesWrongDeviceSignature").withArgs(unit);
  const statedOf = async (unit = id) => Number((await fleet.devices.device(unit)).stated);
  const tooSoon = (attempt: Promise<unknown>) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesStatedTooSoon").withArgs(id);

  for (const [what, index] of [
    ["a secp256k1 chip", CHIP],
    ["a P-256 secure element", ELEMENT],
  ] as const) {
    it(`records what ${what} signed, with the strongest evidence, whoever carries it`, async () => {
      const { devices, alice, mallory } = fleet;
      const unit = idOf(fleet, index);
      const before = await devices.device(unit);
      const time = (await now()) + 700;
      await at(time);
      await expect(prove(6, { index })).to.emit(devices, "ReleaseStated").withArgs(unit, mallory.address, 1, 6, DEVICE);
      const stated = BigInt(time - (time % 256));
      expect(await devices.device(unit)).to.deep.equal([alice.address, 1n, 6n, BigInt(DEVICE), 0n, before.since, stated]);
    });
  }

  it("refuses other terms than were signed", async () => {
    const { devices } = fleet;
    const proof = await signed(6);
    await refuses(devices.proveRelease(id, 7, deadline, proof));
    await refuses(devices.proveRelease(id, 6, deadline - 1, proof));
    await refuses(devices.proveRelease(idOf(fleet, ELEMENT), 6, deadline, proof), idOf(fleet, ELEMENT));
    await refuses(prove(6, { epoch: 0 }));
    await refuses(prove(6, { epoch: 2 }));
    await refuses(prove(6, { stated: 256 }));
  });

  it("refuses another leaf, another signer, and what the device signed for another purpose", async () => {
    const { devices, alice } = fleet;
    const proof = await signed(6);
    const other = await signed(6, { index: ELEMENT });
    const send = (changes: object) => devices.proveRelease(id, 6, deadline, { ...proof, ...changes });
    await refuses(send({ claimKey: alice.address }));
    await refuses(send({ serialTag: toHex(1, { size: 32 }) }));
    await refuses(send({ proof: other.proof }));
    await refuses(send({ signer: other.signer, signature: other.signature }));
    await refuses(send({ signature: "0x" }));
    const recovery = await deviceProof(fleet, CHIP, digest(fleet, "Recovery", [id, alice.address, 1, deadline]));
    await refuses(send({ signature: recovery.signature }));
  });

  it("refuses mute units, units without owner, and release 0", async () => {
    const { devices, alice } = fleet;
    await devices.claim(await codeClaim(fleet, MUTE, alice.address));
    await refuses(prove(6, { index: MUTE }), idOf(fleet, MUTE));
    const unclaimed = idOf(fleet, 2);
    await expect(prove(6, { index: 2, epoch: 0 }))
      .to.be.revertedWithCustomError(devices, "DevicesUnclaimed")
      .withArgs(unclaimed);
    await expect(prove(0)).to.be.revertedWithCustomError(devices, "DevicesInvalidRelease");
  });

  it("is fresh: its deadline is not past and at most a day ahead, to the second", async () => {
    const { devices } = fleet;
    const time = (await now()) + 1000;
    const expired = (end: number, attempt: Promise<unknown>) =>
      expect(attempt).to.be.revertedWithCustomError(devices, "DevicesProofExpired").withArgs(end);
    for (const end of [time - 1, time + DAY + 1]) {
      await at(time);
      await expired(end, prove(6, { deadline: end }));
    }
    for (const end of [time, time + DAY]) {
      const snapshot = await networkHelpers.takeSnapshot();
      await at(time);
      await prove(6, { deadline: end });
      await snapshot.restore();
    }
    expect(await devices.PROOF_LIFE()).to.equal(DAY);
  });

  it("serves once", async () => {
    await prove(6);
    await networkHelpers.time.increase(256);
    await refuses(prove(6));
  });

  it("is worthless after any statement of a later time, the owner's too", async () => {
    const { devices, alice } = fleet;
    await devices.connect(alice).stateRelease(id, 2, UNSIGNED);
    const stated = await statedOf();
    await networkHelpers.time.increaseTo(stated + 256);
    await refuses(prove(6));
    await prove(6, { stated });
    expect((await devices.device(id)).release).to.equal(6);
  });

  it("waits for the next step of 256 seconds after a statement", async () => {
    await prove(6);
    const stated = await statedOf();
    await at(stated + 255);
    await tooSoon(prove(7, { stated }));
    await at(stated + 256);
    await prove(7, { stated });
    await tooSoon(prove(8, { stated: stated + 256 }));
  });

  it("is worthless for the next owner, who needs a new one", async () => {
    const { devices, alice, bob } = fleet;
    const proof = await signed(6);
    await handOver(fleet, id, alice, bob);
    await refuses(devices.proveRelease(id, 6, deadline, proof));
    await prove(6, { epoch: 2 });
  });

  it("is covered by no weaker word for the same release, but by a word for another", async () => {
    const { devices, alice, repairerKey, brandKey, orgs } = fleet;
    await prove(6);
    const weaker = [
      devices.connect(alice).stateRelease(id, 6, UNSIGNED),
      devices.connect(repairerKey).stateReleaseFor(id, 6, orgs.repairer),
      devices.connect(brandKey).stateReleaseFor(id, 6, orgs.brand),
    ];
    for (const attempt of weaker)
      await expect(attempt).to.be.revertedWithCustomError(devices, "DevicesWeakerEvidence").withArgs(id, DEVICE);
    const stated = await statedOf();
    await networkHelpers.time.increase(256);
    await prove(6, { stated });
    await devices.connect(alice).stateRelease(id, 5, UNSIGNED);
    expect((await devices.device(id)).evidence).to.equal(position(EVIDENCES, "owner"));
  });

  it("works for provisional, stolen and retired units, which run what they run", async () => {
    const { devices, alice } = fleet;
    await devices.claim(await codeClaim(fleet, 2, alice.address));
    await prove(6, { index: 2 });
    await devices.connect(alice).setStolen(id, true, UNSIGNED);
    await devices.connect(alice).retire(id, UNSIGNED);
    await prove(6);
  });
});
