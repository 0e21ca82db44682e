import { expect } from "chai";
import { deviceEntry, recallEntry } from "../../app/_lib/history.ts";
import type { HistoryEntry } from "../../lib/feed/wire.ts";
import { door, recallOf } from "./world.ts";

const entry = (name: string, args: HistoryEntry["args"]): HistoryEntry => ({
  id: "1",
  name,
  block: 1,
  time: 1,
  tx: `0x${"00".repeat(32)}`,
  logIndex: 0,
  args,
});
const releases = [{ sequence: 2, version: "1.2.0", digest: `0x${"00".repeat(32)}` as const, size: 1, publishedAt: 0, revoked: null }];

describe("app/_lib/history", () => {
  it("says by its version what a unit was stated to run, and who says so", () => {
    expect(deviceEntry(entry("ReleaseStated", { release: 2, evidence: "maker" }), { releases })).to.deep.equal({
      text: "Stated to run release 1.2.0.",
      detail: "Maker's update report",
    });
  });

  it("says the number of a release that was never published", () => {
    expect(deviceEntry(entry("ReleaseStated", { release: 9, evidence: "owner" }), { releases }).text).to.equal(
      "Stated to run release number 9.",
    );
  });

  it("says how a title moved, and what else became of a unit", () => {
    const text = (name: string, args: HistoryEntry["args"]) => deviceEntry(entry(name, args), { releases });
    expect(text("TitleMoved", { cause: "handover" }).text).to.equal("Handed over to its next owner.");
    expect(text("RecoveryStarted", { basis: "code" }).text).to.equal("Somebody else claims it, with the code from its box.");
    expect(text("StolenSet", { stolen: true }).text).to.equal("Reported stolen by its owner.");
    expect(text("RemedyRecorded", { recallId: 2, remedy: "replaced", evidence: "repairer" })).to.deep.equal({
      text: "In recall 2: replaced.",
      detail: "Repairer's word",
    });
  });

  it("says how a recall went on and ended, with the public reason", () => {
    const recall = recallOf(1, { makers: [{ maker: door.model.maker, askedAt: 1, reply: null }] });
    expect(recallEntry(entry("RecallAmended", { version: 2, reason: "Lot 7 too." }), recall)).to.deep.equal({
      text: "Amended to version 2.",
      detail: "Lot 7 too.",
    });
    expect(recallEntry(entry("RecallWithdrawn", { reason: "Another lot." }), recall)).to.deep.equal({
      text: "Withdrawn: it was a mistake.",
      detail: "Another lot.",
    });
    expect(recallEntry(entry("MakerReplied", { maker: 2, reply: "not-affected" }), recall).text).to.equal(
      "Northgate Cameras says that its products are not affected.",
    );
  });

  it("tells a part that was removed from one that was replaced", () => {
    const swap = (batchId: number) => deviceEntry(entry("PartSwapped", { position: 2, batchId, evidence: "owner" }), { releases }).text;
    expect([swap(9), swap(0)]).to.deep.equal(["Part number 2 was replaced.", "Part number 2 was removed."]);
  });

  it("names an event that it has no words for, rather than hiding it", () => {
    expect(deviceEntry(entry("SomethingNew", {}), { releases }).text).to.equal("SomethingNew");
  });
});
