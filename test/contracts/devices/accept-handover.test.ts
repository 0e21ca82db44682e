import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { type Hex, toHex } from "viem";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, FLAGS, position, TITLE_CAUSES } from "../../../lib/domain/kinds.ts";
import { networkHelpers, type Signer } from "../fixture.ts";
import {
  at,
  CHIP,
  chip,
  codeRecovery,
  DAY,
  deviceRecovery,
  digest,
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

const HANDOVER = position(TITLE_CAUSES, "handover");
/** The one-time key in the link. */
const LINK = chip("handover link");

describe("Devices.acceptHandover", () => {
  let fleet: Fleet;
  let id: DeviceId;
  let until: number;
  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
    until = (await now()) + DAY;
  });

  const offerTo = (key: string, unit = id) => fleet.devices.connect(fleet.alice).offerHandover(unit, key, until, UNSIGNED);
  const byLink = (recipient: string, unit = id, epoch = 1, key = LINK): Hex =>
    key.sign(digest(fleet, "Handover", [unit, recipient, epoch]));
  const accept = (signer: Signer, keySignature: string = byLink(signer.address), recipient = signer.address) =>
    fleet.devices.connect(signer).acceptHandover(id, recipient, keySignature, UNSIGNED);
  const refusesKey = (attempt: Promise<unknown>) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesWrongHandoverKey").withArgs(id);
  const refusesOffer = (attempt: Promise<unknown>) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesNoOffer").withArgs(id);

  it("gives the title to whoever holds the one-time key, and what the unit runs with it", async () => {
    const { devices, alice, bob } = fleet;
    await devices.connect(alice).stateRelease(id, 3, UNSIGNED);
    const { stated } = await devices.device(id);
    await offerTo(LINK.signer);
    const day = await midnight(2);
    until = day;
    await offerTo(LINK.signer);
    await at(day);
    const sent = accept(bob);
    await expect(sent).to.emit(devices, "Transfer").withArgs(alice.address, bob.address, id);
    await expect(sent).to.emit(devices, "TitleMoved").withArgs(id, alice.address, bob.address, 2, HANDOVER);
    const word = BigInt(position(EVIDENCES, "owner"));
    expect(await devices.device(id)).to.deep.equal([bob.address, 2n, 3n, word, 0n, BigInt(day), stated]);
    expect(await devices.balanceOf(alice.address)).to.equal(0);
    expect(await devices.balanceOf(bob.address)).to.equal(1);
  });

  it("needs no one-time key when the offer is to the recipient's own address", async () => {
    await offerTo(fleet.bob.address);
    await accept(fleet.bob, "0x");
    expect(await fleet.devices.ownerOf(id)).to.equal(fleet.bob.address);
  });

  it("serves once", async () => {
    await offerTo(LINK.signer);
    await accept(fleet.bob);
    await refusesOffer(accept(fleet.mallory));
    await refusesOffer(accept(fleet.bob));
    expect(await fleet.devices.offer(id)).to.deep.equal([ZeroAddress, 0n, 0n]);
  });

  it("refuses whoever copies the transaction and names himself", async () => {
    await offerTo(LINK.signer);
    await refusesKey(accept(fleet.mallory, byLink(fleet.bob.address)));
  });

  it("refuses to make somebody the owner who did not consent, even with the key's signature for him", async () => {
    const { devices, bob, mallory } = fleet;
    await offerTo(LINK.signer);
    await expect(accept(mallory, byLink(bob.address), bob.address))
      .to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner")
      .withArgs(id, mallory.address);
    await offerTo(bob.address);
    await expect(accept(mallory, "0x", bob.address)).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner");
  });

  it("refuses other keys, and signatures of the key for another unit, title or recipient", async () => {
    const { bob } = fleet;
    const other = await give(fleet, ELEMENT, fleet.alice.address);
    await offerTo(LINK.signer);
    const [own, zero] = [byLink(bob.address), toHex(0, { size: 65 })];
    const wrong = [
      byLink(bob.address, id, 1, chip("another link")),
      byLink(bob.address, other),
      byLink(bob.address, id, 2),
      byLink(bob.address, id, 0),
    ];
    for (const signature of [...wrong, "0x", zero, own.slice(0, -2), `${own}00`]) await refusesKey(accept(bob, signature));
  });

  it("refuses a unit that is not offered, and one whose offer was taken back", async () => {
    await refusesOffer(accept(fleet.bob));
    await offerTo(LINK.signer);
    await fleet.devices.connect(fleet.alice).takeBackHandover(id, UNSIGNED);
    await refusesOffer(accept(fleet.bob));
  });

  it("refuses a unit that nobody owns, by any key", async () => {
    const { devices, bob } = fleet;
    const unclaimed = idOf(fleet, ELEMENT);
    for (const signature of ["0x", byLink(bob.address, unclaimed, 0)])
      await expect(devices.connect(bob).acceptHandover(unclaimed, bob.address, signature, UNSIGNED))
        .to.be.revertedWithCustomError(devices, "DevicesNoOffer")
        .withArgs(unclaimed);
  });

  it("works until the offer's last second and not after", async () => {
    await offerTo(LINK.signer);
    const snapshot = await networkHelpers.takeSnapshot();
    await at(until + 1);
    await refusesOffer(accept(fleet.bob));
    await snapshot.restore();
    await at(until);
    await accept(fleet.bob);
  });

  it("refuses an offer that an earlier owner made", async () => {
    const { alice, bob, mallory, devices } = fleet;
    await handOver(fleet, id, alice, bob);
    await devices.connect(bob).offerHandover(id, LINK.signer, until + 100 * DAY, UNSIGNED);
    await devices.startRecoveryByDevice(...(await deviceRecovery(fleet, CHIP, alice.address, { epoch: 2 })));
    await networkHelpers.time.increase(14 * DAY);
    await devices.completeRecovery(id);
    await refusesOffer(accept(mallory, byLink(mallory.address, id, 2)));
    await refusesOffer(accept(mallory, byLink(mallory.address, id, 3)));
    expect(await devices.offer(id)).to.deep.equal([ZeroAddress, 0n, 0n]);
  });

  for (const [flag, bind] of [
    ["stolen", (unit: DeviceId) => fleet.devices.connect(fleet.alice).setStolen(unit, true, UNSIGNED)],
    ["retired", (unit: DeviceId) => fleet.devices.connect(fleet.alice).retire(unit, UNSIGNED)],
    ["contested", async () => fleet.devices.startRecovery(await codeRecovery(fleet, CHIP, fleet.mallory.address))],
  ] as const) {
    it(`refuses a title that became ${flag} after the offer`, async () => {
      await offerTo(LINK.signer);
      await bind(id);
      await expect(accept(fleet.bob)).to.be.revertedWithCustomError(fleet.devices, "DevicesNotTransferable").withArgs(id, FLAGS[flag]);
    });
  }

  it("gives nothing to whom a title is only offered", async () => {
    const { devices, alice, bob } = fleet;
    await offerTo(bob.address);
    expect(await devices.balanceOf(bob.address)).to.equal(0);
    expect(await devices.ownerOf(id)).to.equal(alice.address);
    await networkHelpers.time.increase(2 * DAY);
    expect(await devices.balanceOf(bob.address)).to.equal(0);
  });
});
