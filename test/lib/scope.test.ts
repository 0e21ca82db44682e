import { expect } from "chai";
import type { Hex } from "viem";
import { type BatchId, batchId, deviceId, type ModelId, modelId, orgId } from "../../lib/domain/ids.ts";
import {
  type AffectedRange,
  affectedRanges,
  affects,
  type Batch,
  countUnits,
  MAX_PATH,
  mergeRanges,
  type Range,
  remedied,
  type ScopeItem,
  unionSize,
  waysInto,
  wayTo,
} from "../../lib/domain/scope.ts";

const model = (n: number): ModelId => modelId(orgId(1), `${n}`.padStart(14, "0"));
const batch = (id: number, size: number, parts: [part: number, first: number, last: number][] = [], of = 1): Batch => ({
  id: batchId(id),
  modelId: model(of),
  size,
  parts: parts.map(([part, first, last]) => ({ batchId: batchId(part), first, last })),
});
const component = (id: number): ScopeItem => ({ kind: "component", batchId: batchId(id) });
const rangesOf = (ranges: AffectedRange[], id: number) =>
  ranges.filter((range) => range.batchId === id).map(({ first, last, path, via }) => ({ first, last, path, via }));

/** The same numbers for the same seed, so that a failing case can be run again (mulberry32). */
function generator(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A graph of parts with shared parts, overlapping ranges and, in every third case, chains deeper than the limit. */
function world(seed: number): { batches: Batch[]; scope: ScopeItem[] } {
  const random = generator(seed);
  const deep = seed % 3 === 0;
  const count = deep ? 12 : 2 + random(7);
  const range = (size: number): Range => {
    const first = random(size);
    return { first, last: first + random(size - first) };
  };
  const batches = Array.from({ length: count }, (_, i): Batch => {
    const size = 1 + random(6);
    const parts = i === 0 ? [] : Array.from({ length: random(deep ? 2 : 4) + (deep ? 1 : 0) }, () => random(i));
    return {
      id: batchId(i + 1),
      modelId: model(random(3)),
      size,
      parts: parts.map((part, position) => ({ batchId: batchId((deep && position === 0 ? i - 1 : part) + 1), ...range(size) })),
    };
  });
  const pick = (): Batch => batches[random(count)] as Batch;
  const scope = Array.from({ length: 1 + random(4) }, (): ScopeItem => {
    const target = pick();
    const kind = random(4);
    if (kind === 0) return { kind: "model", modelId: target.modelId };
    return kind === 1
      ? { kind: "batch", batchId: target.id, ...range(target.size) }
      : { kind: "component", batchId: deep ? batchId(1) : target.id };
  });
  return { batches, scope };
}

/** The rule again, one unit at a time and without any cleverness. */
function naive(scope: ScopeItem[], byId: Map<BatchId, Batch>, own: Batch, index: number): boolean {
  const named = scope.some(
    (item) =>
      (item.kind === "model" && item.modelId === own.modelId) ||
      (item.kind === "component" && item.batchId === own.id) ||
      (item.kind === "batch" && item.batchId === own.id && item.first <= index && index <= item.last),
  );
  const contains = (id: BatchId, steps: number): boolean =>
    scope.some((item) => item.kind === "component" && item.batchId === id) ||
    (steps > 0 && (byId.get(id) as Batch).parts.some((part) => contains(part.batchId, steps - 1)));
  return named || own.parts.some((part) => part.first <= index && index <= part.last && contains(part.batchId, MAX_PATH - 1));
}

/** All paths down from a batch, as witnesses. */
function paths(byId: Map<BatchId, Batch>, from: Batch, steps: number): Hex[] {
  if (steps === 0) return ["0x"];
  const below = from.parts.flatMap((part, position) =>
    paths(byId, byId.get(part.batchId) as Batch, steps - 1).map((path): Hex => `0x0${position}${path.slice(2)}`),
  );
  return ["0x", ...below];
}

describe("scope", () => {
  it("reaches wholes through their parts, limited by the first step only", () => {
    const batches = [batch(1, 10), batch(2, 10, [[1, 2, 3]]), batch(3, 10, [[2, 5, 9]])];
    const ranges = affectedRanges([component(1)], batches);
    expect(rangesOf(ranges, 1)).to.deep.equal([{ first: 0, last: 9, path: "0x", via: [] }]);
    expect(rangesOf(ranges, 2)).to.deep.equal([{ first: 2, last: 3, path: "0x00", via: [1] }]);
    expect(rangesOf(ranges, 3)).to.deep.equal([{ first: 5, last: 9, path: "0x0000", via: [2, 1] }]);
  });

  it("leaves wholes alone when only the batch itself is named", () => {
    const batches = [batch(1, 10), batch(2, 10, [[1, 0, 9]], 2)];
    for (const item of [
      { kind: "batch", batchId: batchId(1), first: 0, last: 9 },
      { kind: "model", modelId: model(1) },
    ] as const)
      expect(affectedRanges([item], batches).map(({ batchId: id }) => id)).to.deep.equal([1]);
  });

  it("reaches wholes of a batch that is named as a component and by its model", () => {
    const batches = [batch(1, 10), batch(2, 10, [[1, 0, 4]], 2)];
    const ranges = affectedRanges([{ kind: "model", modelId: model(1) }, component(1), { kind: "model", modelId: model(1) }], batches);
    expect(ranges.map(({ batchId: id, path }) => [id, path])).to.deep.equal([
      [1, "0x"],
      [2, "0x00"],
    ]);
  });

  it("keeps one way for each part and component, the shortest", () => {
    // Each level contains the one below twice: 2^7 ways lead down, and they say the same.
    const twice = (id: number) =>
      batch(id, 4, [
        [id - 1, 0, 1],
        [id - 1, 2, 3],
      ]);
    const batches = [batch(1, 4), ...Array.from({ length: 7 }, (_, i) => twice(i + 2))];
    expect(rangesOf(affectedRanges([component(1)], batches), 8).map(({ path }) => path)).to.deep.equal([
      "0x00000000000000",
      "0x01000000000000",
    ]);
  });

  it("reaches a batch that is registered after the recall, given the ways into its parts", () => {
    const before = [batch(1, 5), batch(2, 5, [[1, 1, 1]])];
    const late = batch(3, 5, [[2, 0, 2]]);
    const known = affectedRanges([component(1)], before);
    const ways = waysInto(late, [], (part) => known.filter((range) => range.batchId === part));
    expect(ways.map((way) => ({ ...way, batchId: late.id }))).to.deep.equal(
      affectedRanges([component(1)], [...before, late]).filter((range) => range.batchId === late.id),
    );
  });

  it("agrees with a unit-by-unit search on 600 random graphs", () => {
    let reached = 0;
    let missed = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const { batches, scope } = world(seed);
      const byId = new Map(batches.map((item) => [item.id, item]));
      const ranges = affectedRanges(scope, batches);
      for (const own of batches) {
        const ways = ranges.filter((range) => range.batchId === own.id);
        let units = 0;
        for (let index = 0; index < own.size; index++) {
          const expected = naive(scope, byId, own, index);
          const way = wayTo(index, ways);
          expect(way !== undefined, `seed ${seed}, unit ${own.id}-${index}`).to.equal(expected);
          if (way) {
            const witnessed = affects(scope, deviceId(own.id, index), way.path, (id) => byId.get(id));
            expect(witnessed, `seed ${seed}, witness ${way.path} for ${own.id}-${index}`).to.equal(true);
            units++;
          }
        }
        expect(unionSize(ways), `seed ${seed}, batch ${own.id}`).to.equal(units);
        reached += units;
        missed += own.size - units;
      }
    }
    expect(reached).to.be.greaterThan(1000);
    expect(missed).to.be.greaterThan(1000);
  });

  it("knows no path to a unit that is not affected", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { batches, scope } = world(seed);
      const byId = new Map(batches.map((item) => [item.id, item]));
      for (const own of batches) {
        const witnesses = paths(byId, own, 3);
        for (let index = 0; index < own.size; index++) {
          if (naive(scope, byId, own, index)) continue;
          for (const path of witnesses) expect(affects(scope, deviceId(own.id, index), path, (id) => byId.get(id))).to.equal(false);
        }
      }
    }
  });

  it("refuses units, positions and depths that do not exist", () => {
    const chain = [batch(1, 2), ...Array.from({ length: 9 }, (_, i) => batch(i + 2, 2, [[i + 1, 0, 1]]))];
    const lookUp = (id: BatchId) => chain.find((item) => item.id === id);
    const check = (id: number, index: number, path: Hex) => affects([component(1)], deviceId(batchId(id), index), path, lookUp);
    expect(check(9, 1, `0x${"00".repeat(8)}`)).to.equal(true);
    expect(check(10, 1, `0x${"00".repeat(9)}`)).to.equal(false);
    expect(check(1, 2, "0x")).to.equal(false);
    expect(check(2, 0, "0x01")).to.equal(false);
    expect(check(77, 0, "0x")).to.equal(false);
    expect(rangesOf(affectedRanges([component(1)], chain), 10)).to.deep.equal([]);
  });

  it("counts units in overlapping and touching ranges once", () => {
    const ranges = [
      { first: 5, last: 9 },
      { first: 0, last: 2 },
      { first: 8, last: 12 },
      { first: 3, last: 3 },
    ];
    expect(mergeRanges(ranges)).to.deep.equal([
      { first: 0, last: 3 },
      { first: 5, last: 12 },
    ]);
    expect(unionSize(ranges)).to.equal(12);
    expect(unionSize([])).to.equal(0);
  });

  it("calls a unit remedied only by a published release at or above the fix, with enough evidence", () => {
    const published = (release: number) => release !== 3;
    const unit = { release: 2, evidence: "maker" } as const;
    expect(remedied(unit, 2, "maker", published)).to.equal(true);
    expect(remedied({ ...unit, release: 4 }, 2, "maker", published)).to.equal(true);
    expect(remedied(unit, null, "owner", published)).to.equal(false);
    expect(remedied({ ...unit, release: 1 }, 2, "maker", published)).to.equal(false);
    expect(remedied({ ...unit, release: 3 }, 2, "maker", published)).to.equal(false);
    expect(remedied(unit, 2, "device", published)).to.equal(false);
  });

  it("counts a remedied unit as acknowledged as well", () => {
    const units = [
      { evidence: "owner", acknowledged: false, remedied: true },
      { evidence: "device", acknowledged: true, remedied: true },
      { evidence: "owner", acknowledged: true, remedied: false },
      { evidence: "none", acknowledged: false, remedied: false },
    ] as const;
    expect(countUnits(units)).to.deep.equal({
      claimed: 4,
      acknowledged: 3,
      remedied: { owner: 1, repairer: 0, maker: 0, device: 1 },
    });
  });
});
