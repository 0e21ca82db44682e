import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { FLAGS } from "../../../lib/domain/kinds.ts";
import { networkHelpers } from "../fixture.ts";
import {
  at,
  CHIP,
  codeClaim,
  codeRecovery,
  DAY,
  ELEMENT,
  type Fleet,
  give,
  handOver,
  idOf,
  loadFleet,
  midnight,
  now,
} from "../support/fleet.ts";
import { UNSIGNED } from "../support/recalls.ts";

const KEY = "0x00000000000000000000000000000000000000A1";
const OTHER_KEY = "0x00000000000000000000000000000000000000A2";
const NO_OFFER = [ZeroAddress, 0n, 0n];

describe("Devices.offerHandover and takeBackHandover", () => {
  let fleet: Fleet;
  let id: DeviceId;
  let until: number;
  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
    until = (await now()) + DAY;
  });

  const offer = (signer = fleet.alice, key = KEY, end = until) => fleet.devices.connect(signer).offerHandover(id, key, end, UNSIGNED);
  const takeBack = (signer = fleet.alice) => fleet.devices.connect(signer).takeBackHandover(id, UNSIGNED);
  const refusesTransfer = (flags: number) =>
    expect(offer()).to.be.revertedWithCustomError(fleet.devices, "DevicesNotTransferable").withArgs(id, flags);

  it("are the owner's alone", async () => {
    const { devices, bob, brandKey } = fleet;
    await offer();
    for (const signer of [bob, brandKey])
      for (const attempt of [offer(signer), takeBack(signer)])
        await expect(attempt).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner").withArgs(id, signer.address);
  });

  it("record and announce the offer, and leave the title where it is", async () => {
    const { devices, alice } = fleet;
    const before = await devices.device(id);
    await expect(offer()).to.emit(devices, "HandoverOffered").withArgs(id, alice.address, KEY, until);
    expect(await devices.offer(id)).to.deep.equal([KEY, 1n, BigInt(until)]);
    expect(await devices.device(id)).to.deep.equal(before);
    expect(await devices.offer(idOf(fleet, ELEMENT))).to.deep.equal(NO_OFFER);
  });

  it("put a later offer in the place of an earlier one", async () => {
    await offer();
    await offer(fleet.alice, OTHER_KEY, until + 1);
    expect(await fleet.devices.offer(id)).to.deep.equal([OTHER_KEY, 1n, BigInt(until + 1)]);
  });

  it("refuse an offer to nobody, and one that ends in the second in which it is made", async () => {
    await expect(offer(fleet.alice, ZeroAddress)).to.be.revertedWithCustomError(fleet.devices, "DevicesInvalidOffer");
    await at(until);
    await expect(offer()).to.be.revertedWithCustomError(fleet.devices, "DevicesInvalidOffer");
    await at(until - 1);
    await offer();
  });

  it("show an offer until its last second", async () => {
    await offer();
    await networkHelpers.time.increaseTo(until);
    expect((await fleet.devices.offer(id)).key).to.equal(KEY);
    await networkHelpers.time.increaseTo(until + 1);
    expect(await fleet.devices.offer(id)).to.deep.equal(NO_OFFER);
  });

  it("take an offer back once", async () => {
    const { devices, alice } = fleet;
    await offer();
    await expect(takeBack()).to.emit(devices, "HandoverTakenBack").withArgs(id, alice.address);
    expect(await devices.offer(id)).to.deep.equal(NO_OFFER);
    await expect(takeBack()).to.be.revertedWithCustomError(devices, "DevicesNoOffer").withArgs(id);
  });

  it("take nothing back when nothing was offered, or when an earlier owner offered it", async () => {
    const { devices, alice, bob } = fleet;
    await expect(takeBack()).to.be.revertedWithCustomError(devices, "DevicesNoOffer").withArgs(id);
    await handOver(fleet, id, alice, bob);
    await expect(takeBack(bob)).to.be.revertedWithCustomError(devices, "DevicesNoOffer").withArgs(id);
  });

  it("refuse a stolen title until it is found", async () => {
    const { devices, alice } = fleet;
    await devices.connect(alice).setStolen(id, true, UNSIGNED);
    await refusesTransfer(FLAGS.stolen);
    await devices.connect(alice).setStolen(id, false, UNSIGNED);
    await offer();
  });

  it("refuse a retired title for good", async () => {
    await fleet.devices.connect(fleet.alice).retire(id, UNSIGNED);
    await refusesTransfer(FLAGS.retired);
  });

  it("refuse a title that somebody else is about to get, until the owner objects", async () => {
    const { devices, alice, bob } = fleet;
    await devices.startRecovery(await codeRecovery(fleet, CHIP, bob.address));
    await refusesTransfer(FLAGS.contested);
    await devices.connect(alice).vetoRecovery(id, UNSIGNED);
    await offer();
  });

  it("refuse a provisional title for fourteen days after the day of the claim", async () => {
    const { alice, devices } = fleet;
    const claimed = await codeClaim(fleet, ELEMENT, alice.address);
    const day = await midnight(1);
    await at(day + 5);
    await devices.claim(claimed);
    id = idOf(fleet, ELEMENT);
    until = day + 100 * DAY;
    await at(day + 15 * DAY - 1);
    await refusesTransfer(FLAGS.provisional);
    await at(day + 15 * DAY);
    await offer();
  });
});
