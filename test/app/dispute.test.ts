import { expect } from "chai";
import { disputeDays, makerWord } from "../../app/_lib/dispute.ts";
import type { HistoryEntry } from "../../lib/feed/wire.ts";

const entry = (name: string, time: number, args: HistoryEntry["args"] = {}): HistoryEntry => ({
  id: `${time}`,
  name,
  block: time,
  time,
  tx: `0x${"11".repeat(32)}`,
  logIndex: 0,
  args,
});
const started = entry("RecoveryStarted", 10);
const vetoed = entry("RecoveryVetoed", 20);
const awarded = entry("TitleAwarded", 30, { reason: "The bill names the claimant" });
const takenBack = entry("AwardTakenBack", 40, { reason: "It was forged" });

describe("a dispute over a device", () => {
  it("has the days on which the present claim began and was objected to", () => {
    expect(disputeDays({ history: [entry("DeviceClaimed", 1), started, vetoed] })).to.deep.equal({ claimed: 10, objected: 20 });
    expect(disputeDays({ history: [started, vetoed, entry("RecoveryStarted", 50)] })).to.deep.equal({ claimed: 50, objected: null });
    expect(disputeDays({ history: [vetoed] }), "older than what is shown").to.deep.equal({ claimed: null, objected: 20 });
  });

  it("has the maker's last word with its whole reason, and none of an earlier claim", () => {
    expect(makerWord({ history: [started, vetoed] })).to.equal(null);
    expect(makerWord({ history: [started, vetoed, awarded] })).to.deep.equal({ is: "awarded", reason: awarded.args.reason, at: 30 });
    expect(makerWord({ history: [started, awarded, takenBack] })).to.deep.equal({ is: "taken-back", reason: "It was forged", at: 40 });
    expect(makerWord({ history: [started, awarded, entry("RecoveryStarted", 50), entry("RecoveryVetoed", 60)] })).to.equal(null);
    const reason = "The bill, a picture of the label and a letter of the shop, which all name the claimant. ".repeat(4).trim();
    expect(makerWord({ history: [started, entry("TitleAwarded", 30, { reason })] })?.reason).to.equal(reason);
  });
});
