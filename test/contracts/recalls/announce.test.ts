import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import {
  addRecall,
  amendment,
  component,
  except,
  made,
  opening,
  range,
  SHRINK_DELAY,
  shipped,
  takeStep,
  wholeModel,
} from "../support/recalls.ts";

/** Programs that show titles listen for ERC-4906. */
describe("What a recall announces as changed", () => {
  let register: Register;
  let cameras: BatchId;
  beforeEach(async () => {
    register = await load();
    await addBatch(register, { root: rootNumber(1) });
    cameras = await addBatch(register, { root: rootNumber(2), size: 9 });
  });

  type Scope = ReturnType<typeof range>[];
  const opens = (scope: Scope) => takeStep(register, register.orgs.brand, "open", [opening(register, { scope })]);
  const announces = (step: ReturnType<typeof opens>, first: bigint, last: bigint) =>
    expect(step).to.emit(register.devices, "BatchMetadataUpdate").withArgs(first, last);

  it("is the range, when it names one range", async () => {
    await announces(opens([range(cameras, 2, 7)]), deviceId(cameras, 2), deviceId(cameras, 7));
  });

  it("is everything, when it names anything else", async () => {
    const { camera } = register.models;
    for (const item of [wholeModel(camera), component(cameras), made(camera, 0, 1), shipped(camera, 1, 2)])
      await announces(opens([item]), 0n, MaxUint256);
    await announces(opens([range(cameras, 2, 7), range(cameras, 8, 8)]), 0n, MaxUint256);
  });

  it("is what a version adds, an exclusion too, and nothing when it adds nothing", async () => {
    const { devices, orgs, models } = register;
    const recall = await addRecall(register);
    const amends = (version: number, added: Scope, wait = 0) =>
      takeStep(register, orgs.brand, "amend", [amendment(recall, { version, added })], wait);
    await announces(amends(2, [range(cameras, 3, 4)]), deviceId(cameras, 3), deviceId(cameras, 4));
    await announces(amends(3, [except(range(cameras, 5, 6))], SHRINK_DELAY), deviceId(cameras, 5), deviceId(cameras, 6));
    await announces(amends(4, [wholeModel(models.camera)]), 0n, MaxUint256);
    await expect(amends(5, [])).not.to.emit(devices, "BatchMetadataUpdate");
  });
});
