import { expect } from "chai";
import { addCourses, type CompletionDay, completionDays, createCourse } from "../../lib/domain/course.ts";
import { type BatchId, batchId, batchOf, deviceId, modelId, orgId } from "../../lib/domain/ids.ts";
import { type CourseEvent, createReplay } from "../../lib/domain/replay.ts";
import { bitmapOf } from "../../lib/domain/report.ts";
import { randomOf } from "../contracts/support/random.ts";

const BOARD = modelId(orgId(1), "00614141123452");
const CAMERA = modelId(orgId(2), "09506000134352");
const UNITS = 6;

/** A story of one register at random: boards 1 and 2, batches 3 to 5 of cameras with some of them. */
function storyOf(seed: number): CourseEvent[] {
  const random = randomOf(seed);
  const one = <Item>(...items: Item[]): Item => items[random(items.length)] as Item;
  const unit = () => deviceId(batchId(3 + random(3)), random(UNITS));
  const words = ["owner", "repairer", "maker", "device"] as const;
  const batch = (id: number, parts: number[]): CourseEvent => {
    const [of, kind] = id < 3 ? ([BOARD, "component"] as const) : ([CAMERA, "device"] as const);
    const made = { modelId: of, size: UNITS, madeFrom: 0, madeTo: 0, factoryRelease: 1, kind };
    const inside = parts.map((part) => ({ batchId: batchId(part), first: random(3), last: 3 + random(3) }));
    return { kind: "batch", time: 0, batch: { id: batchId(id), ...made, parts: inside } };
  };
  const epochs = new Map<bigint, number>();
  const title = (): CourseEvent => {
    const id = unit();
    epochs.set(id, (epochs.get(id) ?? 0) + 1);
    return { kind: "title", time: 0, deviceId: id, epoch: epochs.get(id) as number };
  };
  let reports = 0;
  let time = 0;
  const acts: (() => CourseEvent)[] = [
    title,
    title,
    title,
    () => ({ kind: "stated", time, deviceId: unit(), release: 1 + random(3), evidence: one(...words), stated: time }),
    () => ({
      kind: "swapped",
      time,
      deviceId: unit(),
      swap: { position: 0, batchId: one(null, batchId(1), batchId(2)), evidence: "owner" },
    }),
    () => ({ kind: "stolen", time, deviceId: unit(), stolen: random(2) === 0 }),
    () => ({ kind: "retired", time, deviceId: unit() }),
    () => {
      const id = unit();
      return { kind: "acknowledged", time, deviceId: id, epoch: epochs.get(id) ?? 0 };
    },
    () => {
      const id = unit();
      return { kind: "remedy", time, deviceId: id, remedy: "replaced", evidence: one(...words), epoch: epochs.get(id) ?? 0 };
    },
    () => {
      const said = { id: ++reports, batchId: batchId(3 + random(3)), release: 1 + random(3), first: 0, last: UNITS - 1, reportedAt: time };
      return { kind: "reported", time, report: { ...said, revoked: false, units: bitmapOf(0, UNITS - 1, [random(UNITS), random(UNITS)]) } };
    },
    () => ({ kind: "report-revoked", time, reportId: 1 + random(reports + 1) }),
    () => ({ kind: one("published", "published", "revoked"), time, modelId: CAMERA, sequence: 1 + random(3) }),
    () => ({ kind: "fix", time, modelId: CAMERA, sequence: 1 + random(3) }),
    () => ({
      ...{ kind: "version", time },
      added: [
        one(
          { kind: "component", batchId: batchId(1 + random(2)) } as const,
          { kind: "batch", batchId: batchId(4), first: 1, last: 2, excluded: true } as const,
        ),
      ],
    }),
  ];
  const later = Array.from({ length: 80 }, () => {
    time++;
    return (acts[random(acts.length)] as () => CourseEvent)();
  });
  return [
    batch(1, []),
    batch(2, []),
    batch(3, [1]),
    ...later.slice(0, 20),
    batch(4, [1, 2]),
    ...later.slice(20, 40),
    batch(5, [2]),
    ...later.slice(40),
  ];
}

describe("a recall replayed", () => {
  it("has the same figures whether one looks after every event or only at the end", () => {
    const seen = { involved: 0, removed: 0, remedied: 0, changes: 0 };
    for (let seed = 1; seed <= 12; seed++) {
      const story = storyOf(seed);
      const watched = createReplay("owner");
      let before = "";
      for (const [i, event] of story.entries()) {
        watched.apply(event);
        const counts = watched.counts();
        const afresh = createReplay("owner");
        for (const earlier of story.slice(0, i + 1)) afresh.apply(earlier);
        expect(counts, `seed ${seed}, event ${i}: ${event.kind}`).to.deep.equal(afresh.counts());
        expect(watched.affectedBatches()).to.deep.equal(afresh.affectedBatches());
        if (JSON.stringify(counts) !== before) seen.changes++;
        before = JSON.stringify(counts);
        seen.involved += counts.involved;
        seen.removed += counts.removed;
        seen.remedied += counts.remedied.owner + counts.remedied.maker;
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).to.be.greaterThan(100);
  });

  it("comes to the same batch by batch, each with what its units are made of", () => {
    const DAY = 86_400;
    const seen = { days: 0, remedied: 0, shrunk: 0 };
    for (let seed = 1; seed <= 40; seed++) {
      const story = storyOf(seed).map((event, i): CourseEvent => ({ ...event, time: i * DAY }));
      const daysOf = (events: readonly CourseEvent[]): CompletionDay[] => {
        const course = createCourse("owner");
        for (const event of events) course.apply(event);
        return completionDays(course.end(0));
      };
      const concerns = (event: CourseEvent, id: BatchId): boolean => {
        if (event.kind === "batch") return event.batch.id === id || event.batch.kind === "component";
        if (event.kind === "reported") return event.report.batchId === id;
        return !("deviceId" in event) || batchOf(event.deviceId) === id;
      };
      const apart = [3, 4, 5].map((id) => daysOf(story.filter((event) => concerns(event, batchId(id)))));
      const whole = daysOf(story);
      expect(addCourses(apart), `seed ${seed}`).to.deep.equal(whole);
      seen.days += whole.length;
      for (const [i, { count, of }] of whole.entries()) {
        seen.remedied += count;
        if (of < (whole[i - 1]?.of ?? 0)) seen.shrunk++;
      }
    }
    expect(seen.days).to.be.greaterThan(100);
    expect(seen.remedied).to.be.greaterThan(100);
    expect(seen.shrunk).to.be.greaterThan(5);
  });
});
