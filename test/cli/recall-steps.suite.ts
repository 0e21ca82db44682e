import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import type { VersionDifference } from "../../lib/domain/version-difference.ts";
import type { Failure } from "./muster.ts";
import type { Register } from "./register.ts";

type Rate = { count: number; of: number; share: number | null };
/** As `recall status` prints it. */
export type Status = {
  state: string;
  version: number;
  involved: number;
  brands: number;
  figures: Record<string, Rate | null>;
  remediedByEvidence: { owner: number };
};
/** As the commands about drafts print it. */
export type Shown = { notice: string; headline: string; severity: string; reaches: { involved: number; brands: number }; readyAt: number };

/** The measure of a recall whose notice comes from an advisory, which keeps few of the rules on recall notices. */
export const AS_IT_IS = ["--measure", "recall", "--accept-findings", "The advisory is kept as it is."];

type Difference = VersionDifference<string>;

type Ground = {
  register(): Register;
  run<Result>(who: string | null, ...args: string[]): Promise<Result>;
  fail(who: string | null, ...args: string[]): Promise<Failure>;
  /** Path of a file of the test. */
  folder(name: string): string;
  status(recall: number): Promise<Status>;
  /** A CSAF file. */
  advisory: string;
  /** The brand's model. */
  cameras: string;
};

/** What becomes of recall 1, of the boards, after it was opened; and one of the brand's, which is withdrawn. */
export function recallSteps({ register, run, fail, folder, status, advisory, cameras }: Ground): void {
  const minute = (time: number): string => `${new Date(time * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

  it("releases a recall of one key by no other, and a draft that was taken back by none", async () => {
    const file = folder("own.json");
    const draft = ["--csaf", advisory, "--scope", "batch:2", ...AS_IT_IS, "--out", file];
    await run("nadia", "recall", "draft", ...draft);
    expect((await fail("nadia", "recall", "release", file)).code).to.equal("RecallsSecondKeyNeeded");
    expect((await fail("nils", "recall", "discard", file)).code).to.equal("RecallsNotYourDraft");
    await run("nadia", "recall", "discard", file);
    expect((await fail("nadia", "recall", "discard", file)).code).to.equal("RecallsNotYourDraft");
  });

  it("drafts no notice that breaks the rules of its market, unless somebody says why", async () => {
    const file = folder("rules.json");
    const draft = ["recall", "draft", "--csaf", advisory, "--scope", "batch:2", "--measure", "recall", "--out", file];
    const stopped = await fail("nadia", ...draft);
    expect(stopped.code).to.equal("notice-findings");
    expect(stopped.message).to.contain("Regulation (EU) 2023/988, Article 36(2)(a)");
    const found = { findings: [] as { severity: string }[], accepted: "" };
    const rehearsed = await run<typeof found>("nadia", ...draft, "--dry-run");
    expect(rehearsed.findings.some(({ severity }) => severity === "must")).to.equal(true);
    const drafted = await run<typeof found>("nadia", ...draft, "--accept-findings", "Sold to operators only.");
    expect([drafted.accepted, drafted.findings]).to.deep.equal(["Sold to operators only.", rehearsed.findings]);
    await run("nadia", "recall", "discard", file);
  });

  it("drafts the units that a phrase of serials names in a built batch, and none while a word of it is open", async () => {
    const draft = (phrase: string, ...more: string[]) => {
      const what = ["recall", "draft", "--csaf", advisory, ...AS_IT_IS, "--out", folder("serials.json"), "--dry-run"];
      return [...what, "--serials", phrase, "--batch-folder", folder("cameras"), ...more];
    };
    const { scope, reaches } = await run<{ scope: string[] } & Shown>(
      "nadia",
      ...draft("beginning with 0; A+B/1 to A-1; U96Y28876 through U96Y29128"),
    );
    expect([scope, reaches.involved]).to.deep.equal([["batch:2:0-1", "batch:2:6-7", "batch:2:10-11"], 6]);
    const open = await fail("nadia", ...draft("serial numbers 0001, 1-2"));
    expect([open.code, open.message]).to.deep.equal([
      "serial-phrase-open",
      'Something in the phrase is not decided: "1-2" (it may be one number or a range; write "to" between the ends, or quotes around it).',
    ]);
    const aside = await run<{ scope: string[] } & Shown>("nadia", ...draft("serial numbers 0001, 1-2", "--set-aside", "1-2"));
    expect(aside.scope).to.have.length(1);
    expect((await fail("nadia", ...draft("beginning with ZZZ"))).code).to.equal("serial-phrase-no-units");
    const many = Array.from({ length: 64 }, () => ["--scope", "batch:2:0-0"]).flat();
    expect((await fail("nadia", ...draft("0001", ...many))).code).to.equal("RecallsScopeTooLong");
  });

  it("amends a recall: wider at once, narrower a day after the draft", async () => {
    const [wider, narrower] = [folder("wider.json"), folder("narrower.json")];
    const why = ["--reason", "Lot L+1/2 has it throughout."];
    const notice = JSON.parse(await readFile(folder("notice.json"), "utf8"));
    const renewed = ["--notice", folder("notice.json"), ...AS_IT_IS.slice(2)];
    await writeFile(
      folder("notice.json"),
      JSON.stringify({ ...notice, whatToDo: ["Unplug the camera at once."], isolateFromNetwork: true }),
    );
    await run("dana", "recall", "amend", "1", "--severity", "critical", ...renewed, ...why, "--out", wider);
    const released = await run<Shown & { difference: Difference }>("remy", "recall", "release", wider);
    expect(released).to.include({ step: "amend", recallId: 1, version: 2 });
    // Whoever releases it sees what it changes, word by word.
    const { measure, added, notice: changes } = released.difference;
    expect([measure, added, changes?.map(({ field }) => field)]).to.deep.equal([null, [], ["keep it off the internet", "what to do"]]);
    expect(changes?.at(-1)?.words).to.deep.equal([
      { kind: "same", text: "Unplug the " },
      { kind: "removed", text: "camera." },
      { kind: "added", text: "camera at once." },
    ]);
    await register().settle();

    const amend = ["recall", "amend", "1", "--severity", "high", ...why, "--out", narrower];
    const { readyAt } = await run<Shown>("dana", ...amend);
    expect(readyAt).to.equal((await register().now()) + 86_400);
    const { code, message } = await fail("remy", "recall", "release", narrower);
    expect([code, message]).to.deep.equal(["RecallsDraftTooYoung", `The draft can be released from ${minute(readyAt)} on.`]);
    await register().wait(86_400);
    expect(await run<Shown>("remy", "recall", "release", narrower)).to.include({ version: 3, severity: "high" });
    expect(await status(1)).to.include({ version: 3, severity: "high", state: "open" });
  });

  it("closes a recall, with a reason, a day after the draft and once", async () => {
    const [file, again] = [folder("close.json"), folder("again.json")];
    const close = ["recall", "close", "1", "--reason", "Replaced in the field.", "--out"];
    await run("dana", ...close, file);
    expect((await fail("remy", "recall", "release", file)).code).to.equal("RecallsDraftTooYoung");
    await register().wait(86_400);
    expect(await run("remy", "recall", "release", file)).to.include({ step: "close", recallId: 1 });
    expect((await status(1)).state).to.equal("closed");
    await run("dana", "recall", "withdraw", "1", "--reason", "again", "--out", again);
    expect((await fail("remy", "recall", "release", again)).code).to.equal("RecallsNotOpen");
  });

  it("withdraws a recall that was a mistake, and takes units out of a scope", async () => {
    const [file, withdrawal] = [folder("cameras.json"), folder("withdrawal.json")];
    const scope = ["--scope", `made:${cameras}:2020-01-01:2099-12-31`, "--exclude", "batch:2:0-4", "--fix", `${cameras}:2`];
    const drafted = ["recall", "draft", "--csaf", advisory, "--measure", "corrective-update", ...scope, "--out", file];
    expect((await run<Shown>("nils", ...drafted)).reaches).to.include({ involved: 8 });
    expect(await run<Shown>("nadia", "recall", "release", file)).to.include({ step: "open", recallId: 2 });
    await run("nils", "recall", "withdraw", "2", "--reason", "It was another lot.", "--out", withdrawal);
    await register().wait(86_400);
    await run("nadia", "recall", "release", withdrawal);
    expect((await status(2)).state).to.equal("withdrawn");
  });
}
