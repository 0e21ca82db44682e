import { expect } from "chai";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position } from "../../../lib/domain/kinds.ts";
import { UNSIGNED } from "../../../lib/domain/owner-signed.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addCameras, signSwap } from "../support/reports.ts";

const OWNER = position(EVIDENCES, "owner");
const BOARD = 0;
const LENS = 1;

describe("Reports.swapPart", () => {
  let register: Register;
  let cameras: BatchId;
  let boards: BatchId;
  let newBoards: BatchId;
  beforeEach(async () => {
    register = await load();
    ({ cameras, boards, otherBoards: newBoards } = await addCameras(register));
  });

  const swap = (index: number, part: number, batch: number, signer = register.alice, signed = UNSIGNED) =>
    register.reports.connect(signer).swapPart(deviceId(cameras, index), part, batch, signed);

  it("refuses everyone but the owner, the maker too, and everyone for a unit that is nobody's or does not exist", async () => {
    const { reports, alice, brandKey, mallory } = register;
    for (const signer of [brandKey, mallory])
      await expect(swap(1, BOARD, newBoards, signer))
        .to.be.revertedWithCustomError(reports, "OwnerSignedNotOwner")
        .withArgs(deviceId(cameras, 1), signer.address);
    for (const index of [4, 5])
      await expect(swap(index, LENS, newBoards))
        .to.be.revertedWithCustomError(reports, "OwnerSignedNotOwner")
        .withArgs(deviceId(cameras, index), alice.address);
  });

  it("refuses parts that the unit's batch does not have, or not in this unit", async () => {
    const { reports } = register;
    for (const [index, part] of [
      [1, 2],
      [1, 255],
      [0, 2],
      [0, BOARD], // the boards are in units 1 and 2
      [3, BOARD],
    ] as const)
      await expect(swap(index, part, newBoards))
        .to.be.revertedWithCustomError(reports, "ReportsNoSuchPart")
        .withArgs(deviceId(cameras, index), part);
  });

  it("takes the first and the last unit that have the part", async () => {
    for (const index of [1, 2]) await expect(swap(index, BOARD, newBoards)).to.emit(register.reports, "PartSwapped");
  });

  it("refuses a new part of a batch that is not registered", async () => {
    const { reports } = register;
    await expect(swap(1, BOARD, cameras + 1))
      .to.be.revertedWithCustomError(reports, "ReportsInvalidPart")
      .withArgs(cameras + 1);
  });

  it("records the owner's word for this part of this unit", async () => {
    const { reports, alice } = register;
    await expect(swap(1, BOARD, newBoards))
      .to.emit(reports, "PartSwapped")
      .withArgs(deviceId(cameras, 1), alice.address, 1, BOARD, newBoards, OWNER);
    expect(await reports.partSwap(deviceId(cameras, 1), BOARD)).to.deep.equal([BigInt(newBoards), BigInt(OWNER)]);
    for (const [index, part] of [
      [1, LENS],
      [2, BOARD],
    ] as const)
      expect(await reports.partSwap(deviceId(cameras, index), part)).to.deep.equal([0n, 0n]);
  });

  it("records the last word: another part, the same again, or none", async () => {
    const { reports, alice } = register;
    for (const batch of [newBoards, boards, 0, cameras]) {
      await expect(swap(2, LENS, batch))
        .to.emit(reports, "PartSwapped")
        .withArgs(deviceId(cameras, 2), alice.address, 1, LENS, batch, OWNER);
      expect(await reports.partSwap(deviceId(cameras, 2), LENS)).to.deep.equal([BigInt(batch), BigInt(OWNER)]);
    }
  });

  describe("carried by another", () => {
    const signed = (changes: Partial<Parameters<typeof signSwap>[2]> = {}, domain = {}, signer = register.alice) => {
      const terms = { deviceId: deviceId(cameras, 1), position: BOARD, batchId: newBoards, ...changes };
      return signSwap(register, signer, terms, domain);
    };
    const carry = async (signature: ReturnType<typeof signed>) => swap(1, BOARD, newBoards, register.mallory, await signature);

    it("is the owner's word, once", async () => {
      const { reports, alice } = register;
      const signature = signed();
      await expect(carry(signature))
        .to.emit(reports, "PartSwapped")
        .withArgs(deviceId(cameras, 1), alice.address, 1, BOARD, newBoards, OWNER);
      expect(await reports.nonces(alice.address)).to.equal(1);
      await expect(carry(signature))
        .to.be.revertedWithCustomError(reports, "OwnerSignedInvalid")
        .withArgs(deviceId(cameras, 1), alice.address);
    });

    it("holds to the last second of its deadline", async () => {
      const { reports } = register;
      const deadline = 2_000_000_000;
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(carry(signed({ deadline: BigInt(deadline) }))).to.emit(reports, "PartSwapped");
      const again = signed({ deadline: BigInt(deadline) });
      await expect(carry(again)).to.be.revertedWithCustomError(reports, "OwnerSignedExpired").withArgs(deadline);
    });

    const others: [what: string, make: () => ReturnType<typeof signed>][] = [
      ["another part", () => signed({ position: LENS })],
      ["another new part", () => signed({ batchId: boards })],
      ["a removal", () => signed({ batchId: null })],
      ["another unit", () => signed({ deviceId: deviceId(cameras, 2) })],
      ["another owner's title", () => signed({ epoch: 2 })],
      ["a later act", () => signed({ nonce: 1n })],
      ["another chain", () => signed({}, { chainId: 1 })],
      ["another contract", () => signed({}, { verifyingContract: register.mallory.address })],
      ["another contract's name", () => signed({}, { name: "Muster Devices" })],
      ["another version", () => signed({}, { version: "2" })],
      ["another owner", () => signed({}, {}, register.bob)],
    ];
    for (const [what, make] of others) {
      it(`refuses a signature for ${what}`, async () => {
        const { reports, alice } = register;
        await expect(carry(make()))
          .to.be.revertedWithCustomError(reports, "OwnerSignedInvalid")
          .withArgs(deviceId(cameras, 1), alice.address);
      });
    }
  });
});
