import { expect } from "chai";
import type { Hex } from "viem";
import { type BatchId, batchId, batchOf, type DeviceId, deviceId, indexOf, type ModelId, modelId, orgId } from "../../lib/domain/ids.ts";
import {
  type AffectedRange,
  affectedRanges,
  affects,
  type Batch,
  excludedRanges,
  MAX_PATH,
  mergeRanges,
  type PartSwap,
  partOf,
  type Range,
  type Register,
  reachedRanges,
  type ScopeItem,
  swappedWays,
  unionSize,
  waysInto,
  wayTo,
  without,
} from "../../lib/domain/scope.ts";
import { generator } from "./support/random.ts";

const model = (n: number): ModelId => modelId(orgId(1), `${n}`.padStart(14, "0"));
const batch = (id: number, size: number, parts: [part: number, first: number, last: number][] = [], of = 1): Batch => ({
  id: batchId(id),
  modelId: model(of),
  size,
  ...{ madeFrom: 100, madeTo: 200, factoryRelease: 3 },
  parts: parts.map(([part, first, last]) => ({ batchId: batchId(part), first, last })),
});
const component = (id: number): ScopeItem => ({ kind: "component", batchId: batchId(id) });
const register = (batches: readonly Batch[], swaps: Map<DeviceId, PartSwap[]> = new Map()): Register => ({
  batch: (id) => batches.find((item) => item.id === id),
  swaps: (unit) => swaps.get(unit) ?? [],
});
const rangesOf = (ranges: AffectedRange[], id: number) =>
  ranges.filter((range) => range.batchId === id).map(({ first, last, path, via }) => ({ first, last, path, via }));

type World = { batches: Batch[]; scope: ScopeItem[]; swaps: Map<DeviceId, PartSwap[]> };

/** A graph of parts with shared parts, overlapping ranges, swaps and, in every third case, chains deeper than the limit. */
function world(seed: number): World {
  const random = generator(seed);
  const deep = seed % 3 === 0;
  const count = deep ? 12 : 2 + random(7);
  const range = (size: number, from = 0): Range => {
    const first = from + random(size - from);
    return { first, last: first + random(size - first) };
  };
  const batches = Array.from({ length: count }, (_, i): Batch => {
    const size = 1 + random(6);
    const parts = i === 0 ? [] : Array.from({ length: random(deep ? 2 : 4) + (deep ? 1 : 0) }, () => random(i));
    const madeFrom = random(10);
    return {
      ...{ id: batchId(i + 1), modelId: model(random(3)), size },
      ...{ madeFrom, madeTo: madeFrom + random(4), factoryRelease: random(4) },
      parts: parts.map((part, position) => ({ batchId: batchId((deep && position === 0 ? i - 1 : part) + 1), ...range(size) })),
    };
  });
  const pick = (): Batch => batches[random(count)] as Batch;
  const scope = Array.from({ length: 1 + random(5) }, (): ScopeItem => {
    const [target, excluded] = [pick(), random(4) === 0];
    const { id, size, modelId: of } = target;
    const items: ScopeItem[] = [
      { kind: "model", modelId: of, excluded },
      { kind: "batch", batchId: id, ...range(size), excluded },
      { kind: "made", modelId: of, ...range(12), excluded },
      { kind: "shipped", modelId: of, ...range(5, 1), excluded },
    ];
    return items[random(8)] ?? { kind: "component", batchId: deep ? batchId(1) : id };
  });
  const swaps = new Map<DeviceId, PartSwap[]>();
  for (const { id, size, parts } of batches)
    for (const [position] of parts.entries()) {
      const unit = deviceId(id, random(size));
      const swap: PartSwap = { position, batchId: random(3) === 0 ? null : pick().id, evidence: "owner" };
      if (random(2) === 0) swaps.set(unit, [...(swaps.get(unit) ?? []), swap]);
    }
  return { batches, scope, swaps };
}

/** The rule again, one unit at a time and without any cleverness. */
function naive({ batches, scope, swaps }: World, own: Batch, index: number): boolean {
  const isNamed = (item: ScopeItem): boolean => {
    if (item.kind === "component" || item.kind === "batch")
      return item.batchId === own.id && (item.kind === "component" || (item.first <= index && index <= item.last));
    if (item.modelId !== own.modelId || item.kind === "model") return item.modelId === own.modelId;
    if (item.kind === "shipped") return item.first <= own.factoryRelease && own.factoryRelease <= item.last;
    return Math.max(item.first, own.madeFrom) <= Math.min(item.last, own.madeTo);
  };
  const contains = (id: BatchId, steps: number): boolean =>
    scope.some((item) => item.kind === "component" && item.batchId === id) ||
    (steps > 0 && (batches[id - 1] as Batch).parts.some((part) => contains(part.batchId, steps - 1)));
  const inside = [
    ...own.parts.filter((part) => part.first <= index && index <= part.last),
    ...(swaps.get(deviceId(own.id, index)) ?? []),
  ].flatMap((part) => part.batchId ?? []);
  const included = scope.some((item) => !item.excluded && isNamed(item)) || inside.some((id) => contains(id, MAX_PATH - 1));
  return included && !scope.some((item) => item.excluded && isNamed(item));
}

/** Every way to one unit, found by way of the batches. */
function waysTo({ batches, scope, swaps }: World, unit: DeviceId) {
  const reached = reachedRanges(scope, batches);
  const into = (id: BatchId) => reached.filter((range) => range.batchId === id);
  const own = batches[batchOf(unit) - 1] as Batch;
  const ways = [...into(own.id), ...swappedWays(indexOf(unit), swaps.get(unit) ?? [], into)];
  return ways.flatMap((way) => without(way, excludedRanges(own, scope)));
}

/** All paths down from a unit, as witnesses: its swaps first. */
function paths(from: World, unit: DeviceId, steps: number): Hex[] {
  const partsOf = (id: BatchId) => (from.batches[id - 1] as Batch).parts;
  const below = (id: BatchId, left: number): Hex[] =>
    left === 0 ? ["0x"] : ["0x", ...partsOf(id).flatMap((part, i) => below(part.batchId, left - 1).map((path) => step(i, path)))];
  const step = (byte: number, path: Hex): Hex => `0x${byte.toString(16).padStart(2, "0")}${path.slice(2)}`;
  const swapped = (from.swaps.get(unit) ?? []).flatMap(({ position, batchId: id }) =>
    id === null ? [step(128 + position, "0x")] : below(id, steps - 1).map((path) => step(128 + position, path)),
  );
  return [...swapped, ...below(batchOf(unit), steps)];
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
      const some = world(seed);
      for (const own of some.batches) {
        for (let index = 0; index < own.size; index++) {
          const unit = deviceId(own.id, index);
          const way = wayTo(index, waysTo(some, unit));
          expect(way !== undefined, `seed ${seed}, unit ${own.id}-${index}`).to.equal(naive(some, own, index));
          if (way) {
            const witnessed = affects(some.scope, unit, way.path, register(some.batches, some.swaps));
            expect(witnessed, `seed ${seed}, witness ${way.path} for ${own.id}-${index}`).to.equal(true);
          }
          if (way) reached++;
          else missed++;
        }
      }
      const unswapped = { ...some, swaps: new Map() };
      const ranges = affectedRanges(some.scope, some.batches);
      for (const own of some.batches) {
        const units = Array.from({ length: own.size }, (_, index) => index).filter((index) => naive(unswapped, own, index));
        expect(unionSize(ranges.filter((range) => range.batchId === own.id)), `seed ${seed}, batch ${own.id}`).to.equal(units.length);
      }
    }
    expect(reached).to.be.greaterThan(1000);
    expect(missed).to.be.greaterThan(1000);
  });

  it("knows no path to a unit that is not affected", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const some = world(seed);
      for (const own of some.batches) {
        for (let index = 0; index < own.size; index++) {
          if (naive(some, own, index)) continue;
          const unit = deviceId(own.id, index);
          for (const path of paths(some, unit, 3))
            expect(affects(some.scope, unit, path, register(some.batches, some.swaps)), `seed ${seed}, ${unit} by ${path}`).to.equal(false);
        }
      }
    }
  });

  it("reaches the wholes of an excluded sub-assembly, and not the sub-assembly", () => {
    const batches = [batch(1, 10), batch(2, 10, [[1, 2, 8]], 2), batch(3, 10, [[2, 0, 4]])];
    const spare: ScopeItem = { kind: "batch", batchId: batchId(2), first: 4, last: 5, excluded: true };
    expect(rangesOf(affectedRanges([component(1), spare], batches), 2).map(({ first, last }) => [first, last])).to.deep.equal([
      [2, 3],
      [6, 8],
    ]);
    const ranges = affectedRanges([component(1), { kind: "model", modelId: model(2), excluded: true }], batches);
    expect(ranges.map(({ batchId: id, path }) => [id, path])).to.deep.equal([
      [1, "0x"],
      [3, "0x0000"],
    ]);
  });

  it("names batches by when they were made and by what they were shipped with", () => {
    const kinds = (items: ScopeItem[]) => items.map((item) => affectedRanges([item], [batch(1, 5)]).length === 1);
    const made = (first: number, last: number): ScopeItem => ({ kind: "made", modelId: model(1), first, last });
    const shipped = (first: number, last: number): ScopeItem => ({ kind: "shipped", modelId: model(1), first, last });
    expect(kinds([made(0, 99), made(0, 100), made(150, 160), made(200, 300), made(201, 300)])).to.deep.equal([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(kinds([shipped(1, 2), shipped(1, 3), shipped(3, 9), shipped(4, 9)])).to.deep.equal([false, true, true, false]);
    expect(kinds([{ ...made(0, 300), modelId: model(2) } as ScopeItem])).to.deep.equal([false]);
  });

  it("tells by its path which original part a way begins with", () => {
    expect((["0x", "0x00", "0x7f03", "0x80", "0xff00"] as const).map((path) => partOf({ path }))).to.deep.equal([null, 0, 127, null, null]);
  });

  it("refuses units, positions and depths that do not exist", () => {
    const chain = [batch(1, 2), ...Array.from({ length: 9 }, (_, i) => batch(i + 2, 2, [[i + 1, 0, 1]]))];
    const check = (id: number, index: number, path: Hex) => affects([component(1)], deviceId(batchId(id), index), path, register(chain));
    expect(check(9, 1, `0x${"00".repeat(8)}`)).to.equal(true);
    expect(check(10, 1, `0x${"00".repeat(9)}`)).to.equal(false);
    expect(check(1, 2, "0x")).to.equal(false);
    expect(check(2, 0, "0x01")).to.equal(false);
    expect(check(2, 0, "0x80")).to.equal(false);
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
});
