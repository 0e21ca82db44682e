import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import PostalMime from "postal-mime";
import { deviceId, owner, txOf } from "./register.ts";
import { email, eventually, type Ground, prepareGround, settled } from "./setup.ts";

describe("a recall that no longer counts", function () {
  this.timeout(90_000);
  let ground: Ground;
  beforeEach(async () => {
    ground = await prepareGround();
  });
  afterEach(() => ground.close());

  const mailsTo = (n: number): string[] => ground.mails().flatMap(({ to, subject }) => (to.includes(email(n)) ? [subject] : []));
  const kinds = async (): Promise<string[]> =>
    (await ground.rows()).map(({ kind, channel, owner: to, state }) => `${kind} ${channel} ${Number(to)} ${state}`).sort();
  /** The index loses the recall as the chain did. */
  const forget = async (id: number): Promise<void> => {
    for (const table of ["affected_range", "fix", "recall_version"])
      await ground.database.query(`DELETE FROM indexer.${table} WHERE recall_id = $1`, [id]);
    await ground.database.query("DELETE FROM indexer.recall WHERE id = $1", [id]);
    ground.node.opened.delete(txOf(id));
  };

  it("is taken back before everyone who was told, once, by the channels that told them, also when the unit has another owner now", async () => {
    const { register, node, store } = ground;
    await register.claim(1, 3);
    await ground.leaveAddresses(1, 2);
    await register.openRecall(1, node, { last: 2 });
    const notifier = await ground.notifier();
    await settled(ground, 4);
    await ground.database.query("UPDATE indexer.device SET owner = $1, epoch = 2, title_block = 101 WHERE id = $2", [
      owner(9),
      deviceId(7, 1),
    ]);
    await register.withdraw(1, node, { block: 120 });
    await eventually("a look", async () => (await notifier.status()).lastLook.finalizedBlock === 100);
    expect(ground.mails(), "not before it is final").to.have.length(2);
    node.finalized = 120;
    await settled(ground, 8);
    expect(await kinds()).to.deep.equal(
      [1, 2].flatMap((n) => ["inbox", "mail"].flatMap((on) => [`notice ${on} ${n} sent`, `withdrawal ${on} ${n} sent`])).sort(),
    );
    for (const n of [1, 2]) expect(mailsTo(n)).to.deep.equal(["Recall: View 2", "Recall withdrawn: View 2"]);
    const [last, first] = await Promise.all([4, 1].map(async (at) => PostalMime.parse(ground.raw(at))));
    expect(last?.text).to.include("was withdrawn by Market Surveillance Office");
    expect(last?.references).to.match(/^<recall-1\.1\.unit-7-[12]\.1\.chain-31337@/);
    expect(first?.messageId).to.not.equal(last?.messageId);
    expect((await store.inbox.list(owner(1))).map(({ title }) => title)).to.deep.equal(["Recall withdrawn: View 2", "Recall: View 2"]);

    // However often it is looked at again, by whomever.
    await notifier.stop();
    await ground.notifier({ publicUrl: "http://127.0.0.1:3001" });
    await register.openRecall(2, node, { first: 3, last: 3 });
    await settled(ground, 9);
    expect(ground.mails()).to.have.length(4);
  });

  it("needs no word when it was closed, and none for those whom nobody told", async () => {
    const { register, node } = ground;
    await register.claim(1, 2);
    await ground.leaveAddresses(1, 2);
    await register.openRecall(1, node, { last: 1 });
    await register.openRecall(2, node, { first: 2 });
    await ground.database.query("UPDATE indexer.device SET release = 2, evidence = 'owner' WHERE index = 2");
    await ground.notifier();
    await settled(ground, 2);
    await ground.database.query("UPDATE indexer.recall SET state = 'closed' WHERE id = 1");
    await register.withdraw(2, node);
    await register.openRecall(3, node, { first: 1, last: 1 });
    await settled(ground, 4);
    expect((await kinds()).filter((kind) => !kind.startsWith("notice"))).to.deep.equal([]);
  });

  it("is told of to those alone who were told, when the chain took it back, and not on the word of the index", async () => {
    const { register, node } = ground;
    await register.claim(1, 2);
    await ground.leaveAddresses(1, 1);
    await register.openRecall(1, node, { last: 1 });
    await ground.notifier();
    await settled(ground, 2);
    // The index is built anew and has nothing yet: nobody hears of that.
    await forget(1);
    node.opened.set(txOf(1), { recallId: 1, block: 10 });
    await register.openRecall(2, node, { first: 2, last: 2 });
    await settled(ground, 3);
    expect(ground.mails()).to.have.length(1);
    // Now the chain itself has other blocks from 10 on, and the recall in none of them.
    node.opened.delete(txOf(1));
    node.forkedFrom = 10;
    node.opened.delete(txOf(2));
    await eventually("corrections", async () => (await ground.rows()).filter(({ kind }) => kind === "correction").length === 3);
    await settled(ground, 6);
    expect(mailsTo(1)).to.deep.equal(["Recall: View 2", "No longer recorded: View 2"]);
    expect(mailsTo(2)).to.deep.equal([]);
  });

  it("is told early where that is allowed, labelled as such, and corrected when the chain took it back", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    node.newest = 120;
    await register.openRecall(1, node, { block: 120 });
    await register.openRecall(2, node, { block: 100 });
    await ground.notifier({ earlyAlerts: true });
    await settled(ground, 4);
    expect(mailsTo(1).toSorted()).to.deep.equal(["Early alert: Recall: View 2", "Recall: View 2"]);
    const early = ground.mails().findIndex(({ subject }) => subject.startsWith("Early")) + 1;
    expect((await PostalMime.parse(ground.raw(early))).text).to.include("This alert is early: the record of the recall is not final yet.");
    // The chain goes on with other blocks, and has the recall in none of them; only when that is final is anybody told.
    node.opened.delete(txOf(1));
    node.forkedFrom = 115;
    await forget(1);
    node.finalized = 119;
    await sleep(300);
    expect(mailsTo(1)).to.have.length(2);
    node.finalized = 121;
    await eventually("the correction", async () => mailsTo(1).length === 3);
    expect(mailsTo(1).at(-1)).to.equal("No longer recorded: View 2");
  });

  it("is told to nobody before it is final where early alerts are not allowed, and not at all when the chain took it back by then", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    node.newest = 120;
    await register.openRecall(1, node, { block: 120 });
    const notifier = await ground.notifier();
    await eventually("a look", async () => (await notifier.status()).lastLook.finalizedBlock === 100);
    node.opened.delete(txOf(1));
    node.forkedFrom = 115;
    node.finalized = 130;
    await eventually("another look", async () => (await notifier.status()).lastLook.finalizedBlock === 130);
    expect(await ground.rows()).to.deep.equal([]);
  });

  it("is told again when it comes back, and another that got its number is told as its own", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    await register.openRecall(1, node);
    await ground.notifier();
    await settled(ground, 2);
    node.opened.delete(txOf(1));
    node.forkedFrom = 10;
    await eventually("the correction", async () => mailsTo(1).length === 2);
    // The same number, in another transaction.
    await ground.database.query("UPDATE indexer.recall SET tx = $1", [txOf(5)]);
    await ground.database.query("UPDATE indexer.recall_version SET tx = $1, block = 40", [txOf(5)]);
    node.opened.set(txOf(5), { recallId: 1, block: 40 });
    await eventually("the other", async () => mailsTo(1).length === 3);
    // And the first one, mined again.
    await ground.database.query("UPDATE indexer.recall_version SET tx = $1, block = 50", [txOf(1)]);
    node.opened.set(txOf(1), { recallId: 1, block: 50 });
    await eventually("the first again", async () => mailsTo(1).length === 4);
    expect(mailsTo(1)).to.deep.equal(["Recall: View 2", "No longer recorded: View 2", "Recall: View 2", "Recall: View 2"]);
  });

  it("is told of to somebody whom a worker may have told before it died", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    ground.smtp.refuse = () => ({ code: 451, text: "later" });
    await register.openRecall(1, node);
    const first = await ground.notifier({ retry: { retryDelay: 600 } });
    await eventually("a refusal", async () => (await ground.rows()).some(({ last_error }) => last_error));
    await first.stop();
    // As a worker leaves a row when it is killed.
    await ground.database.query("UPDATE ledger.obligation SET leased_until = now() - interval '1 minute' WHERE channel = 'mail'");
    ground.smtp.refuse = () => undefined;
    await register.withdraw(1, node);
    await ground.notifier();
    await eventually("the word", async () => mailsTo(1).length === 1);
    expect(mailsTo(1)).to.deep.equal(["Recall withdrawn: View 2"]);
  });

  it("and a full ledger beside an index that is built anew from zero: nothing is sent", async () => {
    const { register, node, database } = ground;
    await register.claim(1, 40);
    await ground.leaveAddresses(1, 40);
    await register.openRecall(1, node, { last: 40 });
    await ground.notifier();
    await settled(ground, 80);
    const ofRecall = (): Promise<object[]> => database.query("SELECT * FROM ledger.obligation WHERE recall_id = 1 ORDER BY id");
    const before = await ofRecall();
    await forget(1);
    node.opened.set(txOf(1), { recallId: 1, block: 10 });
    await database.query("DELETE FROM indexer.device");
    // What is told of another recall shows that the notifier looked, at the empty index and at the full one.
    await register.claim(50, 50);
    await register.openRecall(2, node, { first: 50 });
    await settled(ground, 81);
    await register.claim(1, 40);
    await register.openRecall(1, node, { last: 40 });
    await register.openRecall(3, node, { first: 50 });
    await settled(ground, 82);
    expect(await ofRecall()).to.deep.equal(before);
    expect(ground.mails()).to.have.length(40);
  });
});
