import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { toHex } from "viem";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { BASES, FLAGS, position, RECOVERY_STATES } from "../../../lib/domain/kinds.ts";
import { networkHelpers } from "../fixture.ts";
import {
  at,
  CHIP,
  codeClaim,
  codeRecovery,
  DAY,
  deviceClaim,
  deviceRecovery,
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

const CODE = position(BASES, "code");
const DEVICE = position(BASES, "device");
const PENDING = position(RECOVERY_STATES, "pending");
const VETOED = position(RECOVERY_STATES, "vetoed");
const NO_RECOVERY = [ZeroAddress, 0n, 0n, 0n, 0n];

describe("Devices.startRecovery and startRecoveryByDevice", () => {
  let fleet: Fleet;
  let id: DeviceId;
  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
  });

  type Changes = { epoch?: number; deadline?: bigint };
  const byCode = async (claimant: string, changes: Changes = {}, index = CHIP) =>
    fleet.devices.startRecovery(await codeRecovery(fleet, index, claimant, changes));
  const byDevice = async (claimant: string, changes: Changes = {}, index = CHIP) =>
    fleet.devices.startRecoveryByDevice(...(await deviceRecovery(fleet, index, claimant, changes)));
  const refusesCode = (attempt: Promise<unknown>, unit = id) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesWrongClaimCode").withArgs(unit);
  const refusesDevice = (attempt: Promise<unknown>, unit = id) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesWrongDeviceSignature").withArgs(unit);
  const outranked = (attempt: Promise<unknown>, basis: number) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesOutranked").withArgs(id, basis);
  const veto = () => fleet.devices.connect(fleet.alice).vetoRecovery(id, UNSIGNED);

  for (const [what, start, basis] of [
    ["the claim code", byCode, CODE],
    ["the device", byDevice, DEVICE],
  ] as const) {
    it(`names a claimant by ${what} and starts a clock of fourteen days to the second`, async () => {
      const { devices, alice, bob } = fleet;
      const before = await devices.device(id);
      const startedAt = (await now()) + 1000;
      const readyAt = startedAt + 14 * DAY;
      await at(startedAt);
      await expect(start(bob.address))
        .to.emit(devices, "RecoveryStarted")
        .withArgs(id, alice.address, bob.address, basis, PENDING, readyAt);
      expect(await devices.recovery(id)).to.deep.equal([bob.address, BigInt(readyAt), 1n, BigInt(basis), BigInt(PENDING)]);
      expect(await devices.device(id)).to.deep.equal([...before.slice(0, 4), BigInt(FLAGS.contested), ...before.slice(5)]);
      expect(await devices.recovery(idOf(fleet, ELEMENT))).to.deep.equal(NO_RECOVERY);
    });

    it(`refuses by ${what} a unit that nobody owns, nobody as claimant, and the owner as claimant`, async () => {
      const { devices, alice, bob } = fleet;
      const unclaimed = idOf(fleet, ELEMENT);
      await expect(start(bob.address, { epoch: 0 }, ELEMENT))
        .to.be.revertedWithCustomError(devices, "DevicesUnclaimed")
        .withArgs(unclaimed);
      for (const claimant of [ZeroAddress, alice.address])
        await expect(start(claimant)).to.be.revertedWithCustomError(devices, "DevicesInvalidOwner");
    });

    it(`works by ${what} until the deadline's second and not after`, async () => {
      const deadline = BigInt((await now()) + 100);
      const snapshot = await networkHelpers.takeSnapshot();
      await at(Number(deadline) + 1);
      await expect(start(fleet.bob.address, { deadline }))
        .to.be.revertedWithCustomError(fleet.devices, "DevicesClaimExpired")
        .withArgs(deadline);
      await snapshot.restore();
      await at(Number(deadline));
      await start(fleet.bob.address, { deadline });
    });

    it(`counts by ${what} as vetoed at once on a stolen unit, and the unit is not contested`, async () => {
      const { devices, alice, bob } = fleet;
      await devices.connect(alice).setStolen(id, true, UNSIGNED);
      await expect(start(bob.address)).to.emit(devices, "RecoveryStarted").withArgs(id, alice.address, bob.address, basis, VETOED, 0);
      expect(await devices.recovery(id)).to.deep.equal([bob.address, 0n, 1n, BigInt(basis), BigInt(VETOED)]);
      expect((await devices.device(id)).flags).to.equal(FLAGS.stolen);
      await devices.connect(alice).setStolen(id, false, UNSIGNED);
      await outranked(start(fleet.mallory.address), basis);
    });

    it(`does not start twice by ${what} against one title, whether it runs or was vetoed`, async () => {
      await start(fleet.bob.address);
      for (const claimant of [fleet.bob, fleet.mallory]) await outranked(start(claimant.address), basis);
      await veto();
      for (const claimant of [fleet.bob, fleet.mallory]) await outranked(start(claimant.address), basis);
    });

    it(`refuses what was signed by ${what} for an earlier title`, async () => {
      await handOver(fleet, id, fleet.alice, fleet.bob);
      const stale = start(fleet.mallory.address, { epoch: 1 });
      await (basis === CODE ? refusesCode(stale) : refusesDevice(stale));
      await start(fleet.mallory.address, { epoch: 2 });
    });
  }

  it("lets the device take the place of the code, with a clock of its own, and not the other way round", async () => {
    const { devices, alice, bob, mallory } = fleet;
    await byCode(mallory.address);
    const startedAt = (await now()) + 5 * DAY;
    await at(startedAt);
    await expect(byDevice(bob.address))
      .to.emit(devices, "RecoveryStarted")
      .withArgs(id, alice.address, bob.address, DEVICE, PENDING, startedAt + 14 * DAY);
    expect((await devices.recovery(id)).claimant).to.equal(bob.address);
    await outranked(byCode(mallory.address), DEVICE);
  });

  it("lets the device start where the code was vetoed", async () => {
    const { devices, bob, mallory } = fleet;
    await byCode(mallory.address);
    await veto();
    await byDevice(bob.address);
    expect((await devices.recovery(id)).state).to.equal(PENDING);
    expect((await devices.device(id)).flags).to.equal(FLAGS.contested);
  });

  it("refuses both after an award", async () => {
    const { devices, bob, brandKey, mallory } = fleet;
    await byCode(bob.address);
    await veto();
    await devices.connect(brandKey).awardTitle(id, "a receipt was shown");
    await outranked(byCode(mallory.address), CODE);
    await outranked(byDevice(mallory.address), CODE);
  });

  it("works against a claim by code that is still provisional, which stays so", async () => {
    const { devices, alice, bob } = fleet;
    await devices.claim(await codeClaim(fleet, ELEMENT, alice.address));
    await byCode(bob.address, {}, ELEMENT);
    expect((await devices.device(idOf(fleet, ELEMENT))).flags).to.equal(FLAGS.contested | FLAGS.provisional);
  });

  it("refuses codes of frozen units, which leaked, and accepts their devices", async () => {
    const { devices, batches, brandKey, batch, bob } = fleet;
    await batches.connect(brandKey).freeze(batch, CHIP, CHIP, "codes leaked");
    await expect(byCode(bob.address)).to.be.revertedWithCustomError(devices, "DevicesUnitFrozen").withArgs(id);
    await byDevice(bob.address);
  });

  it("refuses the code of another box, a claim's signature, and other terms than were signed", async () => {
    const { devices, alice, bob, mallory } = fleet;
    const own = await codeRecovery(fleet, CHIP, bob.address);
    const other = await codeRecovery(fleet, ELEMENT, bob.address);
    const claim = await codeClaim(fleet, CHIP, bob.address);
    const send = (changes: object) => devices.startRecovery({ ...own, ...changes });
    await refusesCode(send({ signature: other.signature }));
    await refusesCode(send({ signature: claim.signature, deadline: claim.deadline }));
    await refusesCode(send({ owner: mallory.address }));
    await refusesCode(send({ deadline: own.deadline - 1n }));
    await refusesCode(send({ deviceSignerHash: other.deviceSignerHash }));
    await refusesCode(send({ serialTag: toHex(1, { size: 32 }) }));
    await refusesCode(send({ proof: other.proof }));
    await refusesCode(byCode(bob.address, { epoch: 2 }));
    await devices.claim(await codeClaim(fleet, ELEMENT, alice.address));
    await refusesCode(send({ deviceId: other.deviceId }), other.deviceId);
  });

  it("refuses a recovery's signature as a claim", async () => {
    const { devices, bob } = fleet;
    const signed = await codeRecovery(fleet, ELEMENT, bob.address, { epoch: 0 });
    await refusesCode(devices.claim(signed), idOf(fleet, ELEMENT));
  });

  it("refuses the device's signature over other terms, for a claim, or by another device", async () => {
    const { devices, bob, mallory } = fleet;
    const [, claimant, deadline, proof] = await deviceRecovery(fleet, CHIP, bob.address);
    const claim = await deviceClaim(fleet, CHIP, bob.address, { epoch: 1 });
    const other = await deviceRecovery(fleet, 2, bob.address);
    await refusesDevice(devices.startRecoveryByDevice(id, mallory.address, deadline, proof));
    await refusesDevice(devices.startRecoveryByDevice(id, claimant, deadline - 1n, proof));
    await refusesDevice(devices.startRecoveryByDevice(id, claimant, deadline, claim[3]));
    await refusesDevice(devices.startRecoveryByDevice(id, claimant, deadline, other[3]));
    await refusesDevice(byDevice(bob.address, { epoch: 2 }));
  });

  it("refuses a mute unit by any device", async () => {
    const { devices, alice, bob } = fleet;
    await devices.claim(await codeClaim(fleet, MUTE, alice.address));
    await refusesDevice(byDevice(bob.address, {}, MUTE), idOf(fleet, MUTE));
  });
});
