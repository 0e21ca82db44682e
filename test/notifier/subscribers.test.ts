import { expect } from "chai";
import PostalMime, { type Email } from "postal-mime";
import { isOwedToSubscribers } from "../../lib/domain/notice.ts";
import { confirmationToken } from "../../lib/store/confirmations.ts";
import { createPersonKeys } from "../../lib/store/person-keys.ts";
import { openPool } from "../../lib/store/store.ts";
import { supersede } from "../../notifier/obligations.ts";
import { enterForSubscribers, supersedeForSubscribers } from "../../notifier/subscribers.ts";
import type { NotifierService } from "../../scripts/services/notifier.ts";
import { scanDatabase } from "../store/scan.ts";
import { MODEL, opened, owner, txOf } from "./register.ts";
import { email, eventually, type Ground, type LedgerRow, MASTER_KEY, prepareGround, settled, startProcess, UNDER_WAY } from "./setup.ts";

const CHAIN = 31337;
const FINALIZED = 100n;
const keys = createPersonKeys(MASTER_KEY);

describe("people who asked to be told of a model", function () {
  this.timeout(90_000);
  let ground: Ground;
  let service: NotifierService | undefined;
  beforeEach(async () => {
    ground = await prepareGround();
  });
  afterEach(async () => {
    await service?.kill();
    service = undefined;
    await ground.close();
  });

  /** Asks for number n, and confirms as whoever reads the mail does. */
  const subscribe = async (n: number, language = "en", model = MODEL): Promise<void> => {
    await ground.store.confirmations.askAbout(model, { email: email(n), language }, `192.0.2.${n}`);
    const [row] = await ground.database.query<{ id: string }>("SELECT id FROM contacts.confirmation WHERE model_id = $1", [model]);
    expect(await ground.store.confirmations.confirm(confirmationToken(keys, row?.id ?? ""))).to.equal(true);
  };
  const noticesTo = (n: number): string[] =>
    ground.mails().flatMap(({ to, subject }) => (to.includes(email(n)) && !/confirm/i.test(subject) ? [subject] : []));
  const mail = (number: number): Promise<Email> => PostalMime.parse(ground.raw(number));
  const kinds = (rows: LedgerRow[]): string[] => rows.map(({ kind, channel, state }) => `${kind} ${channel} ${state}`).sort();
  const forgetRecall = async (id: number): Promise<void> => {
    for (const table of ["affected_range", "fix", "recall_version"])
      await ground.database.query(`DELETE FROM indexer.${table} WHERE recall_id = $1`, [id]);
    await ground.database.query("DELETE FROM indexer.recall WHERE id = $1", [id]);
  };

  it("are told of each version and of the withdrawal, once, in their language, of the model and not of a unit of theirs", async () => {
    const { register, node } = ground;
    await subscribe(1, "de");
    await ground.notifier();
    await register.openRecall(1, node);
    await settled(ground, 1);
    await register.amend(1, node);
    await settled(ground, 2);
    await register.withdraw(1, node);
    expect(kinds(await settled(ground, 3))).to.deep.equal(["notice mail sent", "notice mail sent", "withdrawal mail sent"]);
    expect(noticesTo(1)).to.deep.equal(["Rückruf: View 2", "Rückruf: View 2", "Rückruf zurückgezogen: View 2"]);
    const [first, second, last] = await Promise.all([1, 2, 3].map(mail));
    expect(first?.text)
      .to.include("Einheiten des Modells View 2 von Halden sind von Rückruf 1 betroffen")
      .and.not.include("Ihr Gerät View 2");
    expect(first?.text).to.include("http://127.0.0.1:3000/recalls/1#your-device").and.include("http://127.0.0.1:3000/claim");
    expect(second?.text).to.include("Dies ist Fassung 2 des Rückrufs.");
    expect(last?.text).to.include("des Modells View 2 von Halden wurde von Market Surveillance Office zurückgezogen");
    expect(last?.references).to.match(/^<recall-1\.2\.model-1-09506000134352\.\d+\.chain-31337@/);
    const stop = /\/unsubscribe\/([0-9a-f-]{36})\?language=de&model=1-09506000134352/.exec(first?.text ?? "")?.[1];
    const header = (key: string) => first?.headers.find((one) => one.key === key)?.value;
    expect(header("list-unsubscribe")).to.equal(`<http://127.0.0.1:3000/api/unsubscribe/${stop}>`);
    expect(header("list-unsubscribe-post")).to.equal("List-Unsubscribe=One-Click");
  });

  it("are owed what the rule in lib/domain says, of final batches and open recalls", async () => {
    const pool = openPool(ground.database.roles.notifier, 2);
    await subscribe(1);
    const expected: string[] = [];
    const standings = [true, false].flatMap((recallOpen) =>
      [100n, 101n].flatMap((versionBlock) => [[], [100n], [101n], [101n, 100n]].map((reached) => ({ recallOpen, versionBlock, reached }))),
    );
    for (const [at, standing] of standings.entries()) {
      const id = at + 1;
      await ground.register.openRecall(id, ground.node, { block: Number(standing.versionBlock) });
      await ground.database.query("DELETE FROM indexer.affected_range WHERE recall_id = $1", [id]);
      for (const [way, block] of standing.reached.entries()) {
        await ground.database.query("INSERT INTO indexer.batch VALUES ($1, $2, $3)", [100 * id + way, MODEL, block]);
        await ground.database.query("INSERT INTO indexer.affected_range VALUES ($1, $2, 0, 9, '0x', true)", [id, 100 * id + way]);
      }
      if (!standing.recallOpen) await ground.database.query("UPDATE indexer.recall SET state = 'closed' WHERE id = $1", [id]);
      if (isOwedToSubscribers(standing, FINALIZED)) expected.push(`${id} mail`);
    }
    expect(expected).to.have.length(2);
    const final = standings.flatMap(({ versionBlock }, at) => (versionBlock <= FINALIZED ? [opened(at + 1)] : []));
    expect(await enterForSubscribers(pool, CHAIN, FINALIZED, final)).to.equal(2);
    expect((await ground.rows()).map(({ recall_id, channel }) => `${recall_id} ${channel}`)).to.deep.equal(expected);
    expect(await enterForSubscribers(pool, CHAIN, FINALIZED, final), "a second time").to.equal(0);
    expect(await supersedeForSubscribers(pool, CHAIN, FINALIZED), "all are still owed").to.equal(0);
    expect(await supersede(pool, CHAIN), "nor taken for what is owed to owners").to.equal(0);
    await ground.database.query("UPDATE indexer.recall SET state = 'closed'");
    expect(await supersedeForSubscribers(pool, CHAIN, FINALIZED)).to.equal(2);
    await pool.end();
  });

  it("stand beside owners: each is told for what they are, and no reminder goes to who may own nothing", async () => {
    const { register, node, database, store } = ground;
    await register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    await subscribe(1);
    await register.openRecall(1, node);
    const notifier = await ground.notifier();
    await settled(ground, 3);
    await database.query("UPDATE ledger.obligation SET settled_at = settled_at - interval '8 days'");
    expect(kinds(await settled(ground, 4))).to.deep.equal([
      "notice inbox sent",
      "notice mail sent",
      "notice mail sent",
      "reminder mail sent",
    ]);
    expect(noticesTo(1)).to.deep.equal(["Recall: View 2", "Recall: View 2", "Reminder: Recall: View 2"]);
    expect(await store.inbox.list(owner(1))).to.have.length(1);
    expect(await database.query("SELECT FROM ledger.told JOIN indexer.device ON device.id = told.device_id"), "units").to.have.length(1);
    const { counts } = await notifier.status();
    expect(counts.filter(({ channel }) => channel === "mail")).to.deep.equal([
      { channel: "mail", state: "sent", to: "owner", count: 2 },
      { channel: "mail", state: "sent", to: "subscriber", count: 1 },
    ]);
  });

  it("are told of what is open when they ask, and nothing again by an index that is built anew from zero", async () => {
    const { register, node, database } = ground;
    await register.openRecall(1, node);
    await ground.notifier();
    for (const n of [1, 2, 3]) await subscribe(n);
    const before = await settled(ground, 3);
    await forgetRecall(1);
    // What is told of another recall shows that the notifier looked, at the index without the first and at the full one.
    await register.openRecall(2, node);
    await settled(ground, 6);
    await register.openRecall(1, node);
    await register.openRecall(3, node);
    await settled(ground, 9);
    expect(await database.query("SELECT * FROM ledger.obligation WHERE recall_id = 1 ORDER BY epoch")).to.deep.equal(
      before.toSorted((one, other) => Number(one.epoch) - Number(other.epoch)),
    );
    expect([1, 2, 3].map((n) => noticesTo(n).length)).to.deep.equal([3, 3, 3]);
  });

  it("are corrected when the chain took a recall back, those who ended their mails excepted", async () => {
    const { register, node, store, database } = ground;
    for (const n of [1, 2]) await subscribe(n);
    await register.openRecall(1, node);
    await ground.notifier();
    await settled(ground, 2);
    const at = ground.mails().findIndex(({ to }) => to.includes(email(2))) + 1;
    const stop = /unsubscribe\/([0-9a-f-]{36})/.exec((await mail(at)).text ?? "")?.[1] ?? "";
    expect(await store.contacts.unsubscribe(stop)).to.equal(true);
    await forgetRecall(1);
    node.opened.delete(txOf(1));
    node.forkedFrom = 10;
    const rows = await settled(ground, 4);
    expect(kinds(rows)).to.deep.equal([
      "correction mail sent",
      "correction mail superseded",
      "notice mail superseded",
      "notice mail superseded",
    ]);
    expect(noticesTo(1)).to.deep.equal(["Recall: View 2", "No longer recorded: View 2"]);
    expect(noticesTo(2)).to.deep.equal(["Recall: View 2"]);
    expect(await database.query("SELECT FROM contacts.person")).to.have.length(1);
  });

  it("get nothing once they ended it while a mail was due, and nothing about them can be read anywhere", async () => {
    const { register, node, database, store } = ground;
    await subscribe(1);
    ground.smtp.refuse = (recipient) => ({ code: 451, text: `4.7.1 <${recipient}> later` });
    await register.openRecall(1, node);
    const notifier = await ground.notifier({ retry: { retryDelay: 1 } });
    const failure = await eventually("a refusal", async () => (await notifier.status()).failures[0]);
    expect(failure).to.include({ unit: null, model: "1-09506000134352", channel: "mail", state: "due" });
    const [contact] = await database.query<{ unsubscribe: string }>("SELECT unsubscribe FROM contacts.contact");
    await store.contacts.unsubscribe(contact?.unsubscribe ?? "");
    ground.smtp.refuse = () => undefined;
    expect(kinds(await settled(ground, 1))).to.deep.equal(["notice mail superseded"]);
    expect(ground.mails()).to.deep.equal([]);
    expect(await scanDatabase(database, email(1))).to.deep.equal([]);
    for (const table of ["person", "contact", "confirmation"])
      expect(await database.query(`SELECT FROM contacts.${table}`), table).to.deep.equal([]);
  });

  it("read hostile names as text, in the mail that asks and in the notice", async () => {
    const hostile = '"><script>alert(1)</script>\r\nBcc: victim@example.org\r\n\r\nX';
    await ground.database.query("UPDATE indexer.model SET name = $1", [hostile]);
    await ground.store.confirmations.askAbout(MODEL, { email: email(1), language: "en" }, "192.0.2.1");
    await ground.notifier();
    await eventually("the mail that asks", async () => ground.mails().length === 1);
    const asked = await mail(1);
    expect(asked.subject).to.equal("Confirm this address for recall notices");
    expect(asked.text).to.include('recalls of this model: "><script>alert(1)</script> Bcc: victim@example.org X by Halden.');
    expect(asked.html).to.include("&lt;script&gt;").and.not.include("<script");
    const token = /\/confirm\/([\w-]{43})\?language=en&model=1-09506000134352\s/.exec(asked.text ?? "")?.[1] ?? "";
    expect(await ground.store.confirmations.confirm(token)).to.equal(true);
    await ground.register.openRecall(1, ground.node);
    await settled(ground, 1);
    const notice = await mail(2);
    expect(notice.subject).to.equal('Recall: "><script>alert(1)</script> Bcc: victim@example.org X');
    expect(notice.html).to.not.include("<script");
    expect(ground.mails().flatMap(({ to }) => to)).to.deep.equal([email(1), email(1)]);
  });

  it("lose nothing, and are told twice only of what was under way, each time the notifier is killed", async () => {
    const people = 60;
    const kills = 1;
    for (let n = 1; n <= people; n++) await subscribe(n);
    ground.smtp.delayMs = 20;
    await ground.register.openRecall(1, ground.node);
    for (let kill = 1; kill <= kills; kill++) {
      service = await startProcess(ground);
      await eventually("some mails", async () => ground.mails().length >= (people * kill) / (kills + 2));
      await service.kill();
    }
    service = await startProcess(ground);
    const rows = await settled(ground, people, 60);
    expect(rows.every(({ state }) => state === "sent")).to.equal(true);
    const mails = ground.mails();
    expect(new Set(mails.flatMap(({ to }) => to)), "lost none").to.have.property("size", people);
    expect(new Set(mails.map(({ messageId }) => messageId)), "one id for a mail that came twice").to.have.property("size", people);
    expect(mails.length - people, "doubled").to.be.at.most(kills * UNDER_WAY);
  });
});
