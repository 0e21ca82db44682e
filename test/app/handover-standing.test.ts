import { expect } from "chai";
import { handoverStanding } from "../../app/(owner)/_components/handover-standing.ts";
import type { DeviceView, HistoryEntry } from "../../lib/feed/wire.ts";

const KEY = "0xBcd4042DE499D14e55001CcbB24a551F3b954096";
const OTHER = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";
const NOW = 1_790_000_000;

const entry = (name: string, args: Record<string, unknown> = {}): HistoryEntry => ({ name, args }) as HistoryEntry;
const offered = (key: string = KEY, until = NOW + 60): HistoryEntry => entry("HandoverOffered", { key: key.toLowerCase(), until });

const standing = (history: HistoryEntry[], flags: Partial<NonNullable<DeviceView["title"]>["flags"]> = {}) =>
  handoverStanding({ title: { flags }, history } as DeviceView, KEY, NOW);

describe("a handover link", () => {
  it("is open while its offer is in force, to its last second", () => {
    expect(standing([offered()])).to.deep.equal({ is: "open", until: NOW + 60 });
    expect(standing([offered(KEY, NOW)])).to.deep.equal({ is: "open", until: NOW });
    expect(standing([offered(KEY, NOW - 1)])).to.deep.equal({ is: "expired", until: NOW - 1 });
  });

  it("waits while the register moves no title, and says why", () => {
    expect(standing([offered()], { stolen: true, contested: true })).to.deep.equal({ is: "bound", flags: ["stolen", "contested"] });
    for (const flag of ["provisional", "retired"] as const)
      expect(standing([offered()], { [flag]: true })).to.deep.equal({ is: "bound", flags: [flag] });
  });

  it("is over when it was taken back, replaced or used, or the device went another way", () => {
    expect(standing([offered(), entry("HandoverTakenBack")])).to.deep.equal({ is: "taken-back" });
    expect(standing([offered(), offered(OTHER)])).to.deep.equal({ is: "replaced" });
    expect(standing([offered(), entry("TitleMoved", { cause: "handover" })])).to.deep.equal({ is: "used" });
    expect(standing([offered(), entry("TitleMoved", { cause: "recovery" })])).to.deep.equal({ is: "moved" });
  });

  it("is judged by what happened first after it, and by nothing that does not concern it", () => {
    const later = [entry("HandoverTakenBack"), offered(OTHER), entry("TitleMoved", { cause: "handover" })];
    expect(standing([offered(), entry("ReleaseStated"), ...later])).to.deep.equal({ is: "taken-back" });
    expect(standing([offered(), entry("HandoverTakenBack"), offered()])).to.include({ is: "open" }); // the same key again
    expect(standing([offered(OTHER), entry("HandoverTakenBack"), offered(), entry("StolenSet")])).to.include({ is: "open" });
  });

  it("is not known where the register has no such offer", () => {
    expect(standing([])).to.deep.equal({ is: "unknown" });
    expect(standing([offered(OTHER)])).to.deep.equal({ is: "unknown" });
  });
});
