import { expect } from "chai";
import type { Hex } from "viem";
import { type BatchId, deviceId, type ModelId } from "../../../lib/domain/ids.ts";
import { affectedRanges, affects, type Batch, type ScopeItem, wayTo } from "../../../lib/domain/scope.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, MADE_FROM, MADE_TO, rootNumber } from "../support/batches.ts";
import { addRecall, component, range } from "../support/recalls.ts";

/** Whole numbers below `end`, the same in every run. */
function generator(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** Eight small batches, each with up to two parts among the earlier ones. */
async function randomProducts(register: Register, random: (end: number) => number): Promise<Batch[]> {
  const { camera, rivalCamera } = register.models;
  const products: Batch[] = [];
  for (let n = 1; n <= 8; n++) {
    const size = 1 + random(4);
    const parts = Array.from({ length: n === 1 ? 0 : random(3) }, () => {
      const first = random(size);
      return { batchId: products[random(products.length)]?.id as BatchId, first, last: first + random(size - first) };
    });
    const modelId = [camera, rivalCamera][random(2)] as ModelId;
    const id = await addBatch(register, { modelId, root: rootNumber(n), size, parts });
    products.push({ id, modelId, size, madeFrom: Number(MADE_FROM), madeTo: Number(MADE_TO), factoryRelease: 0, parts });
  }
  return products;
}

describe("Recalls.affects and its twin off chain (I5)", () => {
  for (const seed of [2016, 2017]) {
    it(`agree on every unit of random products, seed ${seed}`, async () => {
      const register = await load();
      const random = generator(seed);
      const products = await randomProducts(register, random);
      const known = { batch: (id: BatchId) => products.find((batch) => batch.id === id), swaps: () => [] };
      const pick = () => products[random(products.length)] as Batch;
      const counts = { affected: 0, spared: 0 };

      for (let n = 0; n < 4; n++) {
        const [named, part] = [pick(), pick()];
        const last = random(named.size);
        const scope: ScopeItem[] = [
          { kind: "batch", batchId: named.id, first: 0, last },
          { kind: "component", batchId: part.id },
        ];
        const recall = await addRecall(register, {
          issuer: register.orgs.regulator,
          scope: [range(named.id, 0, last), component(part.id)],
        });
        const ranges = affectedRanges(scope, products);

        for (const { id, size } of products)
          for (let index = 0; index <= size; index++) {
            const unit = deviceId(id, index);
            const way = wayTo(
              index,
              ranges.filter(({ batchId }) => batchId === id),
            );
            for (const path of new Set<Hex>(["0x", "0x00", "0x01", "0x0000", way?.path ?? "0x"])) {
              const answer = await register.recalls.affects(recall, unit, path);
              expect(answer, `unit ${id}-${index} by ${path}`).to.equal(affects(scope, unit, path, known));
              if (path === way?.path) expect(answer).to.equal(true);
              if (!way) expect(answer).to.equal(false);
            }
            counts[way ? "affected" : "spared"]++;
          }
      }
      expect(Math.min(counts.affected, counts.spared), "units of each sort").to.be.greaterThan(10);
    });
  }
});
