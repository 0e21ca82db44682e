import { expect } from "chai";
import hre from "hardhat";
import Muster from "../../../ignition/modules/Muster.ts";
import type { Devices } from "../../../types/ethers-contracts/index.ts";
import { chainId, load, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(3);
const OTHER_CHAIN = 4242;

// A signed claim works once, on one chain, in one contract, for one owner. Owner, unit and deadline: claim.test.ts.
describe("A claim signed for elsewhere", () => {
  const claimFor = async (register: Register, changes: { devices?: string; chain?: number }) => {
    const batch = await addBatch(register, { root: UNITS.root, size: UNITS.size });
    const devices = await register.devices.getAddress();
    return claimOf(UNITS, { batch, index: 1, owner: register.alice.address, devices, ...changes });
  };

  it("is refused when it was for another contract", async () => {
    const register = await load();
    const claim = await claimFor(register, { devices: await register.recalls.getAddress() });
    await expect(register.devices.claim(claim)).to.be.revertedWithCustomError(register.devices, "DevicesWrongClaimCode");
  });

  it("is refused when it was for another chain", async () => {
    const register = await load();
    const claim = await claimFor(register, { chain: Number(chainId) + 1 });
    await expect(register.devices.claim(claim)).to.be.revertedWithCustomError(register.devices, "DevicesWrongClaimCode");
  });

  it("is refused by the twin of the contract, at the same address on another chain", async () => {
    const here = await load();
    const address = await here.devices.getAddress();
    const other = await hre.network.create({ override: { chainId: OTHER_CHAIN } });
    const deployed = await other.ignition.deploy(Muster, { parameters: { Muster: { governor: here.governor.address, delay: 0 } } });
    const twin = deployed.devices as unknown as Devices;
    expect(await twin.getAddress()).to.equal(address);
    const digests = [here.devices, twin].map((devices) => devices.claimDigest(1, here.alice.address, 1));
    expect(await digests[0]).to.not.equal(await digests[1]);
    expect((await twin.eip712Domain()).slice(1, 5)).to.deep.equal(["Muster Devices", "1", BigInt(OTHER_CHAIN), address]);
    await other.close();
  });
});
