import { expect } from "chai";
import hre from "hardhat";
import { keccak256 } from "viem";
import Muster from "../../../ignition/modules/Muster.ts";
import { batchId, deviceId } from "../../../lib/domain/ids.ts";
import type { Batches, Catalog, Devices, ERC7913P256Verifier, Organizations } from "../../../types/ethers-contracts/index.ts";
import { ALL_PERMISSIONS, SUPPORT_END } from "../fixture.ts";
import { element, LATER } from "../support/fleet.ts";
import { digestOf } from "../support/typed-data.ts";
import { unitsOf, withTree } from "../support/units.ts";

// Chains older than Osaka have no precompile for P-256; there the verifier does the sums itself.
describe("A secure element on a chain without the precompile", () => {
  it("is believed when it signed, and not when it did not, at a higher price", async () => {
    const old = await hre.network.create({ override: { hardfork: "prague" } });
    const [, governor, brand, alice, mallory] = await old.ethers.getSigners();
    if (!governor || !brand || !alice || !mallory) throw new Error("too few accounts");
    const parameters = { Muster: { governor: governor.address, delay: 0 } };
    const deployed = (await old.ignition.deploy(Muster, { parameters })) as unknown as {
      organizations: Organizations;
      catalog: Catalog;
      batches: Batches;
      devices: Devices;
      p256Verifier: ERC7913P256Verifier;
    };
    const { organizations, catalog, batches, devices, p256Verifier } = deployed;
    await organizations.connect(governor).admit(1, brand.address, "Halo", "halo.example", "DE");
    await organizations.connect(brand).setOperator(1, brand.address, ALL_PERMISSIONS);
    await catalog.connect(brand).registerModel(1, 9506000140445n, 1, SUPPORT_END, "Halo One");
    const key = element(await p256Verifier.getAddress(), "old chain");
    const { units, root } = withTree(unitsOf(1).units.map((unit) => ({ ...unit, deviceSignerHash: keccak256(key.signer) })));
    const terms = { modelId: (1n << 64n) + 9506000140445n, root, size: 1, madeFrom: 1, madeTo: 2, factoryRelease: 0 };
    await batches.connect(brand).registerBatch({ ...terms, manifest: `0x${"a1".repeat(32)}`, lot: "L1", parts: [] });

    const { chainId } = await old.ethers.provider.getNetwork();
    const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: await devices.getAddress() };
    const id = deviceId(batchId(1), 0);
    const signature = key.sign(digestOf(domain, "DeviceClaim", [id, alice.address, 0, LATER]));
    const [unit] = units;
    const proof = { claimKey: unit?.claimKey ?? "0x", serialTag: unit?.serialTag ?? "0x", proof: [], signer: key.signer, signature };
    await expect(devices.claimByDevice(id, mallory.address, LATER, proof)).to.be.revertedWithCustomError(
      devices,
      "DevicesWrongDeviceSignature",
    );
    const receipt = await (await devices.claimByDevice(id, alice.address, LATER, proof)).wait();
    expect(receipt?.gasUsed).to.be.greaterThan(250_000n);
    expect(await devices.ownerOf(id)).to.equal(alice.address);
    await old.close();
  });
});
