import { expect } from "chai";
import { courseOf, createCourse } from "../../lib/domain/course.ts";
import { batchId, deviceId, modelId, orgId } from "../../lib/domain/ids.ts";
import type { CourseEvent } from "../../lib/domain/replay.ts";
import { totalRemedied } from "../../lib/domain/statistics.ts";

const DAY = 86_400;
const board = modelId(orgId(1), "00614141123452");
const camera = modelId(orgId(2), "09506000134352");
const [B1, B2, C1, C2] = [batchId(1), batchId(2), batchId(3), batchId(4)];
const made = (
  id: typeof B1,
  of: typeof board,
  kind: "device" | "component",
  parts: { batchId: typeof B1; first: number; last: number }[] = [],
) => ({
  ...{ id, modelId: of, size: 100, madeFrom: 0, madeTo: 0, factoryRelease: 1, parts, kind },
});
/** Two batches of boards; the first is in units 0 to 49 of the cameras. */
const factory: CourseEvent[] = [
  { kind: "batch", time: 0, batch: made(B1, board, "component") },
  { kind: "batch", time: 0, batch: made(B2, board, "component") },
  {
    kind: "batch",
    time: 0,
    batch: made(C1, camera, "device", [
      { batchId: B1, first: 0, last: 49 },
      { batchId: B2, first: 50, last: 99 },
    ]),
  },
  { kind: "published", time: 0, modelId: camera, sequence: 1 },
];
const claim = (day: number, index: number, epoch = 1): CourseEvent => ({
  kind: "title",
  time: day * DAY + 60,
  deviceId: deviceId(C1, index),
  epoch,
});
const open: CourseEvent = { kind: "version", time: 10 * DAY, added: [{ kind: "component", batchId: B1 }] };
const state = (day: number, index: number, release: number): CourseEvent => ({
  ...{ kind: "stated", time: day * DAY, deviceId: deviceId(C1, index), release, evidence: "owner", stated: day * DAY },
});
const publish = (day: number): CourseEvent[] => [
  { kind: "published", time: day * DAY, modelId: camera, sequence: 2 },
  { kind: "fix", time: day * DAY, modelId: camera, sequence: 2 },
];

/** Day, involved, claimed, acknowledged and remedied of each point. */
function course(events: CourseEvent[], until = 20): number[][] {
  const ordered = [...factory, ...events].sort((a, b) => a.time - b.time);
  return courseOf(ordered, "owner", until * DAY + 100).map((point) => [
    point.day / DAY,
    point.involved,
    point.claimed,
    point.acknowledged,
    totalRemedied(point.remedied),
  ]);
}

describe("the course of a recall", () => {
  it("begins on the day of the opening, with those who owned a device before, and ends today", () => {
    expect(course([claim(2, 5), claim(3, 70), open])).to.deep.equal([
      [10, 50, 1, 0, 0],
      [20, 50, 1, 0, 0],
    ]);
    expect(course([claim(2, 5)])).to.deep.equal([]);
    expect(course([open], 10)).to.deep.equal([[10, 50, 0, 0, 0]]);
  });

  it("is also that of each maker's devices, which together are all", () => {
    const [other, C3] = [modelId(orgId(3), "00614141123469"), batchId(5)];
    const course = createCourse("owner");
    const theirs: CourseEvent = { kind: "batch", time: 0, batch: made(C3, other, "device", [{ batchId: B1, first: 0, last: 9 }]) };
    for (const event of [...factory, theirs, open, claim(11, 5), ...publish(12), state(14, 5, 2)]) course.apply(event);
    const all = course.end(20 * DAY).at(-1);
    const byMaker = course.endByMaker(20 * DAY);
    expect([...byMaker].map(([maker, days]) => [maker, days.at(-1)?.involved, days.at(-1)?.claimed])).to.have.deep.members([
      [2, 50, 1],
      [3, 10, 0],
    ]);
    expect([all?.involved, totalRemedied(all?.remedied ?? { owner: 9, repairer: 0, maker: 0, device: 0 })]).to.deep.equal([60, 1]);
    expect(byMaker.get(orgId(2))?.map(({ day }) => day / DAY)).to.deep.equal([10, 11, 14, 20]);
    expect(byMaker.get(orgId(3))?.map(({ day }) => day / DAY)).to.deep.equal([10, 20]);
  });

  it("has a point for each day on which a figure changed, and none for others", () => {
    const events = [open, claim(11, 5), claim(11, 6), claim(11, 70), ...publish(12), state(14, 5, 2), state(14, 5, 2), state(15, 6, 1)];
    expect(course(events)).to.deep.equal([
      [10, 50, 0, 0, 0],
      [11, 50, 2, 0, 0],
      [14, 50, 2, 1, 1],
      [20, 50, 2, 1, 1],
    ]);
  });

  it("shows what was counted then, also where it no longer is: downgrades, new owners and revoked releases", () => {
    const events = [open, claim(11, 5), claim(11, 6), ...publish(12)];
    const acknowledged: CourseEvent = { kind: "acknowledged", time: 13 * DAY, deviceId: deviceId(C1, 5), epoch: 1 };
    expect(course([...events, state(13, 5, 2), state(14, 5, 1)]).slice(2)).to.deep.equal([
      [13, 50, 2, 1, 1],
      [14, 50, 2, 0, 0],
      [20, 50, 2, 0, 0],
    ]);
    expect(course([...events, acknowledged, claim(14, 5, 2)]).slice(2)).to.deep.equal([
      [13, 50, 2, 1, 0],
      [14, 50, 2, 0, 0],
      [20, 50, 2, 0, 0],
    ]);
    const revoked: CourseEvent = { kind: "revoked", time: 16 * DAY, modelId: camera, sequence: 2 };
    expect(course([...events, state(13, 5, 2), revoked]).slice(3)).to.deep.equal([
      [16, 50, 2, 0, 0],
      [20, 50, 2, 0, 0],
    ]);
  });

  it("counts what is stolen or out of use as removed, until it is found, fixed or another's", () => {
    const id = deviceId(C1, 5);
    const stolen = (day: number, is: boolean): CourseEvent => ({ kind: "stolen", time: day * DAY, deviceId: id, stolen: is });
    const retired = (day: number): CourseEvent => ({ kind: "retired", time: day * DAY, deviceId: id });
    const removed = (...events: CourseEvent[]) =>
      courseOf(
        [...factory, open, claim(10, 5), ...events].sort((a, b) => a.time - b.time),
        "owner",
        20 * DAY,
      ).map((point) => [point.day / DAY, point.removed]);
    expect(removed(stolen(11, true), stolen(12, false))).to.deep.equal([
      [10, 0],
      [11, 1],
      [12, 0],
      [20, 0],
    ]);
    expect(removed(retired(11), claim(12, 5, 2))).to.deep.equal([
      [10, 0],
      [11, 1],
      [12, 0],
      [20, 0],
    ]);
    const fixed = courseOf([...factory, open, claim(11, 5), retired(12), ...publish(13), state(14, 5, 2)], "owner", 14 * DAY).at(-1);
    expect([fixed?.removed, fixed?.remedied.owner]).to.deep.equal([0, 1]);
  });

  it("follows the scope: versions that widen or narrow it, and wholes that are registered later", () => {
    const wider: CourseEvent = { kind: "version", time: 12 * DAY, added: [{ kind: "component", batchId: B2 }] };
    const narrower: CourseEvent = {
      kind: "version",
      time: 13 * DAY,
      added: [{ kind: "batch", batchId: C1, first: 0, last: 9, excluded: true }],
    };
    const later: CourseEvent = { kind: "batch", time: 14 * DAY, batch: made(C2, camera, "device", [{ batchId: B1, first: 90, last: 99 }]) };
    expect(course([claim(2, 5), claim(3, 70), open, wider, narrower, later])).to.deep.equal([
      [10, 50, 1, 0, 0],
      [12, 100, 2, 0, 0],
      [13, 90, 1, 0, 0],
      [14, 100, 1, 0, 0],
      [20, 100, 1, 0, 0],
    ]);
  });

  it("counts remedies, reports and parts that were put in or taken out, while they count", () => {
    const id = deviceId(C1, 5);
    const remedy: CourseEvent = { kind: "remedy", time: 12 * DAY, deviceId: id, remedy: "replaced", evidence: "repairer", epoch: 1 };
    expect(course([open, claim(11, 5), remedy, claim(13, 5, 2)]).slice(1, 4)).to.deep.equal([
      [11, 50, 1, 0, 0],
      [12, 50, 1, 1, 1],
      [13, 50, 1, 0, 0],
    ]);

    const report = { id: 1, batchId: C1, release: 2, first: 0, last: 99, reportedAt: 13 * DAY, revoked: false, units: "0x" } as const;
    const reported: CourseEvent[] = [
      { kind: "reported", time: 13 * DAY, report },
      { kind: "report-revoked", time: 15 * DAY, reportId: 1 },
    ];
    expect(course([open, claim(11, 5), claim(11, 70), ...publish(12), ...reported]).slice(2)).to.deep.equal([
      [13, 50, 1, 1, 1],
      [15, 50, 1, 0, 0],
      [20, 50, 1, 0, 0],
    ]);

    const swap = (day: number, index: number, position: number, part: typeof B1 | null): CourseEvent => ({
      ...{ kind: "swapped", time: day * DAY, deviceId: deviceId(C1, index) },
      swap: { position, batchId: part, evidence: "owner" },
    });
    // A board of the recalled batch is put into a unit that had another, and out of one again.
    expect(course([open, claim(11, 70), swap(12, 70, 1, B1), swap(13, 70, 1, null)]).slice(1)).to.deep.equal([
      [12, 51, 1, 0, 0],
      [13, 50, 0, 0, 0],
      [20, 50, 0, 0, 0],
    ]);
    expect(course([open, claim(11, 5), swap(12, 5, 0, B2)]).slice(2)).to.deep.equal([
      [12, 50, 1, 1, 1],
      [20, 50, 1, 1, 1],
    ]);
  });
});
