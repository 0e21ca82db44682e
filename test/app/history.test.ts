import { expect } from "chai";
import { deviceEntry } from "../../app/_lib/history.ts";
import type { HistoryEntry } from "../../lib/feed/wire.ts";

const entry = (name: string, args: HistoryEntry["args"]): HistoryEntry => ({
  id: "1",
  name,
  block: 1,
  time: 1,
  tx: `0x${"00".repeat(32)}`,
  logIndex: 0,
  args,
});
const releases = [{ sequence: 2, version: "1.2.0", digest: `0x${"00".repeat(32)}` as const, size: 1, publishedAt: 0 }];

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

  it("names an event that it has no words for, rather than hiding it", () => {
    expect(deviceEntry(entry("SomethingNew", {}), { releases }).text).to.equal("SomethingNew");
  });
});
