import { expect } from "chai";
import type { Hex } from "viem";
import { batchId, deviceId } from "../../lib/domain/ids.ts";
import { countUnits, type Demand, type RecordedRemedy, remediedBy, type UnitRecord } from "../../lib/domain/remedied.ts";
import type { Report } from "../../lib/domain/report.ts";
import type { Way } from "../../lib/domain/scope.ts";

const batch = batchId(4);
const unit: UnitRecord = { id: deviceId(batch, 7), epoch: 2, release: 2, evidence: "repairer", stated: 256, swaps: [] };
const never = { ...unit, release: 0, evidence: "none", stated: 0 } as const;
const demand: Demand = { minEvidence: "repairer", fix: 2, isCurrent: (release) => release !== 3 };
const report: Report = { id: 1, batchId: batch, release: 2, first: 0, last: 9, reportedAt: 512, revoked: false, units: "0x" };
const way = (path: Hex): Way => ({ path, first: 0, last: 9, via: [], component: null });

/** By one way, unless a test says otherwise. */
const by = (of: UnitRecord, terms: Partial<Demand> = {}, recorded?: RecordedRemedy, reports: Report[] = [], paths: Hex[] = ["0x00"]) =>
  remediedBy(of, paths.map(way), { ...demand, ...terms }, recorded, reports);

describe("remedied", () => {
  it("means a current release at or above the fix, by enough evidence", () => {
    expect(by(unit)).to.equal("repairer");
    expect(by({ ...unit, release: 4 })).to.equal("repairer");
    expect(by({ ...unit, release: 1 })).to.equal(null);
    expect(by({ ...unit, release: 3 })).to.equal(null);
    expect(by(unit, { fix: null })).to.equal(null);
    expect(by(unit, { minEvidence: "owner" })).to.equal("repairer");
    expect(by(unit, { minEvidence: "maker" })).to.equal(null);
  });

  it("means a report that is newer than the last statement, for unclaimed units too", () => {
    expect(by({ ...never, epoch: 0 }, {}, undefined, [report])).to.equal("maker");
    expect(by({ ...unit, release: 1 }, {}, undefined, [report])).to.equal("maker");
    expect(by({ ...unit, release: 1, stated: 512 }, {}, undefined, [report])).to.equal(null);
    expect(by(never, {}, undefined, [{ ...report, release: 3 }])).to.equal(null);
    expect(by(never, {}, undefined, [{ ...report, release: 1 }, report])).to.equal("maker");
    expect(by(never, { minEvidence: "device" }, undefined, [report])).to.equal(null);
  });

  it("means a remedy that was recorded under the present title", () => {
    const recorded = { remedy: "replaced", evidence: "repairer", epoch: 2 } as const;
    expect(by(never, { fix: null }, recorded)).to.equal("repairer");
    expect(by(never, { fix: null }, { ...recorded, epoch: 1 })).to.equal(null);
    expect(by(never, { fix: null }, { ...recorded, evidence: "owner" })).to.equal(null);
  });

  it("means that in every way the original part is out", () => {
    const swap = { position: 0, batchId: null, evidence: "maker" } as const;
    const swapped = { ...never, swaps: [swap] };
    expect(by(swapped)).to.equal("maker");
    expect(by(swapped, { minEvidence: "device" })).to.equal(null);
    for (const paths of [["0x00", "0x01"], ["0x00", "0x"], ["0x00", "0x80"], ["0x"]] as Hex[][])
      expect(by(swapped, {}, undefined, [], paths), paths.join()).to.equal(null);
    const both = { ...swapped, swaps: [swap, { ...swap, position: 1, evidence: "repairer" as const }] };
    expect(by(both, {}, undefined, [], ["0x0000", "0x01"])).to.equal("repairer");
    expect(by({ ...both, release: 2, evidence: "device" }, {}, undefined, [], ["0x00", "0x01"])).to.equal("device");
  });

  it("counts a remedied unit as acknowledged as well, and one that is gone as removed unless it is remedied", () => {
    const units = [
      { acknowledged: false, remediedBy: "owner", isGone: false },
      { acknowledged: true, remediedBy: "device", isGone: true },
      { acknowledged: true, remediedBy: null, isGone: true },
      { acknowledged: false, remediedBy: null, isGone: false },
    ] as const;
    expect(countUnits(units)).to.deep.equal({
      claimed: 4,
      acknowledged: 3,
      remedied: { owner: 1, repairer: 0, maker: 0, device: 1 },
      removed: 1,
    });
  });
});
