import { expect } from "chai";
import { byUrgency, currentRecallsOf, openRecallsOf, recalledParts } from "../../app/(owner)/_components/open-recalls.ts";
import type { DeviceRecall, DeviceView } from "../../lib/feed/wire.ts";

const recall = (id: number, change: Partial<DeviceRecall["recall"]> = {}, entry: Partial<DeviceRecall> = {}): DeviceRecall =>
  ({
    recall: { id, state: "open", severity: "medium", openedAt: id, minEvidence: "owner", ...change },
    fix: null,
    via: [],
    remedied: false,
    ...entry,
  }) as DeviceRecall;

const device = (id: string, since: number, recalls: DeviceRecall[], contested = false): DeviceView =>
  ({ id, release: 1, releases: [], recalls, title: { since, flags: { contested } } }) as unknown as DeviceView;

const ids = (entries: DeviceRecall[]): number[] => entries.map((entry) => entry.recall.id);

describe("the recalls that an owner is shown", () => {
  it("are those that still ask for something, the gravest first and the newest among equals", () => {
    const all = [
      recall(1),
      recall(2, { severity: "critical" }),
      recall(3),
      recall(4, { state: "closed" }),
      recall(5, {}, { remedied: true }),
    ];
    expect(ids(openRecallsOf(device("3-1", 0, all)))).to.deep.equal([2, 3, 1]);
  });

  it("are followed by those in which the device is fixed, so that the fix is seen", () => {
    const all = [recall(1, {}, { remedied: true }), recall(2), recall(3, { state: "closed" }, { remedied: true })];
    expect(ids(currentRecallsOf(device("3-1", 0, all)))).to.deep.equal([2, 1]);
  });

  it("are told of the parts through which they mean a device, and of none that is fixed", () => {
    const via = (...ids: number[]) => ({ via: ids.map((id) => ({ id })) }) as Partial<DeviceRecall>;
    const all = [recall(1, {}, via(7)), recall(2, {}, via(5, 7)), recall(3, {}, via()), recall(4, {}, { ...via(9), remedied: true })];
    expect([...recalledParts(device("3-1", 0, all))]).to.deep.equal([[7, [2, 1]]]);
  });

  it("bring their devices to the top, and the newest claim after that", () => {
    const fine = device("3-1", 5, []);
    const newer = device("3-2", 9, [recall(1, {}, { remedied: true })]);
    const affected = device("3-3", 1, [recall(2)]);
    expect(byUrgency([fine, newer, affected]).map(({ id }) => id)).to.deep.equal(["3-3", "3-2", "3-1"]);
    const contested = device("3-4", 2, [], true);
    expect(byUrgency([affected, contested, fine])[0]?.id).to.equal("3-4");
  });
});
