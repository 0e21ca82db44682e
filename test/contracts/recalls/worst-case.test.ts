import { expect } from "chai";
import hre from "hardhat";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, registration, rootNumber } from "../support/batches.ts";
import { addRecall, amendment, component, draftStep, opening, range } from "../support/recalls.ts";

/** A quarter of a block of 60 million, which is below what one transaction may use (EIP-7825: 2^24). */
const LIMIT = 15_000_000n;

describe("The largest recalls and batches that are allowed", () => {
  let register: Register;
  before(function () {
    if (hre.globalOptions.coverage) this.skip(); // instrumented code costs more
  });
  beforeEach(async () => {
    register = await load();
  });

  const within = (what: string, gas: bigint | undefined) => {
    console.log(`      ${what}: ${Number(gas).toLocaleString("en")} gas of ${LIMIT.toLocaleString("en")}`);
    expect(gas).to.be.lessThan(LIMIT);
    expect(LIMIT).to.be.lessThan(2n ** 24n);
  };

  it("open with 64 items and grow from 1 to 64 in far less than a block", async () => {
    const { recalls, orgs, brandKey } = register;
    const cameras = await addBatch(register, { size: 2 ** 32 - 1 });
    const scope = Array.from({ length: 64 }, (_, i) => range(cameras, i, 2 ** 32 - 2 - i));
    const terms = opening(register, { scope });
    await draftStep(register, orgs.brand, "open", [terms]);
    within("open, 64 items", (await (await recalls.connect(brandKey).open(terms)).wait())?.gasUsed);

    const recall = await addRecall(register);
    const added = scope.slice(1);
    await draftStep(register, orgs.brand, "amend", [amendment(recall, { added })]);
    within("amend, 63 items", (await (await recalls.connect(brandKey).amend(amendment(recall, { added }))).wait())?.gasUsed);
  });

  it("answer `affects` through 64 items and 8 steps", async () => {
    const { models, orgs, recalls } = register;
    const chain = [await addBatch(register, { modelId: models.board, root: rootNumber(1), size: 1 })];
    while (chain.length < 9) {
      const parts = Array.from({ length: 32 }, () => ({ batchId: chain.at(-1) as BatchId, first: 0, last: 0 }));
      chain.push(await addBatch(register, { root: rootNumber(chain.length + 1), size: 1, parts }));
    }
    const others = Array.from({ length: 63 }, () => component(chain[1] as BatchId));
    const recall = await addRecall(register, { issuer: orgs.regulator, scope: [...others, component(chain[0] as BatchId)] });
    const terms = [recall, deviceId(chain[8] as BatchId, 0), `0x${"1f".repeat(8)}`] as const;
    expect(await recalls.affects(...terms)).to.equal(true);
    within("affects, 64 items, 8 steps", await recalls.affects.estimateGas(...terms));
  });

  it("register a batch with 32 parts", async () => {
    const { batches, models, brandKey } = register;
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    const parts = Array.from({ length: 32 }, (_, i) => ({ batchId: boards, first: i, last: 2 ** 32 - 2 - i }));
    const terms = registration(register, { root: rootNumber(2), size: 2 ** 32 - 1, parts });
    within("registerBatch, 32 parts", (await (await batches.connect(brandKey).registerBatch(terms)).wait())?.gasUsed);
  });
});
