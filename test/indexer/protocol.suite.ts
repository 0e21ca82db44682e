import { expect } from "chai";
import { keccak256, toHex, zeroHash } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import { SHRINK_DELAY, type Step } from "../../lib/chain/draft.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { deviceId, formatDeviceId, formatModelId } from "../../lib/domain/ids.ts";
import { bitmapOf } from "../../lib/domain/report.ts";
import type { Register } from "./fixture.ts";
import { type Cast, NOTICE, ORDERS, type Shared } from "./world.ts";

const DAY = 86_400;
const DIGEST = keccak256(toHex("a document"));

/** What came with the second edition of the protocol, read through the API. */
export function protocolSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;
  const unit = (index: number) => register.feed.device(`${cast.batches.cobalt}-${index}`);
  const now = async () => Number((await register.chain.getBlock()).timestamp);
  /** Both keys of the regulator take a step that makes a recall smaller. */
  const shrink = async (step: Step) => {
    await register.draft("ravi", step);
    await register.later(SHRINK_DELAY);
    await register.release("rosa", step);
    await register.settle();
  };

  before(async () => {
    ({ register, cast } = shared);
    await register.settle();
  });

  it("shows what is declared, certified and published of a model, and what was taken back", async () => {
    const { deployment, as, feed } = register;
    const modelId = cast.models.cobalt;
    const laboratory = await register.admit({
      ...{ kind: "laboratory", admin: "eli", name: "Proof Labs", domain: "proof.example", country: "CH" },
      operators: { eli: ["certificates"] },
    });
    await as("carla", calls.declareSecurity(deployment, { modelId, credentials: "unique-per-device", keys: "absent", digest: DIGEST }));
    const validUntil = (await now()) + 400 * DAY;
    await as("eli", calls.certifyModel(deployment, { laboratory, modelId, version: 1, validUntil, report: DIGEST }));
    for (const sequence of [1, 2])
      await as("carla", calls.publishRelease(deployment, { modelId, sequence, version: `3.${sequence}`, digest: DIGEST, size: 1 }));
    await as("carla", calls.revokeRelease(deployment, modelId, 1, "it opens port 23"));
    await register.settle();
    const before = await feed.model(formatModelId(modelId));
    expect(before.declaration).to.include({ version: 1, credentials: "unique-per-device", keys: "absent", digest: DIGEST });
    expect(before.certificates).to.have.length(1);
    expect(before.certificates[0]).to.deep.include({ version: 1, validUntil, report: DIGEST, revoked: null, state: "in-force" });
    expect(before.certificates[0]?.laboratory.name).to.equal("Proof Labs");
    expect(before.releases.map(({ revoked }) => revoked?.reason ?? null)).to.deep.equal(["it opens port 23", null]);

    await as("carla", calls.declareSecurity(deployment, { modelId, credentials: "set-by-user", keys: "absent", digest: DIGEST }));
    await register.settle();
    expect((await feed.model(formatModelId(modelId))).certificates[0]?.state).to.equal("earlier-version");
    const newest = await feed.declarations(formatModelId(modelId), { limit: 1 });
    expect(newest.items.map(({ version, credentials }) => [version, credentials])).to.deep.equal([[2, "set-by-user"]]);
    const older = await feed.declarations(formatModelId(modelId), { cursor: newest.next ?? "" });
    expect(older).to.deep.include({ items: [before.declaration], next: null });
    const found = async (query: Parameters<typeof feed.models>[0]) => (await feed.models(query)).items.map(({ id }) => id);
    expect(await found({ certifiedBy: laboratory })).to.deep.equal([formatModelId(modelId)]);
    expect(await found({ certifiedBy: cast.orgs.northgate }), "it certified nothing").to.deep.equal([]);
    expect(await found({ gtin: before.gtin })).to.deep.equal([formatModelId(modelId)]);
    expect(await found({ gtin: "09506000999996" })).to.deep.equal([]);

    await as("eli", calls.revokeCertificate(deployment, laboratory, modelId, "wrong device tested"));
    await register.settle();
    const [certificate] = (await feed.model(formatModelId(modelId))).certificates;
    expect(certificate?.state).to.equal("revoked");
    expect(certificate?.revoked?.reason).to.equal("wrong device tested");
  });

  it("follows a title from its claim through offers, a recovery, a veto and an award to its next owner", async () => {
    const { deployment, as, feed } = register;
    const { cobalt } = cast.batches;
    const id = deviceId(cobalt, 5);
    const title = async () => {
      await register.settle();
      return (await unit(5)).title;
    };
    await register.claim("dora", cobalt, ORDERS.cobalt, 5);
    const untouched = { stolen: false, retired: false, contested: false };
    expect((await title())?.flags).to.deep.equal({ provisional: true, ...untouched });
    await register.later(16 * DAY);
    expect((await title())?.flags).to.deep.equal({ provisional: false, ...untouched });

    const until = (await now()) + 20 * DAY;
    await as("dora", calls.offerHandover(deployment, id, castMember("chen").address, until));
    expect((await title())?.offer).to.deep.equal({ key: castMember("chen").address, until });
    await as("dora", calls.takeBackHandover(deployment, id));
    expect((await title())?.offer).to.equal(null);
    await as("dora", calls.setStolen(deployment, id, true));
    expect((await title())?.flags.stolen).to.equal(true);
    await as("dora", calls.setStolen(deployment, id, false));

    await register.startRecovery("ben", cobalt, ORDERS.cobalt, 5, 1);
    const readyAt = (await now()) + 14 * DAY;
    const attempt = { claimant: castMember("ben").address, basis: "code" };
    expect(await title()).to.deep.include({
      recovery: { ...attempt, state: "pending", readyAt },
      flags: { provisional: false, ...untouched, contested: true },
    });
    await as("dora", calls.vetoRecovery(deployment, id));
    expect(await title()).to.deep.include({
      recovery: { ...attempt, state: "vetoed", readyAt: null },
      flags: { provisional: false, ...untouched },
    });
    const disputed = async (org: number) => (await feed.recoveries({ org })).items.map(({ id }) => id);
    expect(await disputed(cast.orgs.cobalt)).to.deep.equal([formatDeviceId(id)]);
    expect(await disputed(cast.orgs.northgate), "another maker's").to.deep.equal([]);
    await as("carla", calls.awardTitle(deployment, id, "a receipt was shown"));
    expect((await title())?.recovery?.state).to.equal("awarded");
    await as("carla", calls.takeBackAward(deployment, id, "it was forged"));
    expect((await title())?.recovery?.state).to.equal("vetoed");
    await as("carla", calls.awardTitle(deployment, id, "another receipt was shown"));
    await register.later(14 * DAY);
    await as("ben", calls.completeRecovery(deployment, id));
    expect(await title()).to.deep.include({ owner: castMember("ben").address, epoch: 2, recovery: null });
    expect(await disputed(cast.orgs.cobalt), "settled").to.deep.equal([]);
    await as("ben", calls.offerHandover(deployment, id, castMember("chen").address, (await now()) + DAY));
    await as("ben", calls.retireDevice(deployment, id));
    expect((await title())?.flags.retired).to.equal(true);

    const names = (await unit(5)).history.map(({ name }) => name);
    expect(names[0]).to.equal("DeviceClaimed");
    expect(names).to.include.members([
      "HandoverTakenBack",
      "RecoveryVetoed",
      "TitleAwarded",
      "AwardTakenBack",
      "TitleMoved",
      "DeviceRetired",
    ]);
  });

  it("shows in a recall what makers say, what was swapped, reported and otherwise remedied, and every version", async () => {
    const { deployment, as, feed } = register;
    const { cobalt, board, otherBoard } = cast.batches;
    const opening = { measure: "recall", severity: "high", notice: NOTICE } as const;
    const issuer = cast.orgs.regulator;
    const component = { kind: "component", batchId: otherBoard } as const;
    const recallId = await register.openRecall("rosa", { ...opening, issuer, minEvidence: "owner", scope: [component], fixes: [] });
    await register.claim("dora", cobalt, ORDERS.cobalt, 6);
    await register.startRecovery("ben", cobalt, ORDERS.cobalt, 6, 1); // and leaves it at that
    await as("carla", calls.replyAsMaker(deployment, recallId, deviceId(cobalt, 0), "0x00", "investigating", zeroHash));
    await as("dora", calls.swapPart(deployment, deviceId(cobalt, 3), 0, board));
    await as("dora", calls.stateRemedy(deployment, recallId, deviceId(cobalt, 6), "0x00", "returned"));
    await as("carla", calls.offerFix(deployment, recallId, cast.models.cobalt, 2));
    const listed = { batchId: cobalt, sequence: 2, first: 5, last: 19, units: bitmapOf(5, 19, [5, 8, 19]) };
    await as("carla", calls.reportReleases(deployment, listed));
    await register.settle();

    const standing = async (index: number) => (await unit(index)).recalls.find(({ recall }) => recall.id === recallId);
    expect(await standing(3)).to.deep.include({ remediedBy: "owner", remedy: null, path: "0x00" });
    expect((await standing(6))?.remedy).to.include({ what: "returned", evidence: "owner" });
    expect(await standing(8)).to.include({ remedied: true, remediedBy: "maker" }); // unclaimed
    expect(await standing(9)).to.include({ remedied: false, remediedBy: null });
    expect((await unit(3)).swaps.map(({ position, batch, evidence }) => [position, batch?.id, evidence])).to.deep.equal([
      [0, board, "owner"],
    ]);
    const { counts, makers } = await feed.recall(recallId);
    expect(counts.remedied).to.deep.equal({ owner: 2, repairer: 0, maker: 1, device: 0 });
    expect(makers.map(({ maker, reply }) => [maker.id, reply?.says ?? null])).to.deep.include.members([
      [cast.orgs.northgate, null],
      [cast.orgs.cobalt, "investigating"],
    ]);

    const ofBoard = await register.openRecall("rosa", {
      ...{ ...opening, issuer, minEvidence: "owner", fixes: [] },
      scope: [{ kind: "component", batchId: board }],
    });
    await register.settle();
    const { items } = await feed.affectedDevices(ofBoard, { limit: 100 });
    expect(items.find((item) => item.deviceId === `${cobalt}-3`)).to.include({ path: "0x80", remedied: false });

    const added = [{ kind: "batch", batchId: cobalt, first: 0, last: 8, excluded: true } as const];
    const amendment = { recallId, version: 2, ...opening, severity: "low" as const, added, reason: "tested and found whole" };
    await shrink({ step: "amend", issuer, amendment });
    const amended = await feed.recall(recallId);
    expect(amended.versions.map(({ version, severity, reason }) => [version, severity, reason])).to.deep.equal([
      [1, "high", ""],
      [2, "low", "tested and found whole"],
    ]);
    expect(amended.scope.map(({ kind, excluded }) => [kind, excluded])).to.deep.equal([
      ["component", false],
      ["batch", true],
    ]);
    expect(amended.affected.filter(({ batch }) => batch.id === cobalt).map(({ first, last }) => [first, last])).to.deep.equal([[9, 19]]);
    expect(amended.counts.involved).to.equal(counts.involved - 9);
    expect(await standing(8)).to.equal(undefined);

    await shrink({ step: "withdraw", issuer, recallId, reason: "another board was meant" });
    const withdrawn = await feed.recall(recallId);
    expect(withdrawn.state).to.equal("withdrawn");
    expect(withdrawn.endedAt).to.be.greaterThan(withdrawn.openedAt);
    expect(withdrawn.history.map(({ name }) => name)).to.deep.equal([
      "RecallOpened",
      "MakerReplied",
      "FixOffered",
      "RecallAmended",
      "RecallWithdrawn",
    ]);
  });
}
