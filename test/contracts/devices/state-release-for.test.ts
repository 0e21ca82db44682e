import { expect } from "chai";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { CHIP, ELEMENT, type Fleet, give, idOf, loadFleet } from "../support/fleet.ts";
import { UNSIGNED } from "../support/recalls.ts";

const [OWNER, REPAIRER, MAKER] = (["owner", "repairer", "maker"] as const).map((evidence) => position(EVIDENCES, evidence));

describe("Devices.stateReleaseFor", () => {
  let fleet: Fleet;
  let id: DeviceId;
  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
  });

  const state = (sequence: number, signer = fleet.repairerKey, org: number = fleet.orgs.repairer, unit = id) =>
    fleet.devices.connect(signer).stateReleaseFor(unit, sequence, org);
  const evidence = async () => Number((await fleet.devices.device(id)).evidence);

  it("records a repairer's word, and that of the unit's maker, each as what it is", async () => {
    const { devices, repairerKey, brandKey, orgs } = fleet;
    await expect(state(2)).to.emit(devices, "ReleaseStated").withArgs(id, repairerKey.address, 1, 2, REPAIRER);
    expect(await evidence()).to.equal(REPAIRER);
    await expect(state(2, brandKey, orgs.brand))
      .to.emit(devices, "ReleaseStated")
      .withArgs(id, brandKey.address, 1, 2, MAKER);
    expect(await evidence()).to.equal(MAKER);
  });

  it("refuses other makers, and bodies that neither make nor repair", async () => {
    const { organizations, rivalKey, boardKey, regulatorKey, observerKey, laboratoryKey, orgs } = fleet;
    for (const [signer, org] of [
      [rivalKey, orgs.rival],
      [boardKey, orgs.board],
      [regulatorKey, orgs.regulator],
      [observerKey, orgs.observer],
      [laboratoryKey, orgs.laboratory],
    ] as const)
      await expect(state(2, signer, org)).to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind");
  });

  it("refuses keys without the permission, and the owner", async () => {
    const { organizations, alice, brandAdmin, colleague, orgs } = fleet;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, 255 - PERMISSIONS.repairs);
    for (const [signer, org] of [
      [alice, orgs.repairer],
      [fleet.brandKey, orgs.repairer],
      [colleague, orgs.brand],
    ] as const)
      await expect(state(2, signer, org))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(org, signer.address, PERMISSIONS.repairs);
  });

  it("refuses a suspended body", async () => {
    const { organizations, governor, orgs } = fleet;
    await organizations.connect(governor).setSuspended(orgs.repairer, true, "reason");
    await expect(state(2)).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.repairer);
  });

  it("refuses units that nobody has claimed, and release 0", async () => {
    const { devices, orgs, repairerKey } = fleet;
    const unclaimed = idOf(fleet, ELEMENT);
    await expect(state(2, repairerKey, orgs.repairer, unclaimed))
      .to.be.revertedWithCustomError(devices, "DevicesUnclaimed")
      .withArgs(unclaimed);
    await expect(state(0)).to.be.revertedWithCustomError(devices, "DevicesInvalidRelease");
  });

  it("refuses to cover the maker's word by a repairer's for the same release", async () => {
    const { devices, brandKey, orgs, alice } = fleet;
    await devices.connect(alice).stateRelease(id, 2, UNSIGNED);
    expect(await evidence()).to.equal(OWNER);
    await state(2, brandKey, orgs.brand);
    await expect(state(2)).to.be.revertedWithCustomError(devices, "DevicesWeakerEvidence").withArgs(id, MAKER);
    await state(2, brandKey, orgs.brand);
    await state(1);
    expect(await evidence()).to.equal(REPAIRER);
  });
});
