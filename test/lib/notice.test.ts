import { expect } from "chai";
import { modelId, orgId } from "../../lib/domain/ids.ts";
import {
  CHANNELS,
  channelsOwed,
  composeMail,
  isOwedToSubscribers,
  messageId,
  type NoticeFacts,
  noticeTitle,
  reminderDue,
  type Standing,
} from "../../lib/domain/notice.ts";

const facts: NoticeFacts = {
  recall: { id: 2, version: 1, measure: "corrective-update", severity: "critical" },
  issuer: "Market Surveillance Office",
  unit: { id: "3-17", model: "View 2", maker: "Halden" },
  document: {
    language: "en",
    headline: "Cameras answer to anybody",
    whatToDo: ["Take it off the internet.", "Install release 4."],
    stopUse: true,
    isolateFromNetwork: true,
  },
  publicUrl: "https://muster.example",
  reminder: 0,
  kind: "notice",
  isEarly: false,
};
const STOP = "https://muster.example/unsubscribe/1";

const standing: Standing = { recallOpen: true, versionBlock: 10n, titleBlock: 8n, remedied: false, reachable: ["mail"] };

describe("notice", () => {
  it("is owed on every channel that reaches the owner, and in the inbox without an address", () => {
    expect(channelsOwed(standing, 10n)).to.deep.equal(["inbox", "mail"]);
    expect(channelsOwed({ ...standing, reachable: CHANNELS }, 10n)).to.deep.equal(CHANNELS);
    expect(channelsOwed({ ...standing, reachable: [] }, 10n)).to.deep.equal(["inbox"]);
  });

  it("is not owed for what is closed, remedied or not final", () => {
    for (const change of [{ recallOpen: false }, { remedied: true }, { versionBlock: 11n }, { titleBlock: 11n }])
      expect(channelsOwed({ ...standing, ...change }, 10n), JSON.stringify(Object.keys(change))).to.deep.equal([]);
  });

  it("names the measure, the product and the danger in one line", () => {
    expect(noticeTitle(facts, "en")).to.equal("Update needed: View 2 - Cameras answer to anybody");
    expect(noticeTitle({ ...facts, document: null }, "en")).to.equal("Update needed: View 2");
  });

  it("says what to do, in which order, and where the notice is", () => {
    const { text } = composeMail(facts, "en", STOP);
    expect(text).to.match(/Your View 2 by Halden .unit 3-17.*recall 2.*Market Surveillance Office.*critical/);
    expect(text).to.include("Stop using it until it is fixed. Keep it off the internet until it is fixed.");
    expect(text).to.include("1. Take it off the internet.\n2. Install release 4.");
    expect(text.match(/https?:\/\/\S+/g)).to.deep.equal(["https://muster.example/recalls/2", STOP]);
  });

  it("is owed to who asked for a model while it is open, by final blocks", () => {
    const open = { recallOpen: true, versionBlock: 10n, reached: [12n, 9n] };
    expect(isOwedToSubscribers(open, 10n)).to.equal(true);
    for (const change of [{ recallOpen: false }, { versionBlock: 11n }, { reached: [] }, { reached: [11n] }])
      expect(isOwedToSubscribers({ ...open, ...change }, 10n), JSON.stringify(Object.keys(change))).to.equal(false);
  });

  it("about a model claims nothing of the reader's unit, and says how to look and how to claim one", () => {
    const ofModel = { ...facts, unit: { ...facts.unit, id: null } };
    const { subject, text, html } = composeMail(ofModel, "en", STOP);
    expect(subject).to.equal("Update needed: View 2 - Cameras answer to anybody");
    expect(text).to.match(/Units of the model View 2 by Halden are affected by recall 2.*Severity: critical/);
    expect(text)
      .to.include("If yours is affected:\n\nStop using it until it is fixed.")
      .and.not.match(/[Yy]our View|unit 3-17|with the wallet/);
    const links = ["recalls/2#your-device", "recalls/2", "claim"].map((path) => `https://muster.example/${path}`);
    expect(text.match(/https?:\/\/\S+/g)).to.deep.equal([...links, STOP]);
    expect(html.match(/<a href="[^"]*">[^<]*<\/a>/g)).to.deep.equal([...links, STOP].map((link) => `<a href="${link}">${link}</a>`));
    for (const kind of ["withdrawal", "correction"] as const)
      expect(composeMail({ ...ofModel, kind }, "en", STOP).text)
        .to.include("of the model View 2 by Halden")
        .and.not.match(/your View|unit/);
    expect(composeMail({ ...ofModel, document: null }, "en", STOP).text).to.not.include("If yours is affected:");
  });

  it("tells the bare fact when the document cannot be had, and says so", () => {
    const { text, html } = composeMail({ ...facts, document: null }, "en", STOP);
    expect(text).to.include("The text of the notice is missing or was altered");
    expect(composeMail(facts, "en", STOP).text).not.to.include("missing or was altered");
    expect(text).to.include("recall 2").and.not.include("What to do now");
    expect(html).to.not.include("<ol>");
  });

  it("keeps strangers' texts within their line, their length and their element", () => {
    const evil = { ...facts, issuer: "A\r\nB", unit: { id: "3-17", model: "x".repeat(500), maker: "</p><script>\u202e" } };
    const { subject, text, html } = composeMail(evil, "en", STOP);
    expect(subject).to.not.match(/[\r\n\u202e]/);
    expect(subject.length).to.be.below(260);
    expect(text).to.include("A B");
    expect(html).to.not.include("<script>");
    expect(html.match(/<a /g)).to.have.length(2);
  });

  it("says of a later version that it counts instead of the one before", () => {
    const again = { ...facts, recall: { ...facts.recall, version: 2 } };
    expect(composeMail(again, "en", STOP).text).to.contain(
      "This is version 2 of the recall. It counts instead of what you were told before.",
    );
    expect(composeMail(facts, "en", STOP).text).not.to.contain("This is version");
  });

  it("reminds on four days and not between, says which reminder it is, and which is the last", () => {
    const told = 1_790_000_000;
    const due = (days: number): number => reminderDue(told, told + days * 86_400);
    expect([0, 0.99, 1, 6.99, 7, 29, 30, 89, 90, 4000].map(due)).to.deep.equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    const [third, fourth] = [3, 4].map((reminder) => composeMail({ ...facts, reminder }, "en", STOP));
    expect(third?.subject).to.equal("Reminder: Update needed: View 2 - Cameras answer to anybody");
    expect(third?.text).to.include("This is reminder 3 of 4: you were told before, and the register still has no fix of this unit.\n");
    expect(fourth?.text).to.include("reminder 4 of 4").and.to.include("It is the last one.");
    expect(composeMail(facts, "en", STOP).text).to.not.include("eminder");
  });

  it("says once that what was told no longer counts, and repeats nothing of it", () => {
    const withdrawn = composeMail({ ...facts, document: null, kind: "withdrawal" }, "en", STOP);
    expect(withdrawn.subject).to.equal("Recall withdrawn: View 2");
    expect(withdrawn.text).to.include("was withdrawn by Market Surveillance Office. What you were told of it no longer counts.");
    const gone = composeMail({ ...facts, recall: { ...facts.recall, measure: null }, issuer: "", kind: "correction" }, "en", STOP);
    expect(gone.subject).to.equal("No longer recorded: View 2");
    expect(gone.text).to.include("You were told of recall 2 of your View 2 by Halden (unit 3-17).").and.not.include("Install release 4.");
  });

  it("has one id for each owner, version and unit, however often it is sent", () => {
    const key = { chainId: 1, recallId: 2, version: 1, unit: "3-17", model: null, epoch: 1, reminder: 0, kind: "notice" } as const;
    expect(messageId(key, "muster.example")).to.equal("<recall-2.1.unit-3-17.1.chain-1@muster.example>");
    const others = [{ chainId: 2 }, { recallId: 3 }, { version: 2 }, { unit: "3-1" }, { epoch: 2 }];
    const kinds = [
      { kind: "reminder", reminder: 1 },
      { kind: "reminder", reminder: 2 },
      { kind: "withdrawal" },
      { kind: "correction" },
    ] as const;
    const ids = [...others, ...kinds].map((change) => messageId({ ...key, ...change }, "muster.example"));
    expect(new Set([messageId(key, "muster.example"), ...ids])).to.have.property("size", 10);
    const ofModel = { ...key, unit: null, model: modelId(orgId(3), "09506000134352"), epoch: 12 };
    expect(messageId(ofModel, "muster.example")).to.equal("<recall-2.1.model-3-09506000134352.12.chain-1@muster.example>");
  });
});
