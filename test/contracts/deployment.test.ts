import { expect } from "chai";
import type { Devices } from "../../types/ethers-contracts/index.ts";
import { deployMuster, ethers, networkHelpers } from "./fixture.ts";

const ADMIN_ROLE = 0n;
const DELAY = 2 * 86_400;
/** How long AccessManager keeps what was announced and not executed. */
const EXPIRATION = 7 * 86_400;

/** As for a public chain: what governance does takes two days. */
async function deployment() {
  const [deployer, governor, stranger] = await ethers.getSigners();
  if (!deployer || !governor || !stranger) throw new Error("the chain has no accounts");
  const contracts = await deployMuster(governor.address, DELAY);
  return { ...contracts, deployer, governor, stranger };
}

describe("Deployment", () => {
  let register: Awaited<ReturnType<typeof deployment>>;
  beforeEach(async () => {
    register = await networkHelpers.loadFixture(deployment);
  });

  const admission = () =>
    register.organizations.interface.encodeFunctionData("admit", [1, register.stranger.address, "Name", "name.example", "DE"]);
  const admit = (signer = register.governor) =>
    register.organizations.connect(signer).admit(1, register.stranger.address, "Name", "name.example", "DE");
  /** Announces the admission; returns when it is ready. */
  const announce = async (signer = register.governor) => {
    const { accessManager, organizations } = register;
    await accessManager.connect(signer).schedule(organizations, admission(), 0);
    return (await networkHelpers.time.latest()) + DELAY;
  };
  const at = (time: number) => networkHelpers.time.setNextBlockTimestamp(time);

  it("leaves the one right to governance, with its delay, and the deployer none", async () => {
    const { accessManager, deployer, governor, stranger } = register;
    expect(await accessManager.hasRole(ADMIN_ROLE, governor)).to.deep.equal([true, BigInt(DELAY)]);
    for (const account of [deployer, stranger]) expect(await accessManager.hasRole(ADMIN_ROLE, account)).to.deep.equal([false, 0n]);
    const granted = await accessManager.queryFilter(accessManager.filters.RoleGranted());
    expect(granted.map(({ args }) => [args.roleId, args.account])).to.deep.equal([
      [ADMIN_ROLE, deployer.address],
      [ADMIN_ROLE, governor.address],
    ]);
  });

  it("lets each contract ask the right others", async () => {
    const { accessManager, organizations, catalog, batches, devices, reports, recalls, disclosures, networks, p256Verifier } = register;
    const { passkeyAccount, passkeyAccounts } = register;
    const addresses = { organizations, catalog, batches, devices, reports } as const;
    for (const contract of [organizations, networks]) expect(await contract.authority()).to.equal(accessManager.target);
    for (const contract of [catalog, batches, devices, reports, recalls, disclosures, networks])
      expect(await contract.organizations()).to.equal(addresses.organizations.target);
    for (const contract of [batches, recalls, disclosures, networks]) expect(await contract.catalog()).to.equal(addresses.catalog.target);
    for (const contract of [devices, reports, recalls]) expect(await contract.batches()).to.equal(addresses.batches.target);
    for (const contract of [reports, recalls]) expect(await contract.devices()).to.equal(addresses.devices.target);
    expect(await recalls.reports()).to.equal(addresses.reports.target);
    expect(await devices.p256Verifier()).to.equal(p256Verifier.target);
    expect(await passkeyAccounts.implementation()).to.equal(passkeyAccount.target);
  });

  describe("delays governance", () => {
    it("which cannot act at once", async () => {
      const { accessManager, organizations } = register;
      const operation = await accessManager.hashOperation(register.governor, organizations, admission());
      await expect(admit()).to.be.revertedWithCustomError(accessManager, "AccessManagerNotScheduled").withArgs(operation);
    });

    it("which cannot act a second too early, and can from the very second", async () => {
      const { accessManager, organizations, governor } = register;
      const readyAt = await announce();
      const operation = await accessManager.hashOperation(governor, organizations, admission());
      await at(readyAt - 1);
      await expect(admit()).to.be.revertedWithCustomError(accessManager, "AccessManagerNotReady").withArgs(operation);
      await at(readyAt);
      await expect(admit()).to.emit(organizations, "OrganizationAdmitted");
    });

    it("which may act through its own contract, and for each announcement once", async () => {
      const { accessManager, organizations, governor } = register;
      await at(await announce());
      await expect(accessManager.connect(governor).execute(organizations, admission())).to.emit(organizations, "OrganizationAdmitted");
      await expect(admit()).to.be.revertedWithCustomError(accessManager, "AccessManagerNotScheduled");
    });

    it("which must announce anew what it left undone for a week", async () => {
      const { accessManager } = register;
      await at((await announce()) + EXPIRATION);
      await expect(admit()).to.be.revertedWithCustomError(accessManager, "AccessManagerExpired");
    });

    it("which may think better of it", async () => {
      const { accessManager, organizations, governor } = register;
      const readyAt = await announce();
      await accessManager.connect(governor).cancel(governor, organizations, admission());
      await at(readyAt);
      await expect(admit()).to.be.revertedWithCustomError(accessManager, "AccessManagerNotScheduled");
    });

    it("in whatever moves governance itself, its own delay too", async () => {
      const { accessManager, organizations, governor, stranger } = register;
      const manager = accessManager.connect(governor);
      for (const attempt of [
        manager.grantRole(ADMIN_ROLE, stranger, 0),
        manager.grantRole(ADMIN_ROLE, governor, 0),
        manager.updateAuthority(organizations, accessManager),
        manager.setTargetFunctionRole(organizations, [organizations.interface.getFunction("admit").selector], 2n ** 64n - 1n),
      ])
        await expect(attempt).to.be.revertedWithCustomError(accessManager, "AccessManagerNotScheduled");
    });
  });

  it("lets nobody else announce anything", async () => {
    const { accessManager, deployer, stranger } = register;
    for (const signer of [deployer, stranger])
      await expect(announce(signer)).to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCall");
  });

  it("names the contract that announces recalls once, for good", async () => {
    const { devices, recalls, deployer, governor, stranger } = register;
    const bound = await devices.queryFilter(devices.filters.RecallsBound());
    expect(bound.map(({ args }) => args.recalls)).to.deep.equal([recalls.target]);
    for (const signer of [deployer, governor, stranger])
      await expect(devices.connect(signer).bindRecalls(stranger))
        .to.be.revertedWithCustomError(devices, "DevicesNotRecalls")
        .withArgs(signer.address);
  });

  it("lets only the deployer name it", async () => {
    const { organizations, batches, p256Verifier, deployer, governor } = register;
    const devices = (await ethers.deployContract("Devices", [organizations, batches, p256Verifier], deployer)) as unknown as Devices;
    await expect(devices.connect(governor).bindRecalls(governor))
      .to.be.revertedWithCustomError(devices, "DevicesNotRecalls")
      .withArgs(governor.address);
    await expect(devices.announce(0, 1)).to.be.revertedWithCustomError(devices, "DevicesNotRecalls").withArgs(deployer.address);
    await expect(devices.bindRecalls(governor)).to.emit(devices, "RecallsBound").withArgs(governor.address);
    await expect(devices.connect(governor).announce(0, 1)).to.emit(devices, "BatchMetadataUpdate").withArgs(0, 1);
  });
});
