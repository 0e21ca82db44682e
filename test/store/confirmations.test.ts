import { expect } from "chai";
import type { Address, Hex } from "viem";
import { CONFIRMATIONS_PER_ADDRESS, CONFIRMATIONS_PER_NETWORK } from "../../lib/domain/confirmation.ts";
import { type ConfirmationMails, createConfirmationMails } from "../../lib/store/confirmation-mails.ts";
import { createPersonKeys } from "../../lib/store/person-keys.ts";
import { openPool, openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { scanDatabase } from "./scan.ts";

const KEY: Hex = `0x${"4d".repeat(32)}`;
const NETWORK = "192.0.2.1";
const person = (n: number): Address => `0x${n.toString(16).padStart(40, "0")}`;
const olga = person(0xa1);
const mail = (email: string, language = "en") => ({ email, language });

describe("confirmations", () => {
  let database: TestDatabase;
  let store: Store;
  let pool: ReturnType<typeof openPool>;
  let mails: ConfirmationMails;
  beforeEach(async () => {
    database = await testDatabase();
    store = openStore({ url: database.roles.web, masterKey: KEY });
    pool = openPool(database.roles.notifier, 2);
    mails = createConfirmationMails(pool, createPersonKeys(KEY));
  });
  afterEach(async () => {
    await pool.end();
    await store.close();
    await database.close();
  });

  /** The secret of the next mail that is due, as whoever gets that mail sees it. */
  const token = async (): Promise<string> => {
    const held = await mails.claim();
    if (!held) throw new Error("no mail is due");
    await mails.settle(held, "sent");
    return mails.open(held).token;
  };
  const refused = (work: Promise<unknown>): Promise<{ code?: string }> =>
    work.then(
      () => ({}),
      (error) => error,
    );
  const daysPass = (days: number) => database.query("UPDATE contacts.confirmation SET asked_at = asked_at - $1 * interval '1 day'", [days]);
  const reachable = () => database.query<{ channel: string }>("SELECT channel FROM contacts.reachable WHERE address = $1", [olga]);

  it("make an address count that was only waiting before, once", async () => {
    await store.confirmations.ask(olga, mail("olga@example.org", "de-AT"), NETWORK);
    expect(await store.contacts.get(olga)).to.equal(null);
    expect(await reachable()).to.deep.equal([]);
    expect(await store.confirmations.pending(olga)).to.include({ email: "olga@example.org", language: "de-at", mail: "due" });
    const link = await token();
    expect(await store.confirmations.pending(olga)).to.include({ mail: "sent" });
    expect(await store.confirmations.confirm(link)).to.equal(true);
    expect(await store.contacts.get(olga)).to.deep.equal({ email: "olga@example.org", language: "de-at" });
    expect(await reachable()).to.deep.equal([{ channel: "mail" }]);
    expect(await store.confirmations.pending(olga)).to.equal(null);
    expect(await store.confirmations.confirm(link), "a second time").to.equal(false);
  });

  it("leave the earlier address until the new one is confirmed", async () => {
    await store.contacts.set(olga, mail("old@example.org"));
    await store.confirmations.ask(olga, mail("new@example.org"), NETWORK);
    expect(await store.contacts.get(olga)).to.include({ email: "old@example.org" });
    const before = (await store.contacts.forMail(olga))?.unsubscribe;
    await store.confirmations.confirm(await token());
    expect(await store.contacts.get(olga)).to.include({ email: "new@example.org" });
    expect((await store.contacts.forMail(olga))?.unsubscribe).to.not.equal(before);
  });

  it("are not asked for where only the language changes, and end when somebody goes back to the address that counts", async () => {
    await store.contacts.set(olga, mail("olga@example.org"));
    await store.confirmations.ask(olga, mail("else@example.org"), NETWORK);
    await store.confirmations.ask(olga, mail("olga@example.org", "es"), NETWORK);
    expect(await store.contacts.get(olga)).to.deep.equal(mail("olga@example.org", "es"));
    expect(await store.confirmations.pending(olga)).to.equal(null);
    expect(await mails.claim()).to.equal(null);
  });

  it("keep the link when the same address is asked for again, and give another address another", async () => {
    const { confirmations } = store;
    await confirmations.ask(olga, mail("olga@example.org"), NETWORK);
    const first = await token();
    await confirmations.ask(olga, mail("olga@example.org"), NETWORK);
    expect(await token()).to.equal(first);
    await confirmations.ask(olga, mail("typo@example.org"), NETWORK);
    expect(await confirmations.confirm(first), "the mail went to another address").to.equal(false);
    expect(await confirmations.confirm(await token())).to.equal(true);
    expect(await store.contacts.get(olga)).to.include({ email: "typo@example.org" });
  });

  it("end after seven days", async () => {
    await store.confirmations.ask(olga, mail("olga@example.org"), NETWORK);
    const link = await token();
    const until = (await store.confirmations.pending(olga))?.until ?? 0;
    expect(until - Date.now() / 1000).to.be.within(7 * 86_400 - 60, 7 * 86_400 + 60);
    await daysPass(6.99);
    expect(await mails.forget()).to.equal(0);
    await daysPass(0.02);
    expect(await store.confirmations.pending(olga)).to.equal(null);
    expect(await store.confirmations.confirm(link)).to.equal(false);
    expect(await mails.forget()).to.equal(1);
    expect(await store.contacts.get(olga)).to.equal(null);
  });

  it("cannot be guessed from the table, nor made with another key or for another id", async () => {
    await store.confirmations.ask(olga, mail("olga@example.org"), NETWORK);
    const link = await token();
    const [row] = await database.query<{ id: string }>("SELECT id FROM contacts.confirmation");
    const id = Buffer.from(row?.id.replaceAll("-", "") ?? "", "hex");
    const forged = [
      row?.id ?? "",
      Buffer.concat([id, Buffer.alloc(16)]).toString("base64url"),
      Buffer.concat([Buffer.alloc(16), Buffer.from(link, "base64url").subarray(16)]).toString("base64url"),
      link.slice(0, -1),
      `${link}A`,
      "",
      "' OR true --",
    ];
    for (const wrong of forged) expect(await store.confirmations.confirm(wrong), wrong).to.equal(false);
    const stranger = openStore({ url: database.roles.web, masterKey: `0x${"00".repeat(32)}` });
    expect(await stranger.confirmations.confirm(link)).to.equal(false);
    await stranger.close();
    expect(await store.confirmations.confirm(link)).to.equal(true);
  });

  it("send a mailbox a few mails a day at most, whoever asks and however it is spelled", async () => {
    const spellings = ["victim@example.org", "Victim@Example.org", "victim+a@example.org", "victim+b+c@example.org"];
    const answers: (string | undefined)[] = [];
    for (const [n, email] of spellings.entries())
      answers.push((await refused(store.confirmations.ask(person(n + 1), mail(email), `192.0.2.${n}`))).code);
    expect(answers).to.deep.equal([...Array(CONFIRMATIONS_PER_ADDRESS).fill(undefined), "confirmations-used-up"]);
    await store.confirmations.ask(olga, mail("other@example.org"), NETWORK);
    // The next day there are some more, and nothing of the day before is left.
    await database.query("UPDATE contacts.confirmation_count SET day = day - 1");
    await store.confirmations.ask(person(9), mail("victim@example.org"), NETWORK);
    await mails.forget();
    expect(await database.query("SELECT FROM contacts.confirmation_count")).to.have.length(2);
  });

  it("are asked for from one network some times a day, also all at once", async () => {
    const asked = Array.from({ length: CONFIRMATIONS_PER_NETWORK + 5 }, (_, n) =>
      refused(store.confirmations.ask(person(n + 1), mail(`p${n}@example.org`), NETWORK)),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter(({ code }) => code === "confirmations-used-up")).to.have.length(5);
    expect(await database.query("SELECT FROM contacts.confirmation")).to.have.length(CONFIRMATIONS_PER_NETWORK);
    expect(await refused(store.confirmations.ask(olga, mail("olga@example.org"), "198.51.100.7"))).to.deep.equal({});
  });

  it("take no address that cannot be mailed to, and count it for nothing", async () => {
    expect(await refused(store.confirmations.ask(olga, mail("olga"), NETWORK))).to.include({ code: "contact-invalid" });
    expect(await database.query("SELECT FROM contacts.confirmation_count")).to.deep.equal([]);
  });

  it("hold no readable address and no readable network, and nothing at all once erased", async () => {
    await store.confirmations.ask(olga, mail("olga.unique@example.org"), "203.0.113.99");
    for (const text of ["olga.unique", "203.0.113"]) expect(await scanDatabase(database, text)).to.deep.equal([]);
    expect(await scanDatabase(database, olga)).to.deep.equal(["contacts.confirmation", "contacts.person"]);
    const link = await token();
    await store.contacts.erase(olga);
    expect(await scanDatabase(database, olga)).to.deep.equal([]);
    expect(await store.confirmations.confirm(link)).to.equal(false);
  });

  it("are held by one worker, whose word counts until another takes over", async () => {
    await store.confirmations.ask(olga, mail("olga@example.org"), NETWORK);
    const [first, second] = await Promise.all([mails.claim(), mails.claim()]);
    expect([first, second].filter(Boolean)).to.have.length(1);
    const held = first ?? second;
    if (!held) return;
    await database.query("UPDATE contacts.confirmation SET leased_until = now() - interval '1 second'");
    const next = await mails.claim();
    expect(next?.fence).to.equal(held.fence + 1);
    expect(await mails.settle(held, "sent")).to.equal(false);
    expect(next && (await mails.settle(next, "sent"))).to.equal(true);
  });
});
