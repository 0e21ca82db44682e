import { expect } from "chai";
import { Signature, ZeroAddress } from "ethers";
import { concat, type Hex, toHex } from "viem";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { FLAGS } from "../../../lib/domain/kinds.ts";
import { NO_CLAIM_KEY } from "../../../lib/domain/unit.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { claimOf, claimWith, proofOf, unitsOf, unitsWithoutCodes } from "../support/units.ts";

const FIVE = unitsOf(5);
/** Order of secp256k1: (r, n - s) is the other signature of the same message. */
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("Devices.claim", () => {
  let register: Register;
  let batch: BatchId;
  let devices: string;
  beforeEach(async () => {
    register = await load();
    batch = await addBatch(register, { root: FIVE.root, size: FIVE.size });
    devices = await register.devices.getAddress();
  });

  type Claim = Awaited<ReturnType<typeof claimOf>>;
  const aliceClaims = (index: number, changes: Partial<Parameters<typeof claimOf>[1]> = {}) =>
    claimOf(FIVE, { batch, index, owner: register.alice.address, devices, ...changes });
  const send = (claim: Claim, signer = register.alice) => register.devices.connect(signer).claim(claim);
  const refusesCode = (claim: Claim) =>
    expect(send(claim)).to.be.revertedWithCustomError(register.devices, "DevicesWrongClaimCode").withArgs(claim.deviceId);

  describe("refuses", () => {
    it("an expired claim, from the second after the deadline on", async () => {
      const deadline = 2_000_000_000n;
      const claim = await aliceClaims(0, { deadline });
      await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
      await expect(send(claim)).to.be.revertedWithCustomError(register.devices, "DevicesClaimExpired").withArgs(deadline);
    });

    it("to make nobody the owner", async () => {
      const claim = await aliceClaims(0, { owner: ZeroAddress });
      await expect(send(claim)).to.be.revertedWithCustomError(register.devices, "DevicesInvalidOwner");
    });

    it("a second claim, the same one again and one to somebody else", async () => {
      const { bob } = register;
      const claim = await aliceClaims(0);
      await send(claim);
      for (const again of [claim, await aliceClaims(0, { owner: bob.address })])
        await expect(send(again)).to.be.revertedWithCustomError(register.devices, "DevicesTitleTaken").withArgs(claim.deviceId);
    });

    it("frozen units and no others", async () => {
      await register.batches.connect(register.brandKey).freeze(batch, 1, 2, "codes leaked");
      for (const index of [1, 2])
        await expect(send(await aliceClaims(index)))
          .to.be.revertedWithCustomError(register.devices, "DevicesUnitFrozen")
          .withArgs(deviceId(batch, index));
      for (const index of [0, 3]) await expect(send(await aliceClaims(index))).to.emit(register.devices, "Transfer");
    });

    it("units beyond the batch, and units of no batch", async () => {
      const claim = await aliceClaims(4);
      for (const index of [5, 7, 8, 2 ** 32 - 1])
        await expect(send({ ...claim, deviceId: deviceId(batch, index) }))
          .to.be.revertedWithCustomError(register.batches, "BatchesInvalidRange")
          .withArgs(batch, index, index);
      await expect(send({ ...claim, deviceId: deviceId((batch + 1) as BatchId, 4) }))
        .to.be.revertedWithCustomError(register.batches, "BatchesUnknown")
        .withArgs(batch + 1);
    });

    it("a thief who copies the claim from the mempool and names himself", async () => {
      const claim = await aliceClaims(0);
      const { mallory } = register;
      await expect(send({ ...claim, owner: mallory.address as Hex }, mallory))
        .to.be.revertedWithCustomError(register.devices, "DevicesWrongClaimCode")
        .withArgs(claim.deviceId);
    });

    it("a deadline that the claim key did not sign", async () => {
      const claim = await aliceClaims(0);
      await refusesCode({ ...claim, deadline: claim.deadline + 1n });
    });

    it("the code of another box", async () => {
      const [own, other] = [await aliceClaims(0), await aliceClaims(1)];
      await refusesCode({ ...own, signature: other.signature });
      await refusesCode({ ...other, deviceId: own.deviceId });
      await refusesCode({ ...own, proof: other.proof });
    });

    it("the code of the same box number in another batch", async () => {
      const others = unitsOf(5, "others");
      const otherBatch = await addBatch(register, { root: others.root, size: 5, lot: "L2" });
      await refusesCode(await aliceClaims(0, { batch: otherBatch }));
    });

    it("a device key or serial that the maker did not commit", async () => {
      const claim = await aliceClaims(0);
      await refusesCode({ ...claim, deviceSignerHash: toHex(1, { size: 32 }) });
      await refusesCode({ ...claim, serialTag: toHex(1, { size: 32 }) });
    });

    it("a proof that is too short, too long, in another order, or altered", async () => {
      const claim = await aliceClaims(1);
      const [first, second, third] = claim.proof as [Hex, Hex, Hex];
      const zero = toHex(0, { size: 32 });
      for (const proof of [[], [first, second], [first, second, third, zero], [second, first, third], [zero, second, third]])
        await refusesCode({ ...claim, proof });
      await refusesCode({ ...claim, proof: Array(32).fill(zero) });
      await refusesCode({ ...claim, proof: Array(300).fill(zero) });
    });

    it("the other form of a valid signature, with a high s", async () => {
      const claim = await aliceClaims(0);
      const { r, s, yParity } = Signature.from(claim.signature);
      const twin = concat([r as Hex, toHex(CURVE_ORDER - BigInt(s), { size: 32 }), toHex(yParity === 0 ? 28 : 27)]);
      await refusesCode({ ...claim, signature: twin });
      await send(claim);
    });

    it("signatures that are none", async () => {
      const claim = await aliceClaims(0);
      const { compactSerialized } = Signature.from(claim.signature);
      const otherParity = concat([claim.signature.slice(0, -2) as Hex, claim.signature.endsWith("1b") ? "0x1c" : "0x1b"]);
      const noRecovery = concat([claim.signature.slice(0, -2) as Hex, "0x1d"]);
      for (const signature of ["0x", compactSerialized, otherParity, noRecovery, toHex(0, { size: 65 }), `${claim.signature}00`])
        await refusesCode({ ...claim, signature: signature as Hex });
    });

    it("parts, which have no claim key", async () => {
      const parts = unitsWithoutCodes(3);
      const board = await addBatch(register, { modelId: register.models.board, root: parts.root, size: 3 });
      const claim = await claimOf(parts, { batch: board, index: 0, owner: register.alice.address, devices });
      expect(parts.units[0]?.claimKey).to.equal(NO_CLAIM_KEY);
      for (const signature of [claim.signature, "0x", toHex(0, { size: 65 })] as Hex[]) await refusesCode({ ...claim, signature });
    });
  });

  it("works until the deadline's second", async () => {
    const deadline = 2_000_000_000n;
    const claim = await aliceClaims(0, { deadline });
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await expect(send(claim)).to.emit(register.devices, "Transfer");
  });

  it("makes the named one the owner, whoever carries it, and says so as ERC-721 does", async () => {
    const { alice, mallory } = register;
    const claim = await aliceClaims(2);
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    const sent = send(claim, mallory);
    await expect(sent).to.emit(register.devices, "Transfer").withArgs(ZeroAddress, alice.address, claim.deviceId);
    await expect(sent).to.not.emit(register.devices, "TitleMoved");
    const today = 2_000_000_000n - (2_000_000_000n % 86_400n);
    const provisional = BigInt(FLAGS.provisional);
    expect(await register.devices.device(claim.deviceId)).to.deep.equal([alice.address, 1n, 0n, 0n, provisional, today, 0n]);
    expect(await register.devices.ownerOf(claim.deviceId)).to.equal(alice.address);
    expect(await register.devices.balanceOf(alice.address)).to.equal(1);
    expect(await register.devices.balanceOf(mallory.address)).to.equal(0);
  });

  it("counts the titles of an owner", async () => {
    for (const index of [0, 1, 4]) await send(await aliceClaims(index));
    expect(await register.devices.balanceOf(register.alice.address)).to.equal(3);
  });

  it("gives a title to a contract without asking it", async () => {
    const owner = await register.recalls.getAddress();
    await expect(send(await aliceClaims(0, { owner }))).to.emit(register.devices, "Transfer");
  });

  it("does not depend on the standing of the maker", async () => {
    await register.organizations.connect(register.governor).setSuspended(register.orgs.brand, true, "reason");
    await expect(send(await aliceClaims(0))).to.emit(register.devices, "Transfer");
  });

  it("accepts the first and the last unit of batches of every shape", async () => {
    for (const size of [1, 2, 3, 4, 7, 8, 9]) {
      const units = unitsOf(size, `batch of ${size}`);
      const id = await addBatch(register, { root: units.root, size, lot: `S${size}` });
      for (const index of new Set([0, size - 1])) {
        const claim = await claimOf(units, { batch: id, index, owner: register.alice.address, devices });
        await expect(send(claim), `unit ${index} of ${size}`).to.emit(register.devices, "Transfer");
      }
    }
  });

  it("accepts no unit at another's place, in any small batch", async () => {
    for (const size of [2, 3, 4, 5]) {
      const units = unitsOf(size, `batch of ${size}`);
      const id = await addBatch(register, { root: units.root, size, lot: `S${size}` });
      for (const unit of units.units)
        for (let place = 0; place < size; place++) {
          if (unit === units.units[place]) continue;
          const terms = { batch: id, index: place, owner: register.alice.address, devices };
          await refusesCode(await claimWith(unit, await proofOf(units, place), terms));
          await refusesCode(await claimWith(unit, await proofOf(units, units.units.indexOf(unit)), terms));
        }
    }
  });
});
