import { expect } from "chai";
import { channelsOwed, type Standing } from "../../lib/domain/notice.ts";
import { openPool } from "../../lib/store/store.ts";
import { createLedger, type Obligation } from "../../notifier/ledger.ts";
import { enterObligations, openRecalls, supersede } from "../../notifier/obligations.ts";
import { deviceId, opened, owner, txOf } from "./register.ts";
import { type Ground, prepareGround } from "./setup.ts";

const CHAIN = 31337;
const FINALIZED = 100n;

const REACHABLE: Standing["reachable"][] = [[], ["mail"], ["push", "webhook"]];

/** Every combination of what decides. */
const standings: Standing[] = [true, false].flatMap((recallOpen) =>
  [99n, 100n, 101n].flatMap((versionBlock) =>
    [100n, 101n].flatMap((titleBlock) =>
      [true, false].flatMap((remedied) => REACHABLE.map((reachable) => ({ recallOpen, versionBlock, titleBlock, remedied, reachable }))),
    ),
  ),
);

describe("obligations", () => {
  let ground: Ground;
  let pool: ReturnType<typeof openPool>;
  beforeEach(async () => {
    ground = await prepareGround();
    pool = openPool(ground.database.roles.notifier, 4);
  });
  afterEach(async () => {
    await pool.end();
    await ground.close();
  });

  it("are in the ledger exactly as the rule in lib/domain says", async () => {
    const expected: string[] = [];
    for (const [at, standing] of standings.entries()) {
      const n = at + 1;
      await ground.register.claim(n, n, { titleBlock: Number(standing.titleBlock) });
      if (standing.remedied) await ground.register.patch(n);
      for (const channel of standing.reachable)
        if (channel === "mail") await ground.leaveAddresses(n, n);
        else await ground.addEndpoint(n, channel);
      await ground.register.openRecall(n, ground.node, { first: n, last: n, block: Number(standing.versionBlock) });
      const state = n % 2 === 0 ? "closed" : "withdrawn";
      if (!standing.recallOpen) await ground.database.query("UPDATE indexer.recall SET state = $2 WHERE id = $1", [n, state]);
      expected.push(...channelsOwed(standing, FINALIZED).map((channel) => `${n} ${channel}`));
    }
    expect(expected, "the rule owes something").to.have.length.greaterThan(3);
    const final = standings.flatMap(({ versionBlock }, at) => (versionBlock <= FINALIZED ? [opened(at + 1)] : []));
    expect(await enterObligations(pool, CHAIN, FINALIZED, final)).to.equal(expected.length);
    const entered = (await ground.rows()).map(({ recall_id, channel }) => `${recall_id} ${channel}`);
    expect(entered).to.have.members(expected);
    expect(await enterObligations(pool, CHAIN, FINALIZED, final), "a second time").to.equal(0);
    expect(await supersede(pool, CHAIN), "all are still owed").to.equal(0);
  });

  it("are entered once when two notifiers look at the same time", async () => {
    await ground.register.claim(1, 500);
    await ground.register.openRecall(1, ground.node);
    await Promise.all([1, 2, 3].map(() => enterObligations(pool, CHAIN, FINALIZED, [opened(1)])));
    expect(await ground.rows()).to.have.length(500);
  });

  it("are entered for every unit when two connections share the work, and what was taken back before is owed again", async () => {
    await ground.register.claim(65_530, 65_539);
    await ground.register.openRecall(1, ground.node, { first: 65_530, last: 65_539 });
    expect(await enterObligations(pool, CHAIN, FINALIZED, [opened(1)], { halved: true })).to.equal(10);
    await ground.database.query("UPDATE ledger.obligation SET state = 'superseded' WHERE device_id = $1", [deviceId(7, 65_539)]);
    expect(await enterObligations(pool, CHAIN, FINALIZED, [opened(1)], { halved: true })).to.equal(1);
    expect((await ground.rows()).filter(({ state }) => state === "due")).to.have.length(10);
  });

  it("are not entered for a version that came after the chain was asked", async () => {
    await ground.register.claim(1, 1);
    await ground.register.openRecall(1, ground.node);
    const confirmed = (await openRecalls(pool, FINALIZED)).map((version) => ({ ...version, blockHash: opened(1).blockHash }));
    await ground.register.amend(1, ground.node, { block: 101 });
    expect(await enterObligations(pool, CHAIN, FINALIZED, confirmed)).to.equal(0);
  });

  it("rest on the transaction that the recall has now, not on one that the chain took back", async () => {
    await ground.register.claim(1, 1);
    await ground.register.openRecall(1, ground.node);
    await enterObligations(pool, CHAIN, FINALIZED, [opened(1)]);
    await ground.database.query("UPDATE indexer.recall_version SET tx = $1", [txOf(2)]);
    expect(await supersede(pool, CHAIN)).to.equal(1);
    expect(await enterObligations(pool, CHAIN, FINALIZED, [opened(1)]), "confirmed before").to.equal(0);
    expect(await enterObligations(pool, CHAIN, FINALIZED, [{ ...opened(1), tx: txOf(2) }])).to.equal(1);
  });

  describe("in the hands of a worker", () => {
    const claimOne = async (): Promise<{ ledger: ReturnType<typeof createLedger>; held: Obligation }> => {
      await ground.register.claim(1, 1);
      await ground.register.openRecall(1, ground.node);
      await enterObligations(pool, CHAIN, FINALIZED, [opened(1)]);
      const ledger = createLedger(pool);
      const [row] = await ground.rows();
      return { ledger, held: (await ledger.claim(row?.id ?? "")) as Obligation };
    };

    it("are held by one", async () => {
      const { ledger, held } = await claimOne();
      expect(held).to.include({ recallId: 1, unit: "7-1", deviceId: deviceId(7, 1), owner: owner(1), channel: "inbox", fence: 1 });
      expect(await ledger.claim(held.id)).to.equal("busy");
      await ground.register.patch(1);
      expect(await supersede(pool, CHAIN), "not taken from under its hands").to.equal(0);
      expect(await ledger.settle(held, "sent")).to.equal(true);
      expect(await ledger.claim(held.id)).to.equal("settled");
    });

    it("are lost to another when the worker was frozen, whose word then does not count", async () => {
      const { ledger, held } = await claimOne();
      await ground.database.query("UPDATE ledger.obligation SET leased_until = now() - interval '1 second'");
      const other = (await ledger.claim(held.id)) as Obligation;
      expect(other.fence).to.equal(2);
      expect(await ledger.settle(held, "failed", "frozen")).to.equal(false);
      await ledger.release(held, "frozen");
      expect(await ledger.claim(held.id), "still the other's").to.equal("busy");
      expect(await ledger.settle(other, "sent")).to.equal(true);
      expect(await ledger.settle(other, "failed"), "what is settled stays").to.equal(false);
      expect((await ground.rows())[0]).to.include({ state: "sent", attempts: 2, last_error: null });
    });

    it("are kept by renewing, and free again once released", async () => {
      const { ledger, held } = await claimOne();
      await ground.database.query("UPDATE ledger.obligation SET leased_until = now() - interval '1 second'");
      await ledger.renew(held);
      expect(await ledger.claim(held.id)).to.equal("busy");
      await ledger.release(held, "later");
      expect(await ledger.claim(held.id)).to.include({ fence: 2 });
    });
  });
});
