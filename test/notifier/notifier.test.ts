import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import PostalMime from "postal-mime";
import type { Hex } from "viem";
import { recallId } from "../../lib/domain/ids.ts";
import { encodeNotice, type Notice } from "../../lib/domain/notice-document.ts";
import type { FakeLog } from "./node.ts";
import { deviceId, owner, txOf } from "./register.ts";
import { email, eventually, type Ground, prepareGround, settled } from "./setup.ts";

const NOTICE: Notice = {
  format: "muster-notice/1",
  language: "en",
  headline: "Cameras answer to anybody on the internet",
  hazard: "A stranger can look through the camera.",
  whatToDo: ["Take the camera off the internet.", "Install release 2."],
  stopUse: false,
  isolateFromNetwork: true,
  remedies: [],
  contact: { name: "Halden" },
  products: [],
  vulnerabilities: [],
  severity: null,
  notes: [],
  source: null,
};

const states = (rows: { channel: string; state: string }[]): string[] => rows.map(({ channel, state }) => `${channel} ${state}`);

describe("notifier", () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await prepareGround();
  });
  afterEach(() => ground.close());

  it("tells each affected owner once on each channel, however many ways the recall reaches the unit", async () => {
    const { register, node, documents, store } = ground;
    const notice = await documents.put(encodeNotice(NOTICE));
    await register.claim(1, 3);
    await ground.leaveAddresses(1, 2);
    await register.openRecall(1, node, { notice, first: 0, last: 2 });
    await ground.notifier();
    const rows = await settled(ground, 4);
    expect(states(rows)).to.deep.equal(["inbox sent", "mail sent", "inbox sent", "mail sent"]);
    expect(ground.mails().flatMap(({ to }) => to)).to.have.members([email(1), email(2)]);

    const [entry] = await store.inbox.list(owner(1));
    expect(entry).to.include({ recallId: 1, version: 1, deviceId: "7-1", epoch: 1, readAt: null });
    expect(entry?.title).to.equal("Recall: View 2 - Cameras answer to anybody on the internet");
    expect(await store.inbox.list(owner(3)), "outside the range").to.deep.equal([]);
  });

  it("writes a mail that says what to do, links to the recall and carries the key of the obligation", async () => {
    const { register, node, documents } = ground;
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    await register.openRecall(1, node, { notice: await documents.put(encodeNotice(NOTICE)) });
    await ground.notifier();
    await settled(ground, 2);
    const mail = await PostalMime.parse(ground.raw(1));
    expect(mail.subject).to.equal("Recall: View 2 - Cameras answer to anybody on the internet");
    expect(mail.to).to.deep.equal([{ name: "", address: email(1) }]);
    expect(mail.messageId).to.equal("<recall-1.1.unit-7-1.1.chain-31337@muster.example>");
    for (const text of [mail.text, mail.html]) {
      expect(text).to.include("Keep it off the internet until it is fixed.");
      expect(text).to.include("Install release 2.");
      expect(text).to.include("http://127.0.0.1:3000/recalls/1");
    }
  });

  it("sends nothing before the recall and the title are final", async () => {
    const { register, node } = ground;
    node.finalized = 9;
    await register.claim(1, 1);
    await register.claim(2, 2, { titleBlock: 12 });
    await register.openRecall(1, node, { block: 10 });
    const notifier = await ground.notifier();
    await eventually("a look", async () => (await notifier.status()).lastLook.finalizedBlock === 9);
    expect(await ground.rows()).to.deep.equal([]);
    node.finalized = 10;
    expect((await settled(ground, 1)).map(({ owner }) => owner)).to.deep.equal([owner(1)]);
    node.finalized = 12;
    expect((await settled(ground, 2)).map(({ owner }) => owner)).to.deep.equal([owner(1), owner(2)]);
  });

  it("believes no recall of the index that the node has no log of", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    const lies: Partial<FakeLog>[] = [{ block: 11 }, { contract: owner(5) }, { recallId: 9 }];
    for (const [at, lie] of lies.entries()) {
      const id = at + 1;
      await register.openRecall(id, node);
      Object.assign(node.opened.get(txOf(id)) ?? {}, lie);
    }
    await register.openRecall(4, node);
    node.opened.delete(txOf(4));
    await register.openRecall(5, node);
    await ground.notifier();
    expect((await settled(ground, 1)).map(({ recall_id }) => recall_id)).to.deep.equal(["5"]);
  });

  it("tells an owner who claims later, a next owner, and one who leaves an address later", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    await register.openRecall(1, node);
    await ground.notifier();
    expect(states(await settled(ground, 1))).to.deep.equal(["inbox sent"]);
    await ground.leaveAddresses(1, 1);
    expect(states(await settled(ground, 2))).to.deep.equal(["inbox sent", "mail sent"]);
    await register.claim(2, 2);
    expect(await settled(ground, 3)).to.have.length(3);
    await ground.database.query("UPDATE indexer.device SET owner = $1, epoch = 2 WHERE id = $2", [owner(9), deviceId(7, 1)]);
    const rows = await settled(ground, 4);
    expect(rows.filter(({ owner: told, epoch }) => told === owner(9) && epoch === "2")).to.have.length(1);
    expect(ground.mails()).to.have.length(1);
  });

  it("sends nothing further to a unit that is fixed, and takes back what is still due", async () => {
    const { register, node } = ground;
    await register.claim(1, 3);
    await ground.leaveAddresses(1, 3);
    await register.patch(3);
    ground.smtp.refuse = () => ({ code: 451, text: "come back later" });
    await register.openRecall(1, node);
    await ground.notifier({ retry: { retryDelay: 1 } });
    await eventually("two mails refused", async () => (await ground.rows()).filter(({ last_error }) => last_error).length === 2);
    await register.patch(1);
    await ground.database.query("UPDATE indexer.recall SET state = 'closed'");
    expect(states(await settled(ground, 4))).to.deep.equal(["inbox sent", "mail superseded", "inbox sent", "mail superseded"]);
    expect(ground.mails()).to.deep.equal([]);
  });

  it("takes an obligation up again when a downgrade undoes what had superseded it", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    ground.smtp.refuse = () => ({ code: 451, text: "come back later" });
    await register.openRecall(1, node);
    await ground.notifier({ retry: { retryDelay: 1 } });
    await eventually("a refusal", async () => (await ground.rows()).some(({ last_error }) => last_error));
    await register.patch(1);
    await settled(ground, 2);
    await eventually("the end of its job", async () => {
      const jobs = await ground.database.query("SELECT FROM queue.job WHERE name = 'notices' AND state < 'completed'");
      return jobs.length === 0;
    });
    ground.smtp.refuse = () => undefined;
    await ground.database.query("UPDATE indexer.device SET release = 1");
    await eventually("the mail", async () => ground.mails().length === 1);
    expect(states(await settled(ground, 2))).to.deep.equal(["inbox sent", "mail sent"]);
  });

  it("tries again after a temporary refusal and while the mail server is away", async () => {
    const { register, node } = ground;
    let refusals = 0;
    ground.smtp.refuse = () => (refusals++ < 2 ? { code: 451, text: "4.7.1 greylisted" } : undefined);
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    await register.openRecall(1, node);
    await ground.notifier({ retry: { retryDelay: 1 } });
    const [, mail] = await settled(ground, 2, 30);
    expect(mail).to.include({ channel: "mail", state: "sent", attempts: 3 });
    expect(ground.mails()).to.have.length(1);
  });

  it("ends with the reason when the recipient is refused for good, and repeats no address", async () => {
    const { register, node } = ground;
    ground.smtp.refuse = (recipient) => (recipient === email(1) ? { code: 550, text: `5.1.1 <${recipient}> is unknown here` } : undefined);
    await register.claim(1, 2);
    await ground.leaveAddresses(1, 2);
    await register.openRecall(1, node);
    const notifier = await ground.notifier();
    expect(states(await settled(ground, 4))).to.deep.equal(["inbox sent", "mail failed", "inbox sent", "mail sent"]);
    const { failures } = await notifier.status();
    expect(failures).to.deep.equal([
      {
        recallId: 1,
        unit: "7-1",
        model: null,
        channel: "mail",
        state: "failed",
        attempts: 1,
        reason: "The mail server refused the mail for good (550 5.1.1).",
      },
    ]);
  });

  it("gives up visibly after the last retry", async () => {
    const { register, node } = ground;
    ground.smtp.refuse = () => ({ code: 451, text: "later" });
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    await register.openRecall(1, node);
    const notifier = await ground.notifier({ retry: { retryLimit: 1, retryDelay: 1 } });
    const [, mail] = await settled(ground, 2, 30);
    expect(mail).to.include({ channel: "mail", state: "failed", attempts: 2, last_error: "The mail server refused for now (451)." });
    expect((await notifier.status()).failures).to.have.length(1);
  });

  it("tells owners of the recall even when the notice is missing or was altered, without a word of it", async () => {
    const { register, node, documents, store } = ground;
    const digest = await documents.put(encodeNotice(NOTICE));
    writeFileSync(join(ground.documentsDir, digest.slice(2)), encodeNotice({ ...NOTICE, headline: "All is well" }));
    await register.claim(1, 1);
    await register.openRecall(1, node, { notice: digest });
    await register.openRecall(2, node, { notice: `0x${"12".repeat(32)}` as Hex });
    await ground.notifier();
    await settled(ground, 2);
    expect((await store.inbox.list(owner(1))).map(({ title }) => title)).to.deep.equal(["Recall: View 2", "Recall: View 2"]);
    rmSync(ground.documentsDir, { recursive: true });
  });

  it("sends each mail once when two notifiers run on one database", async () => {
    const { register, node } = ground;
    await register.claim(1, 60);
    await ground.leaveAddresses(1, 60);
    ground.smtp.delayMs = 5;
    await Promise.all([ground.notifier(), ground.notifier()]);
    await register.openRecall(1, node);
    await settled(ground, 120);
    const ids = ground.mails().map(({ messageId }) => messageId);
    expect(ids).to.have.length(60);
    expect(new Set(ids)).to.have.property("size", 60);
  });

  it("rebuilds lost jobs from the ledger", async () => {
    const { register, node } = ground;
    await register.claim(1, 5);
    ground.smtp.refuse = () => ({ code: 451, text: "later" });
    await ground.leaveAddresses(1, 5);
    await register.openRecall(1, node);
    const first = await ground.notifier({ retry: { retryDelay: 600 } });
    await eventually("refusals", async () => (await ground.rows()).filter(({ last_error }) => last_error).length === 5);
    await first.stop();
    await ground.database.query("DELETE FROM queue.job");
    await ground.database.query("UPDATE ledger.obligation SET queued_at = now() - interval '2 minutes'");
    ground.smtp.refuse = () => undefined;
    await ground.notifier({ recoverMs: 0 });
    await settled(ground, 10);
    expect(ground.mails()).to.have.length(5);
  });

  it("counts as told whom a mail or an opened inbox entry reached", async () => {
    const { register, node, store } = ground;
    await register.claim(1, 4);
    await ground.leaveAddresses(1, 1);
    await register.openRecall(1, node);
    expect(await store.reachOf(recallId(1), 31337)).to.deep.equal({ withContact: 1, told: 0 });
    await ground.notifier();
    await settled(ground, 5);
    expect(await store.reachOf(recallId(1), 31337)).to.deep.equal({ withContact: 1, told: 1 });
    const [entry] = await store.inbox.list(owner(2));
    expect(await store.inbox.markRead(owner(3), entry?.id ?? 0), "another's entry").to.equal(false);
    expect(await store.inbox.markRead(owner(2), entry?.id ?? 0)).to.equal(true);
    expect(await store.reachOf(recallId(1), 31337)).to.deep.equal({ withContact: 2, told: 2 });
    await register.patch(3);
    expect(await store.reachOf(recallId(1), 31337)).to.deep.equal({ withContact: 3, told: 3 });
    expect(await store.reachOf(recallId(1), 1), "another chain").to.deep.equal({ withContact: 2, told: 1 });
  });

  it("refuses a node of another chain", async () => {
    ground.node.chainId = 1;
    const failure = await ground.notifier().catch((error: unknown) => error);
    expect(failure).to.include({ code: "wrong-chain" });
  });
});
