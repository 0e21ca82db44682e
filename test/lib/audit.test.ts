import { expect } from "chai";
import { zeroAddress, zeroHash } from "viem";
import { audit } from "../../lib/chain/audit/audit.ts";
import { readAuditBlock } from "../../lib/chain/audit/block.ts";
import type { AuditFigures } from "../../lib/domain/audit.ts";
import { compareFigures, namedFigures } from "../../lib/domain/audit-figures.ts";
import type { MusterError } from "../../lib/domain/errors.ts";
import { batchId, deviceId, modelId, orgId, recallId } from "../../lib/domain/ids.ts";
import { bitmapOf, reportRoot } from "../../lib/domain/report.ts";
import { deployment, fakeChain, type Written } from "./support/logs.ts";

const BOARD = modelId(orgId(1), "09506000210414");
const CAMERA = modelId(orgId(2), "09506000134352");
const [BOARDS, CAMERAS] = [batchId(1), batchId(2)];
const OWNER = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";
const WHOLE = 2 ** 32 - 1;
const unit = (index: number) => deviceId(CAMERAS, index);
const author = OWNER;

const model = (id: bigint, org: number, kind: number): Written => ({
  ...{ block: 1, contract: "Catalog", event: "ModelRegistered" },
  args: { modelId: id, orgId: org, gtin: id & (2n ** 64n - 1n), kind, supportEnd: 0, name: "n" },
});
const made = (id: number, of: bigint, size: number, parts: object[]): Written => ({
  ...{ block: 2, contract: "Batches", event: "BatchRegistered" },
  args: {
    batchId: BigInt(id),
    modelId: of,
    root: zeroHash,
    size,
    madeFrom: 1,
    madeTo: 2,
    factoryRelease: 1,
    manifest: zeroHash,
    lot: "L",
    parts,
  },
});
const release = (block: number, sequence: number): Written => ({
  ...{ block, contract: "Catalog", event: "ReleasePublished" },
  args: { modelId: CAMERA, sequence, version: "v", digest: zeroHash, size: 1n },
});
const claim = (block: number, index: number): Written => ({
  ...{ block, contract: "Devices", event: "Transfer" },
  args: { from: zeroAddress, to: OWNER, tokenId: unit(index) },
});
const component = { kind: 3, excluded: false, subject: BigInt(BOARDS), first: 0, last: 0 };
const opening = {
  issuer: 1,
  author,
  version: 1,
  measure: 1,
  severity: 3,
  minEvidence: 1,
  notice: `0x${"22".repeat(32)}`,
  scope: [component],
};
const opened: Written = { block: 10, contract: "Recalls", event: "RecallOpened", args: { recallId: 1, ...opening } };
const fix: Written = { block: 40, contract: "Recalls", event: "FixOffered", args: { recallId: 1, modelId: CAMERA, sequence: 2 } };
const LISTED = bitmapOf(0, 511, [5, 300]);
const reported: Written = {
  ...{ block: 60, contract: "Reports", event: "ReleasesReported" },
  args: { reportId: 1, batchId: BigInt(CAMERAS), author, release: 2, first: 0, last: 511, units: LISTED },
};
/** A board in every unit of the largest batch that there can be; four of its units have owners. */
const STORY: Written[] = [
  model(BOARD, 1, 2),
  model(CAMERA, 2, 1),
  made(1, BOARD, 10, []),
  made(2, CAMERA, WHOLE, [{ batchId: 1n, first: 0, last: WHOLE - 1 }]),
  release(3, 1),
  claim(4, 5),
  claim(5, 6),
  opened,
  claim(20, WHOLE - 1),
  claim(21, 7),
  release(39, 2),
  fix,
  reported,
  { block: 70, contract: "Devices", event: "DeviceRetired", args: { deviceId: unit(6), owner: OWNER } },
];
const ROOTS = { 1: reportRoot(LISTED) };

async function figuresOf(story: readonly Written[], options: Parameters<typeof fakeChain>[1] = { roots: ROOTS }, block = 100) {
  const { client, state } = fakeChain(story, options);
  const { figures } = await audit(client, deployment, [recallId(1)], await readAuditBlock(client, block));
  return { figures: figures(recallId(1)), state };
}
const failure = (promise: Promise<unknown>): Promise<MusterError> =>
  promise.then(
    () => {
      throw new Error("it was not refused");
    },
    (error) => error,
  );
const without = (event: string, which = 0) => {
  const found = STORY.filter((log) => log.event === event)[which];
  return STORY.filter((log) => log !== found);
};

describe("muster audit: figures from logs", () => {
  it("follow from the logs alone, for the largest batch as for any other", async () => {
    const { figures } = await figuresOf(STORY);
    expect(figures.counts).to.deep.equal({
      ...{ involved: WHOLE, claimed: 4, acknowledged: 1, remedied: { owner: 0, repairer: 0, maker: 1, device: 0 }, removed: 1 },
      ...{ brands: 1, batches: 1 },
    });
    const named = namedFigures(figures);
    expect(named.get("remedied of involved")).to.equal(`1 of ${WHOLE}`);
    expect(named.get("remedied of involved without removed and unreachable")).to.equal("1 of 3");
    expect(named.get("units of batch 2")).to.equal(`0-${WHOLE - 1} by 0x00`);
    expect(named.get("maker 2")).to.equal("asked 1970-01-01T10:00:00Z, silent");
    expect(figures.days.map(({ day, claimed, removed }) => [day / 86_400, claimed, removed])).to.deep.equal([
      [0, 4, 0],
      [2, 4, 1],
      [4, 4, 1],
    ]);
  });

  it("show what a reason hides, and leave it whole", async () => {
    const reason = "\u202egnorw \u001b[2J\u200b\u009b";
    const args = { ...opening, recallId: 1, version: 2, added: [], reason };
    const { figures } = await figuresOf([...STORY, { block: 80, contract: "Recalls", event: "RecallAmended", args }]);
    expect(namedFigures(figures).get("version 2")).to.match(/"\\u202egnorw \\u001b\[2J\\u200b\\u009b"$/);
  });

  it("are those of the block that was asked for", async () => {
    const { figures } = await figuresOf(STORY, { roots: ROOTS }, 20);
    expect([figures.counts.claimed, figures.fixes.length]).to.deep.equal([3, 0]);
    expect((await failure(figuresOf(STORY, { roots: ROOTS }, 9))).code).to.equal("RecallsUnknown");
  });

  it("take the time from blocks where logs do not say it, and ask for each block once", async () => {
    const { figures, state } = await figuresOf(STORY, { roots: ROOTS, timed: false });
    expect(figures).to.deep.equal((await figuresOf(STORY)).figures);
    expect(state.blocksAsked).to.be.at.most(new Set(STORY.map(({ block }) => block)).size + 2);
  });

  it("are refused where the node leaves logs out that have to be there", async () => {
    const amended = { ...opened, block: 30, event: "RecallAmended", args: { ...opening, recallId: 1, version: 3, added: [], reason: "r" } };
    const gaps = [
      without("BatchRegistered"),
      without("ModelRegistered"),
      [...without("Transfer", 1)],
      [...STORY, amended],
      without("RecallOpened"),
    ];
    const failures = await Promise.all(gaps.map((story) => failure(figuresOf(story))));
    expect(failures.map(({ message }) => message)).to.deep.equal([
      "The node leaves out logs: the registration of batch 1 is missing.",
      "The node leaves out logs: the registration of batch 1 is missing.",
      "The node leaves out logs: a title of device 2-6 is missing.",
      "The node leaves out logs: a version of recall 1 is missing.",
      "The node leaves out logs: a version of recall 1 is missing.",
    ]);
  });

  it("are refused where a list of units is not the one whose root the chain has", async () => {
    const { code, message } = await failure(figuresOf(STORY, { roots: { 1: reportRoot(bitmapOf(0, 511, [5, 301])) } }));
    expect([code, message]).to.deep.equal(["report-altered", "The list of units in report 1 is not the one that the chain has."]);
  });

  it("are refused where the chain takes the block back meanwhile", async () => {
    const { client, state } = fakeChain(STORY, { roots: ROOTS });
    const block = await readAuditBlock(client, 100);
    state.hashes = "another chain";
    expect((await failure(audit(client, deployment, null, block))).code).to.equal("chain-reorganised");
  });
});

describe("muster audit: published figures", () => {
  it("are compared one by one, and each that differs is named with both sides", async () => {
    const { figures } = await figuresOf(STORY);
    expect(compareFigures(figures, figures).filter(({ same }) => !same)).to.deep.equal([]);
    const day = { ...figures.days[1], claimed: 3 } as (typeof figures.days)[number];
    const published = {
      ...figures,
      counts: { ...figures.counts, removed: 0 },
      versions: [],
      makers: figures.makers.map((maker) => ({ ...maker, askedAt: maker.askedAt + 86_400 })),
      days: [figures.days[0] as typeof day, day],
    };
    expect(
      compareFigures(published, figures)
        .filter(({ same }) => !same)
        .map(({ figure, published: said, recomputed }) => [figure, said === null, recomputed === null]),
    ).to.deep.equal([
      ["removed (stolen or out of use)", false, false],
      ["remedied of involved without removed and unreachable", false, false],
      ["version 1", true, false],
      ["maker 2", false, false],
      ["day 1970-01-03", false, false],
      ["day 1970-01-05", true, false],
    ]);
  });

  it("are named whichever of them is altered, also one that nobody recomputes", async () => {
    const said = { says: "affected", document: `0x${"33".repeat(32)}`, at: 60 } as const;
    const { figures: silent } = await figuresOf(STORY);
    const figures: AuditFigures = { ...silent, makers: silent.makers.map((maker) => ({ ...maker, reply: said })) };
    const { counts, versions, makers, affected, fixes, days } = figures;
    const [version, last] = [versions[0], days.at(-1)] as [AuditFigures["versions"][number], AuditFigures["days"][number]];
    const counted = (change: Partial<typeof counts>) => ({ counts: { ...counts, ...change } });
    const remedied = (change: Partial<typeof counts.remedied>) => counted({ remedied: { ...counts.remedied, ...change } });
    const ofDay = (change: Partial<typeof last>) => ({ days: [...days.slice(0, -1), { ...last, ...change }] });
    const replied = (change: object) => ({ makers: makers.map((maker) => ({ ...maker, reply: { ...said, ...change } })) });
    const inCameras = (change: Partial<(typeof affected)[number]>) => ({
      affected: affected.map((range) => (range.batchId === CAMERAS ? { ...range, ...change } : range)),
    });
    const rates = ["remedied of involved", "remedied of involved without removed and unreachable"];
    const unreached = "unreachable (no owner registered)";
    const altered: [Partial<AuditFigures>, ...string[]][] = [
      [{ state: "withdrawn" }, "state"],
      [{ issuer: orgId(9) }, "issuer"],
      [{ minEvidence: "device" }, "weakest evidence that counts"],
      [{ openedAt: figures.openedAt + 1 }, "opened"],
      [{ endedAt: 90 }, "ended"],
      [counted({ involved: counts.involved - 1 }), "involved", unreached, rates[0] as string],
      [counted({ brands: 2 }), "brands"],
      [counted({ batches: 2 }), "batches"],
      [counted({ claimed: 5 }), "claimed", unreached, rates[1] as string],
      [counted({ acknowledged: 2 }), "acknowledged"],
      [counted({ removed: 0 }), "removed (stolen or out of use)", rates[1] as string],
      [remedied({ device: 1, maker: 0 }), "remedied, device's signature", "remedied, maker's report or word"],
      [remedied({ owner: 1 }), "remedied, owner's word", ...rates],
      [remedied({ repairer: 1 }), "remedied, repairer's word", ...rates],
      ...[
        { measure: "withdrawal" },
        { severity: "low" },
        { notice: zeroHash },
        { author: zeroAddress },
        { at: 1 },
        { added: [] },
        { reason: "x" },
      ].map((change): [Partial<AuditFigures>, string] => [{ versions: [{ ...version, ...change } as typeof version] }, "version 1"]),
      [{ versions: [version, { ...version, version: 2 }] }, "version 2"],
      [{ fixes: fixes.map((one) => ({ ...one, sequence: 3 })) }, "fix for 2-09506000134352"],
      [{ fixes: [] }, "fix for 2-09506000134352"],
      ...[{ says: "not-affected" }, { document: zeroHash }, { at: 61 }].map((change): [Partial<AuditFigures>, string] => [
        replied(change),
        "maker 2",
      ]),
      [inCameras({ path: "0x01" }), "units of batch 2"],
      [inCameras({ last: 9 }), "units of batch 2"],
      ...[{ involved: 1 }, { claimed: 1 }, { acknowledged: 9 }, { removed: 9 }, { remedied: { ...last.remedied, repairer: 1 } }].map(
        (change): [Partial<AuditFigures>, string] => [ofDay(change), "day 1970-01-05"],
      ),
      [{ days: [...days, { ...last, day: 86_400 * 5 }] }, "day 1970-01-06"],
    ];
    const touched = new Set<string>();
    for (const [change, ...names] of altered) {
      const wrong = compareFigures({ ...figures, ...change }, figures).filter(({ same }) => !same);
      expect(
        wrong.map(({ figure }) => figure),
        names.join(", "),
      ).to.have.members(names);
      for (const name of names) touched.add(name.replace(/^(version|fix for|maker|units of batch|day) .*/, "$1"));
    }
    const all = [...namedFigures(figures).keys()].map((name) => name.replace(/^(version|fix for|maker|units of batch|day) .*/, "$1"));
    expect([...touched]).to.have.members([...new Set(all)]);
  });
});
