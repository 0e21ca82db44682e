import { expect } from "chai";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, ORG_KINDS, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";
import { UNSIGNED } from "../support/recalls.ts";
import { addCameras } from "../support/reports.ts";

const REPAIRER = position(EVIDENCES, "repairer");
const MAKER = position(EVIDENCES, "maker");
const BOARD = 0;
const LENS = 1;

describe("Reports.swapPartFor", () => {
  let register: Register;
  let cameras: BatchId;
  let newBoards: BatchId;
  beforeEach(async () => {
    register = await load();
    ({ cameras, otherBoards: newBoards } = await addCameras(register));
  });

  type Changes = { index?: number; part?: number; batch?: number; org?: number };
  const swap = (changes: Changes = {}, signer = register.repairerKey) => {
    const { index, part, batch, org } = { index: 1, part: BOARD, batch: newBoards, org: register.orgs.repairer, ...changes };
    return register.reports.connect(signer).swapPartFor(deviceId(cameras, index), part, batch, org);
  };

  it("refuses keys without the permission for repairs, the owner too", async () => {
    const { organizations, orgs, alice, brandKey, repairerKey } = register;
    const without = ALL_PERMISSIONS & ~PERMISSIONS.repairs;
    await organizations.connect(repairerKey).setOperator(orgs.repairer, repairerKey.address, without);
    for (const signer of [alice, brandKey, repairerKey])
      await expect(swap({}, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.repairer, signer.address, PERMISSIONS.repairs);
  });

  it("refuses makers of other products, and of the part itself", async () => {
    const { organizations, orgs, rivalKey, boardKey } = register;
    for (const [org, signer] of [
      [orgs.rival, rivalKey],
      [orgs.board, boardKey],
    ] as const)
      await expect(swap({ org }, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(org, position(ORG_KINDS, "manufacturer"));
  });

  it("refuses a suspended repairer", async () => {
    const { organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.repairer, true, "reason");
    await expect(swap()).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.repairer);
  });

  it("refuses units that nobody has claimed, and units that do not exist", async () => {
    const { reports } = register;
    for (const index of [4, 5])
      await expect(swap({ index, part: LENS }))
        .to.be.revertedWithCustomError(reports, "ReportsUnclaimed")
        .withArgs(deviceId(cameras, index));
  });

  it("refuses parts that the unit does not have, and new parts that do not exist", async () => {
    const { reports } = register;
    for (const [index, part] of [
      [1, 2],
      [0, 2],
      [0, BOARD],
      [3, BOARD],
    ] as const)
      await expect(swap({ index, part }))
        .to.be.revertedWithCustomError(reports, "ReportsNoSuchPart")
        .withArgs(deviceId(cameras, index), part);
    await expect(swap({ batch: cameras + 1 }))
      .to.be.revertedWithCustomError(reports, "ReportsInvalidPart")
      .withArgs(cameras + 1);
  });

  it("records a repairer's word, and the maker's, each as that", async () => {
    const { reports, orgs, brandKey, repairerKey } = register;
    for (const [index, org, signer, evidence] of [
      [1, orgs.repairer, repairerKey, REPAIRER],
      [2, orgs.brand, brandKey, MAKER],
    ] as const) {
      await expect(swap({ index, org, part: LENS }, signer))
        .to.emit(reports, "PartSwapped")
        .withArgs(deviceId(cameras, index), signer.address, 1, LENS, newBoards, evidence);
      expect(await reports.partSwap(deviceId(cameras, index), LENS)).to.deep.equal([BigInt(newBoards), BigInt(evidence)]);
    }
  });

  it("records the last word, the owner's after a repairer's too", async () => {
    const { reports, alice } = register;
    await swap();
    await reports.connect(alice).swapPart(deviceId(cameras, 1), BOARD, 0, UNSIGNED);
    expect(await reports.partSwap(deviceId(cameras, 1), BOARD)).to.deep.equal([0n, 1n]);
    await swap({ batch: 0 });
    expect(await reports.partSwap(deviceId(cameras, 1), BOARD)).to.deep.equal([0n, BigInt(REPAIRER)]);
  });
});
