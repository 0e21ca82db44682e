import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import type { Devices } from "../../../types/ethers-contracts/index.ts";
import { ethers, load, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { addRecall, component, range, wholeModel } from "../support/recalls.ts";

describe("Devices.bindRecalls and announce", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const another = async () => {
    const { organizations, batches, deployer } = register;
    const factory = await ethers.getContractFactory("Devices", deployer);
    const deployed = await factory.deploy(await organizations.getAddress(), await batches.getAddress(), deployer.address);
    return deployed as unknown as Devices;
  };

  it("bind once, by the deployer, who is then nobody", async () => {
    const { deployer, governor, alice, mallory } = register;
    const devices = await another();
    for (const signer of [governor, mallory])
      await expect(devices.connect(signer).bindRecalls(mallory.address))
        .to.be.revertedWithCustomError(devices, "DevicesNotRecalls")
        .withArgs(signer.address);
    await expect(devices.connect(deployer).bindRecalls(alice.address)).to.emit(devices, "RecallsBound").withArgs(alice.address);
    for (const recalls of [mallory.address, alice.address, ZeroAddress])
      await expect(devices.connect(deployer).bindRecalls(recalls))
        .to.be.revertedWithCustomError(devices, "DevicesNotRecalls")
        .withArgs(deployer.address);
    await expect(devices.connect(alice).announce(1, 2)).to.emit(devices, "BatchMetadataUpdate").withArgs(1, 2);
  });

  it("are bound in a register as it is deployed", async () => {
    const { devices, deployer } = register;
    await expect(devices.connect(deployer).bindRecalls(deployer.address)).to.be.revertedWithCustomError(devices, "DevicesNotRecalls");
  });

  it("announce for nobody but the bound contract", async () => {
    const { devices, deployer, governor, regulatorKey, alice } = register;
    for (const signer of [deployer, governor, regulatorKey, alice])
      await expect(devices.connect(signer).announce(0, 1))
        .to.be.revertedWithCustomError(devices, "DevicesNotRecalls")
        .withArgs(signer.address);
  });

  it("announce the units of a recall as changed metadata (ERC-4906)", async () => {
    const { devices, orgs, models } = register;
    const boards = await addBatch(register, { modelId: models.board, root: `0x${"01".repeat(32)}` });
    const batch = await addBatch(register, { size: 5, root: `0x${"02".repeat(32)}` });
    const announced = async () => {
      const [last] = (await devices.queryFilter(devices.filters.BatchMetadataUpdate)).slice(-1);
      return last && [...last.args];
    };
    await addRecall(register, { scope: [range(batch, 1, 3)] });
    expect(await announced()).to.deep.equal([(BigInt(batch) << 32n) + 1n, (BigInt(batch) << 32n) + 3n]);
    for (const [issuer, scope] of [
      [orgs.brand, [wholeModel(models.camera)]],
      [orgs.brand, [range(batch, 1, 1), range(batch, 3, 3)]],
      [orgs.board, [component(boards)]],
    ] as const) {
      await addRecall(register, { issuer, scope: [...scope] });
      expect(await announced()).to.deep.equal([0n, MaxUint256]);
    }
  });
});
