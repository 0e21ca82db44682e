import { expect } from "chai";
import { concat, type Hex, keccak256 } from "viem";
import { type DeviceId, deviceId } from "../../../lib/domain/ids.ts";
import { ethers } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { type DeviceKey, digest, ELEMENT, element, type Fleet, give, loadFleet } from "../support/fleet.ts";
import { P256_ORDER } from "../support/p256.ts";
import { proofOf, type Units, unitsOf, withTree } from "../support/units.ts";

const sOf = (signature: Hex): bigint => BigInt(`0x${signature.slice(66)}`);

// Devices asks the precompile itself where the signer's verifier is the register's own, and must not believe more for it.
describe("Devices, of a secure element", () => {
  /** Units by their signer. */
  const OWN = 0;
  const FOREIGN = 1;
  const LONGER = 2;

  let fleet: Fleet;
  let units: Units;
  let keys: DeviceKey[];
  let idOf: (index: number) => DeviceId;
  beforeEach(async () => {
    fleet = await loadFleet();
    const another = await ethers.deployContract("ERC7913P256Verifier");
    const own = element(await fleet.p256Verifier.getAddress(), "own");
    keys = [own, element(await another.getAddress(), "foreign"), { ...own, signer: concat([own.signer, "0x00"]) }];
    const signerHash = (index: number) => keccak256(keys[index]?.signer ?? "0x");
    units = withTree(unitsOf(3, "P-256").units.map((unit, index) => ({ ...unit, deviceSignerHash: signerHash(index) })));
    const batch = await addBatch(fleet, { root: units.root, size: units.size });
    idOf = (index) => deviceId(batch, index);
  });

  /** What unit `index` signs to be Alice's, with the first deadline that gives such a signature. */
  const claim = (index: number, like: (signature: Hex) => boolean = () => true) => {
    for (let deadline = 2n ** 40n; ; deadline++) {
      const signature = keys[index]?.sign(digest(fleet, "DeviceClaim", [idOf(index), fleet.alice.address, 0, deadline])) ?? "0x";
      if (like(signature)) return { index, deadline, signature };
    }
  };
  const send = async ({ index, deadline, signature }: ReturnType<typeof claim>) => {
    const { claimKey = "0x", serialTag = "0x" } = units.units[index] ?? {};
    const proof = { claimKey, serialTag, proof: await proofOf(units, index), signer: keys[index]?.signer ?? "0x", signature };
    return fleet.devices.claimByDevice(idOf(index), fleet.alice.address, deadline, proof);
  };
  const refuses = (attempt: Promise<unknown>, index: number) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesWrongDeviceSignature").withArgs(idOf(index));

  it("believes it for 4,000 gas less than one with another verifier, up to the highest s that counts", async () => {
    await give(fleet, ELEMENT, fleet.alice.address); // so that neither is her first title
    const nearHalf = (signature: Hex) => sOf(signature) > (P256_ORDER * 9n) / 20n;
    const gas = async (index: number) => (await (await send(claim(index, nearHalf))).wait())?.gasUsed ?? 0n;
    const [foreign, own] = [await gas(FOREIGN), await gas(OWN)];
    expect(foreign - own).to.be.greaterThan(4_000n);
  });

  it("refuses a signer that is longer than a key, whose first bytes would do", async () => {
    await refuses(send(claim(LONGER)), LONGER);
  });

  it("refuses a signature that lacks its last byte, though it be zero", async () => {
    const { signature, ...rest } = claim(OWN, (each) => each.endsWith("00"));
    await refuses(send({ ...rest, signature: signature.slice(0, -2) as Hex }), OWN);
    await expect(send({ ...rest, signature })).to.emit(fleet.devices, "Transfer");
  });
});
