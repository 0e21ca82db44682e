import { expect } from "chai";
import { type DeviceId, deviceId, type RecallId } from "../../../lib/domain/ids.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { type ActTerms, addRecall, component, endRecall, range, signAct, UNSIGNED } from "../support/recalls.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(5);

describe("Recalls.acknowledge", () => {
  let register: Register;
  let boardRecall: RecallId;
  let affected: DeviceId;
  let unaffected: DeviceId;
  beforeEach(async () => {
    register = await load();
    const { models, orgs, devices, alice } = register;
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    const parts = [{ batchId: boards, first: 0, last: 2 }];
    const cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size, parts });
    boardRecall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
    [affected, unaffected] = [deviceId(cameras, 2), deviceId(cameras, 3)];
    for (const index of [2, 3])
      await devices.claim(await claimOf(UNITS, { batch: cameras, index, owner: alice.address, devices: await devices.getAddress() }));
  });

  it("refuses a recall that does not exist or is over", async () => {
    const { recalls, alice, orgs } = register;
    await expect(recalls.connect(alice).acknowledge(99, affected, "0x00", UNSIGNED))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(99);
    await endRecall(register, orgs.board, boardRecall);
    await expect(recalls.connect(alice).acknowledge(boardRecall, affected, "0x00", UNSIGNED))
      .to.be.revertedWithCustomError(recalls, "RecallsNotOpen")
      .withArgs(boardRecall);
  });

  it("refuses everyone but the owner, and units without one", async () => {
    const { recalls, alice, bob, boardKey } = register;
    for (const signer of [bob, boardKey])
      await expect(recalls.connect(signer).acknowledge(boardRecall, affected, "0x00", UNSIGNED))
        .to.be.revertedWithCustomError(recalls, "OwnerSignedNotOwner")
        .withArgs(affected, signer.address);
    await expect(recalls.connect(alice).acknowledge(boardRecall, affected - 1n, "0x00", UNSIGNED))
      .to.be.revertedWithCustomError(recalls, "OwnerSignedNotOwner")
      .withArgs(affected - 1n, alice.address);
  });

  it("refuses a unit that is not affected, and a path that does not show it", async () => {
    const { recalls, alice } = register;
    for (const [unit, path] of [
      [unaffected, "0x00"],
      [affected, "0x"],
      [affected, "0x01"],
    ] as const)
      await expect(recalls.connect(alice).acknowledge(boardRecall, unit, path, UNSIGNED))
        .to.be.revertedWithCustomError(recalls, "RecallsNotAffected")
        .withArgs(boardRecall, unit);
  });

  it("records that the owner has read it, for this unit and this time of owning", async () => {
    const { recalls, alice } = register;
    await expect(recalls.connect(alice).acknowledge(boardRecall, affected, "0x00", UNSIGNED))
      .to.emit(recalls, "RecallAcknowledged")
      .withArgs(boardRecall, affected, alice.address, 1);
  });

  it("needs no path where the unit's own batch is named", async () => {
    const { recalls, alice } = register;
    const own = await addRecall(register, { scope: [range(Number(affected >> 32n), 2, 2)] });
    await expect(recalls.connect(alice).acknowledge(own, affected, "0x", UNSIGNED)).to.emit(recalls, "RecallAcknowledged");
  });

  describe("by the owner's signature", () => {
    let terms: ActTerms;
    beforeEach(async () => {
      const deadline = (await networkHelpers.time.latest()) + 1000;
      terms = { deviceId: affected, recallId: boardRecall, epoch: 1, nonce: 0, deadline };
    });

    const carry = async (changes: Partial<ActTerms> = {}, signer = register.alice) =>
      register.recalls
        .connect(register.bob)
        .acknowledge(boardRecall, affected, "0x00", await signAct(register, signer, "Acknowledge", { ...terms, ...changes }));

    it("counts the same, whoever carries it, to the deadline's second", async () => {
      const signed = await signAct(register, register.alice, "Acknowledge", terms);
      await networkHelpers.time.setNextBlockTimestamp(terms.deadline);
      await expect(register.recalls.connect(register.bob).acknowledge(boardRecall, affected, "0x00", signed))
        .to.emit(register.recalls, "RecallAcknowledged")
        .withArgs(boardRecall, affected, register.alice.address, 1);
    });

    it("serves once", async () => {
      const { recalls, bob, alice } = register;
      const signed = await signAct(register, alice, "Acknowledge", terms);
      await recalls.connect(bob).acknowledge(boardRecall, affected, "0x00", signed);
      await expect(recalls.connect(bob).acknowledge(boardRecall, affected, "0x00", signed))
        .to.be.revertedWithCustomError(recalls, "OwnerSignedInvalid")
        .withArgs(affected, alice.address);
      await expect(carry({ nonce: 1 })).to.emit(recalls, "RecallAcknowledged");
    });

    it("is refused past its deadline", async () => {
      const signed = await signAct(register, register.alice, "Acknowledge", terms);
      await networkHelpers.time.setNextBlockTimestamp(terms.deadline + 1);
      await expect(register.recalls.connect(register.bob).acknowledge(boardRecall, affected, "0x00", signed))
        .to.be.revertedWithCustomError(register.recalls, "OwnerSignedExpired")
        .withArgs(terms.deadline);
    });

    it("is refused for another unit, recall, title or turn, and from anyone else", async () => {
      const wrong: Partial<ActTerms>[] = [{ deviceId: unaffected }, { recallId: 2 }, { epoch: 2 }, { nonce: 1 }];
      const attempts = [...wrong.map((changes) => () => carry(changes)), () => carry({}, register.bob)];
      for (const attempt of attempts)
        await expect(attempt())
          .to.be.revertedWithCustomError(register.recalls, "OwnerSignedInvalid")
          .withArgs(affected, register.alice.address);
    });

    it("is refused where it was given for another act", async () => {
      const { recalls, alice, bob } = register;
      const signed = await signAct(register, alice, "StateRemedy", { ...terms, remedy: 1 });
      await expect(recalls.connect(bob).acknowledge(boardRecall, affected, "0x00", signed)).to.be.revertedWithCustomError(
        recalls,
        "OwnerSignedInvalid",
      );
    });
  });
});
