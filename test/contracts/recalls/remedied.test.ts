import { expect } from "chai";
import { hexToBytes, keccak256 } from "viem";
import { type DeviceId, deviceId, type RecallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position, REMEDIES } from "../../../lib/domain/kinds.ts";
import { unitLeaf } from "../../../lib/domain/unit.ts";
import { chainId, load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, endRecall, NO_WITNESS, UNSIGNED } from "../support/recalls.ts";
import { addRelease } from "../support/releases.ts";
import { type CodedUnit, claimWith, unitsOf } from "../support/units.ts";

const EVIDENCE_WORDS = ["owner", "repairer", "maker", "device"] as const;

// Reports and swapped parts are in remedied-report.test.ts and remedied-swap.test.ts.
describe("Recalls.remedied", () => {
  let register: Register;
  let unit: DeviceId;
  let plain: CodedUnit;
  let recall: RecallId;
  let boards: number;

  /** One camera whose own signer is Bob's key, claimed by Alice. */
  beforeEach(async () => {
    register = await load();
    const { models, orgs, devices, alice, bob } = register;
    boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    const [any] = unitsOf(1).units;
    plain = { ...(any as CodedUnit), deviceSignerHash: keccak256(bob.address as `0x${string}`) };
    const parts = [{ batchId: boards, first: 0, last: 0 }];
    const cameras = await addBatch(register, { root: unitLeaf(plain), size: 1, factoryRelease: 9, parts });
    unit = deviceId(cameras, 0);
    const terms = { batch: cameras, index: 0, owner: alice.address, devices: await devices.getAddress() };
    await devices.claim(await claimWith(plain, [], terms));
    recall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
    for (const sequence of [2, 4, 6]) await addRelease(register, models.camera, sequence);
  });

  const offer = (sequence: number, id = recall) =>
    register.recalls.connect(register.brandKey).offerFix(id, register.models.camera, sequence);
  const states = (sequence: number) => register.devices.connect(register.alice).stateRelease(unit, sequence, UNSIGNED);
  const remedied = (id: bigint = unit, of: number = recall) => register.recalls.remedied(of, id, NO_WITNESS);
  const strict = (minimum: (typeof EVIDENCES)[number]) =>
    addRecall(register, { issuer: register.orgs.board, scope: [component(boards)], minEvidence: position(EVIDENCES, minimum) });

  /** The device signs that it runs a release. */
  const proves = async (sequence: number) => {
    const { devices, bob } = register;
    const deadline = (await networkHelpers.time.latest()) + 1000;
    const { epoch, stated } = await devices.device(unit);
    const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: await devices.getAddress() };
    const fields = "uint256 deviceId,uint32 release,uint16 epoch,uint32 stated,uint256 deadline"
      .split(",")
      .map((field) => field.split(" "));
    const types = { DeviceStatement: fields.map(([type, name]) => ({ type: `${type}`, name: `${name}` })) };
    const signature = await bob.signTypedData(domain, types, { deviceId: unit, release: sequence, epoch, stated, deadline });
    const proof = {
      claimKey: plain.claimKey,
      serialTag: plain.serialTag,
      proof: [],
      signer: hexToBytes(bob.address as `0x${string}`),
      signature,
    };
    return devices.connect(bob).proveRelease(unit, sequence, deadline, proof);
  };
  const statesBy = {
    owner: states,
    repairer: (sequence: number) => register.devices.connect(register.repairerKey).stateReleaseFor(unit, sequence, register.orgs.repairer),
    maker: (sequence: number) => register.devices.connect(register.brandKey).stateReleaseFor(unit, sequence, register.orgs.brand),
    device: proves,
  };

  it("refuses a recall that does not exist, and knows no unit of a batch that does not", async () => {
    const { recalls } = register;
    await expect(recalls.remedied(99, unit, NO_WITNESS))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(99);
    expect(await remedied(deviceId(99 as never, 0))).to.equal(false);
  });

  it("is false while the unit's maker offers no fix, whatever the unit runs", async () => {
    await states(6);
    expect(await remedied()).to.equal(false);
    await offer(4, await addRecall(register));
    expect(await remedied(), "a fix in another recall").to.equal(false);
  });

  it("is false without a statement, even where the factory installed more than the fix", async () => {
    await offer(4);
    expect(await remedied()).to.equal(false);
  });

  it("is false below the fix, true from it on", async () => {
    await offer(4);
    const answers = [];
    for (const sequence of [2, 4, 6]) {
      await states(sequence);
      answers.push(await remedied());
    }
    expect(answers).to.deep.equal([false, true, true]);
  });

  it("is false for releases that were never published, however high", async () => {
    await offer(4);
    for (const sequence of [5, 7, 2 ** 32 - 1]) {
      await states(sequence);
      expect(await remedied(), `release ${sequence}`).to.equal(false);
    }
  });

  it("is undone by the revocation of the release that the unit runs, and of no other", async () => {
    const { catalog, models, brandKey } = register;
    await offer(4);
    await states(6);
    await catalog.connect(brandKey).revokeRelease(models.camera, 4, "bricks units");
    expect(await remedied()).to.equal(true);
    await catalog.connect(brandKey).revokeRelease(models.camera, 6, "bricks units");
    expect(await remedied()).to.equal(false);
  });

  it("is undone by a downgrade and restored by the next update", async () => {
    await offer(4);
    const answers = [];
    for (const sequence of [6, 2, 4]) {
      await states(sequence);
      answers.push(await remedied());
    }
    expect(answers).to.deep.equal([true, false, true]);
  });

  it("is undone by a higher fix, until the unit runs that", async () => {
    await offer(2);
    await states(4);
    expect(await remedied()).to.equal(true);
    await offer(6);
    expect(await remedied()).to.equal(false);
    await states(6);
    expect(await remedied()).to.equal(true);
  });

  for (const [strength, word] of EVIDENCE_WORDS.entries())
    it(`takes the ${word}'s word where the recall demands that or less`, async () => {
      await statesBy[word](4);
      for (const [minimum, demanded] of EVIDENCE_WORDS.entries()) {
        const id = await strict(demanded);
        expect(await remedied(unit, id), "no fix yet").to.equal(false);
        await offer(4, id);
        expect(await remedied(unit, id), `${demanded} demanded`).to.equal(strength >= minimum);
      }
    });

  it("goes on answering when the case is over", async () => {
    await offer(4);
    await states(4);
    await endRecall(register, register.orgs.board, recall);
    expect(await remedied()).to.equal(true);
    await states(2);
    expect(await remedied()).to.equal(false);
  });

  describe("by a recorded remedy", () => {
    const records = (id: RecallId, by: "owner" | "repairer" | "maker") => {
      const { recalls, orgs, alice, brandKey, repairerKey } = register;
      const remedy = position(REMEDIES, "destroyed");
      if (by === "owner") return recalls.connect(alice).stateRemedy(id, unit, "0x00", remedy, UNSIGNED);
      const [key, org] = by === "maker" ? ([brandKey, orgs.brand] as const) : ([repairerKey, orgs.repairer] as const);
      return recalls.connect(key).recordRemedy(id, unit, "0x00", remedy, org);
    };

    it("needs no fix and no path", async () => {
      await records(recall, "owner");
      expect(await remedied()).to.equal(true);
    });

    for (const [strength, word] of (["owner", "repairer", "maker"] as const).entries())
      it(`takes the ${word}'s word where the recall demands that or less`, async () => {
        for (const [minimum, demanded] of EVIDENCE_WORDS.entries()) {
          const id = await strict(demanded);
          await records(id, word);
          expect(await remedied(unit, id), `${demanded} demanded`).to.equal(strength >= minimum);
        }
      });

    it("holds for one recall and one unit", async () => {
      await records(recall, "maker");
      expect(await remedied(unit, await strict("owner"))).to.equal(false);
      expect(await remedied(unit + 1n)).to.equal(false);
    });

    it("ends with the title under which it was recorded", async () => {
      const { devices, alice, bob } = register;
      await records(recall, "maker");
      await networkHelpers.time.increase(30 * 86_400); // the claim is not provisional any more
      await devices.connect(alice).offerHandover(unit, bob.address, 2n ** 47n, UNSIGNED);
      await devices.connect(bob).acceptHandover(unit, bob.address, "0x", UNSIGNED);
      expect((await devices.device(unit)).epoch).to.equal(2);
      expect(await remedied()).to.equal(false);
    });
  });
});
