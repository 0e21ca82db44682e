import { expect } from "chai";
import { toBeHex, ZeroAddress } from "ethers";
import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { ethers, networkHelpers } from "../fixture.ts";
import { CHIP, codeClaim, deviceClaim, type Fleet, give, handOver, LATER, loadFleet } from "../support/fleet.ts";
import { UNSIGNED } from "../support/recalls.ts";

const LAST_EPOCH = 2n ** 16n - 1n;
const OVERFLOW = 0x11;

describe("The last epoch of a title", () => {
  let fleet: Fleet;
  let id: DeviceId;
  /** Where the contract keeps the unit's record. */
  let slot: Hex;

  const setRecord = (owner: string, epoch: bigint) =>
    networkHelpers.setStorageAt(fleet.address, slot, toBeHex((epoch << 160n) | BigInt(owner), 32));

  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
    const places = Array.from({ length: 16 }, (_, position) =>
      keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [id, BigInt(position)])),
    );
    const words = await Promise.all(places.map((place) => ethers.provider.getStorage(fleet.address, place)));
    const found = places.filter((_, i) => words[i]?.endsWith(fleet.alice.address.slice(2).toLowerCase()));
    expect(found.length).to.equal(1);
    slot = found[0] as Hex;
  });

  it("is reached like any other, and cannot be moved on, so that no epoch comes twice", async () => {
    const { devices, alice, bob } = fleet;
    await setRecord(alice.address, LAST_EPOCH - 1n);
    await handOver(fleet, id, alice, bob);
    expect((await devices.device(id)).epoch).to.equal(LAST_EPOCH);
    await devices.connect(bob).offerHandover(id, alice.address, LATER, UNSIGNED);
    await expect(devices.connect(alice).acceptHandover(id, alice.address, "0x", UNSIGNED)).to.be.revertedWithPanic(OVERFLOW);
  });

  it("has no claim after it", async () => {
    const { devices, bob } = fleet;
    await setRecord(ZeroAddress, LAST_EPOCH);
    const byDevice = await deviceClaim(fleet, CHIP, bob.address, { epoch: Number(LAST_EPOCH) });
    await expect(devices.claim(await codeClaim(fleet, CHIP, bob.address))).to.be.revertedWithPanic(OVERFLOW);
    await expect(devices.claimByDevice(...byDevice)).to.be.revertedWithPanic(OVERFLOW);
  });

  it("still serves its owner", async () => {
    const { devices, alice } = fleet;
    await setRecord(alice.address, LAST_EPOCH);
    await devices.connect(alice).stateRelease(id, 2 ** 32 - 1, UNSIGNED);
    await devices.connect(alice).setStolen(id, true, UNSIGNED);
    const { owner, epoch, release } = await devices.device(id);
    expect([owner, epoch, release]).to.deep.equal([alice.address, LAST_EPOCH, 2n ** 32n - 1n]);
  });
});
