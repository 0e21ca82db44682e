import { expect } from "chai";
import { type DeviceId, deviceId, type RecallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position, REMEDIES } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { type ActTerms, addRecall, component, endRecall, signAct, UNSIGNED } from "../support/recalls.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(5);
const REFUNDED = position(REMEDIES, "refunded");
const DESTROYED = position(REMEDIES, "destroyed");
const OWNER = BigInt(position(EVIDENCES, "owner"));

describe("Recalls.stateRemedy", () => {
  let register: Register;
  let recall: RecallId;
  let unit: DeviceId;
  beforeEach(async () => {
    register = await load();
    const { models, orgs, devices, alice } = register;
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    const cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size, parts: [{ batchId: boards, first: 0, last: 2 }] });
    recall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
    unit = deviceId(cameras, 2);
    for (const index of [2, 3])
      await devices.claim(await claimOf(UNITS, { batch: cameras, index, owner: alice.address, devices: await devices.getAddress() }));
  });

  const states = (
    remedy = REFUNDED,
    signer = register.alice,
    id = unit,
    path = "0x00",
    signed: { deadline: number; signature: string } = UNSIGNED,
  ) => register.recalls.connect(signer).stateRemedy(recall, id, path, remedy, signed);

  it("refuses a recall that does not exist or is over", async () => {
    const { recalls, orgs, alice } = register;
    await expect(recalls.connect(alice).stateRemedy(99, unit, "0x00", REFUNDED, UNSIGNED))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(99);
    await endRecall(register, orgs.board, recall);
    await expect(states()).to.be.revertedWithCustomError(recalls, "RecallsNotOpen").withArgs(recall);
  });

  it("refuses everyone but the owner, and units without one", async () => {
    const { recalls, alice, bob, boardKey, repairerKey } = register;
    for (const signer of [bob, boardKey, repairerKey])
      await expect(states(REFUNDED, signer)).to.be.revertedWithCustomError(recalls, "OwnerSignedNotOwner").withArgs(unit, signer.address);
    await expect(states(REFUNDED, alice, deviceId(Number(unit >> 32n) as never, 1)))
      .to.be.revertedWithCustomError(recalls, "OwnerSignedNotOwner")
      .withArgs(unit - 1n, alice.address);
  });

  it("refuses a unit that is not affected, and a path that does not show it", async () => {
    const { recalls, alice } = register;
    for (const [id, path] of [
      [unit + 1n, "0x00"],
      [unit, "0x"],
    ] as const)
      await expect(states(REFUNDED, alice, id as DeviceId, path))
        .to.be.revertedWithCustomError(recalls, "RecallsNotAffected")
        .withArgs(recall, id);
  });

  it("refuses to say nothing", async () => {
    await expect(states(0)).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidRemedy");
  });

  it("records the owner's word for this unit, this recall and this time of owning", async () => {
    const { recalls, alice } = register;
    expect(await recalls.remedyOf(recall, unit)).to.deep.equal([0n, 0n, 0n]);
    await expect(states()).to.emit(recalls, "RemedyRecorded").withArgs(recall, unit, alice.address, 1, REFUNDED, OWNER);
    expect(await recalls.remedyOf(recall, unit)).to.deep.equal([BigInt(REFUNDED), OWNER, 1n]);
    expect(await recalls.remedyOf(recall, unit + 1n)).to.deep.equal([0n, 0n, 0n]);
    expect(await recalls.remedyOf(recall + 1, unit)).to.deep.equal([0n, 0n, 0n]);
  });

  it("takes a later word of the same weight in place of an earlier one", async () => {
    await states();
    await states(DESTROYED);
    expect((await register.recalls.remedyOf(recall, unit)).remedy).to.equal(DESTROYED);
  });

  it("never covers a repairer's word with the owner's", async () => {
    const { recalls, orgs, repairerKey } = register;
    await recalls.connect(repairerKey).recordRemedy(recall, unit, "0x00", DESTROYED, orgs.repairer);
    await expect(states()).to.be.revertedWithCustomError(recalls, "RecallsWeakerEvidence").withArgs(unit, position(EVIDENCES, "repairer"));
  });

  it("serves by the owner's signature too, once, for exactly what was signed", async () => {
    const { recalls, alice, bob } = register;
    const deadline = (await networkHelpers.time.latest()) + 1000;
    const terms: ActTerms = { deviceId: unit, recallId: recall, remedy: REFUNDED, epoch: 1, nonce: 0, deadline };
    const carry = async (changes: Partial<ActTerms> = {}, remedy = REFUNDED) =>
      states(remedy, bob, unit, "0x00", await signAct(register, alice, "StateRemedy", { ...terms, ...changes }));
    const attempts: Parameters<typeof carry>[] = [
      [{}, DESTROYED],
      [{ recallId: 2 }],
      [{ deviceId: unit + 1n }],
      [{ epoch: 0 }],
      [{ nonce: 1 }],
    ];
    for (const attempt of attempts)
      await expect(carry(...attempt))
        .to.be.revertedWithCustomError(recalls, "OwnerSignedInvalid")
        .withArgs(unit, alice.address);
    const acknowledged = await signAct(register, alice, "Acknowledge", terms);
    await expect(states(REFUNDED, bob, unit, "0x00", acknowledged)).to.be.revertedWithCustomError(recalls, "OwnerSignedInvalid");

    await expect(carry()).to.emit(recalls, "RemedyRecorded").withArgs(recall, unit, alice.address, 1, REFUNDED, OWNER);
    await expect(carry()).to.be.revertedWithCustomError(recalls, "OwnerSignedInvalid");
  });
});
