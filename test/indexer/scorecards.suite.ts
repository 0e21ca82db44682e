import { expect } from "chai";
import * as calls from "../../lib/chain/calls.ts";
import { batchId, deviceId } from "../../lib/domain/ids.ts";
import { PERMISSIONS, type Permission } from "../../lib/domain/kinds.ts";
import { SCORECARD_ORDERS } from "../../lib/domain/scorecard-order.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import type { Feed } from "../../lib/feed/client.ts";
import type { ScorecardDetail } from "../../lib/feed/wire.ts";
import { eventually, type Register } from "./fixture.ts";
import { type Cast, NOTICE, type Shared } from "./world.ts";

const DAY = 86_400;
const ALL = Object.keys(PERMISSIONS) as Permission[];

/** A scorecard in which every case has been counted. */
export async function countedScorecard(feed: Feed, orgId: number): Promise<ScorecardDetail> {
  let card = await feed.scorecard(orgId);
  await eventually("all cases counted", async () => {
    card = await feed.scorecard(orgId);
    return card.pending === 0;
  });
  return card;
}

export function scorecardSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;
  const order = { lot: "QS-1", size: 4 };
  let quill: number;

  before(() => {
    ({ register, cast } = shared);
  });

  it("count replies, halves and promises of updates of one maker, with what has not happened", async function () {
    this.timeout(120_000);
    const { deployment, chain } = register;
    const body = { kind: "manufacturer", country: "NO", name: "Quill Sensors", domain: "quill.example" } as const;
    const orgId = await register.admit({ ...body, admin: "nadia", operators: { nadia: ALL } });
    quill = orgId;
    await register.later(4 * DAY);
    const now = async () => Number((await chain.getBlock()).timestamp);
    const supportEnd = (await now()) + 30 * DAY;
    const gtin = "00614141000043";
    const modelId = await register.registerModel("nadia", { kind: "device", orgId, gtin, name: "Quill", supportEnd });
    const publish = (sequence: number) =>
      register.as("nadia", calls.publishRelease(deployment, { modelId, sequence, version: `${sequence}`, digest: NOTICE, size: 1 }));
    await publish(1);
    const batch = await register.make("nadia", modelId, order);
    for (const [index, owner] of (["ada", "ben", "chen"] as const).entries()) await register.claim(owner, batch, order, index);
    const open = () =>
      register.openRecall("rosa", {
        ...{ issuer: cast.orgs.regulator, measure: "recall", severity: "high", minEvidence: "owner", notice: NOTICE, fixes: [] },
        scope: [{ kind: "batch", batchId: batch, first: 0, last: 3 }],
      });
    const fixed = await open();
    const unfixed = await open();
    const unit = (index: number) => deviceId(batch, index);
    const reply = (says: "investigating" | "affected") =>
      register.as("nadia", calls.replyAsMaker(deployment, fixed, unit(0), "0x", says, NOTICE));
    await register.later(DAY);
    await reply("investigating");
    await register.later(2 * DAY);
    await reply("affected");
    await publish(2);
    await publish(3);
    await register.as("nadia", calls.offerFix(deployment, fixed, modelId, 2));
    await register.as("ada", calls.stateRelease(deployment, unit(0), 2));
    await register.later(DAY);
    await register.as("ben", calls.stateRelease(deployment, unit(1), 3));
    await register.as("nadia", calls.revokeRelease(deployment, modelId, 1, "an old one"));
    await register.settle();

    const card = await countedScorecard(register.feed, orgId);
    const { maker, supplier, support, releases, models } = card;
    expect([maker.recalls, maker.involved, maker.remedied]).to.deep.equal([2, 8, 2]);
    const inDays = ({ cases, reached, waiting, missed, median }: typeof maker.reply) => [
      ...[cases, reached, waiting, missed],
      median && Math.floor(median / DAY),
    ];
    expect(inDays(maker.reply)).to.deep.equal([2, 1, 1, 0, 1]);
    expect(inDays(maker.decision)).to.deep.equal([2, 1, 1, 0, 3]);
    expect(inDays(maker.half)).to.deep.equal([2, 1, 1, 0, 4]);
    expect(inDays(maker.ninety)).to.deep.equal([2, 0, 2, 0, null]);
    expect(maker.reply.longestWait).to.be.within(4 * DAY, 5 * DAY);
    expect([supplier.recalls, supplier.half.cases]).to.deep.equal([0, 0]);
    expect([support, releases]).to.deep.equal([
      { ended: 0, kept: 0, running: 1, atStake: 1 },
      { published: 3, revoked: 1 },
    ]);
    expect(models).to.deep.equal({ registered: 1, declared: 0, certified: 0 });
    expect(card.cases.map(({ recall, role }) => [recall.id, role])).to.deep.equal([
      [unfixed, "maker"],
      [fixed, "maker"],
    ]);

    const disclosed = { modelId, kind: "vulnerability", declaration: 0, subject: "", digest: NOTICE } as const;
    const disclosure = await register.disclose("eli", disclosed);
    await register.settle();
    expect((await countedScorecard(register.feed, orgId)).disclosures.cases, "what nobody has looked at").to.equal(0);
    await register.later(5 * DAY);
    await register.as("nadia", calls.answerDisclosure(deployment, { id: disclosure, says: "acknowledged" }));
    await register.later(2 * DAY);
    await open();
    await register.settle();
    const { disclosures } = await countedScorecard(register.feed, orgId);
    expect([disclosures.cases, inDays(disclosures.answer), inDays(disclosures.fix), inDays(disclosures.recall)]).to.deep.equal([
      ...[1, [1, 1, 0, 0, 5], [1, 0, 1, 0, null], [1, 1, 0, 0, 7]],
    ]);

    await register.later(30 * DAY);
    await register.settle();
    const later = await countedScorecard(register.feed, orgId);
    expect(later.support).to.deep.equal({ ended: 1, kept: 0, running: 0, atStake: 0 });
    expect(later.maker.half.median, "what is over does not grow").to.equal(maker.half.median);
    expect(later.maker.reply.longestWait).to.be.greaterThan(30 * DAY);
  });

  it("forget a milestone that was lost again", async () => {
    const { feed, deployment } = register;
    const [batch] = (await feed.batches({ org: quill })).items;
    await register.as("ben", calls.stateRelease(deployment, deviceId(batchId(batch?.id as number), 1), 1));
    await register.settle();
    const { maker } = await countedScorecard(feed, quill);
    expect([maker.half.reached, maker.half.waiting, maker.half.median, maker.remedied]).to.deep.equal([0, 3, null, 1]);
  });

  it("stand for all makers in one table, in any order, page by page", async () => {
    const { feed } = register;
    const makers = (await allPages((paging) => feed.organizations(paging))).filter(({ kind }) => kind === "manufacturer");
    for (const sort of SCORECARD_ORDERS) {
      const cards = await allPages(({ cursor }) => feed.scorecards({ sort, cursor, limit: 2 }));
      expect(cards.map(({ organization }) => organization.id).sort(), sort).to.deep.equal(makers.map(({ id }) => id).sort());
    }
    const { cases, asOf, ...own } = await countedScorecard(feed, quill);
    const listed = async () => (await feed.scorecards({ limit: 100 })).items.find(({ organization }) => organization.id === quill);
    await eventually("all makers counted", async () => (await listed())?.pending === 0);
    expect(await listed()).to.deep.equal(own);
    const refused = (path: string) => fetch(`${register.indexer().apiUrl}/v1/${path}`).then(({ status }) => status);
    expect([await refused("scorecards?sort=luck"), await refused("organizations/999/scorecard")]).to.deep.equal([400, 404]);
  });
}
