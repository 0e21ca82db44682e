import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Address, Hex } from "viem";
import { CONFIRMATIONS_PER_ADDRESS, CONFIRMATIONS_PER_NETWORK } from "../../lib/domain/confirmation.ts";
import { modelId, orgId } from "../../lib/domain/ids.ts";
import { backUp, restore } from "../../lib/store/backup.ts";
import { type ConfirmationMails, createConfirmationMails } from "../../lib/store/confirmation-mails.ts";
import { createPersonKeys } from "../../lib/store/person-keys.ts";
import { openPool, openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { scanDatabase } from "./scan.ts";

const KEY: Hex = `0x${"4d".repeat(32)}`;
const NETWORK = "203.0.113.99";
const NEEDLE = "vera.quillfeather";
const EMAIL = `${NEEDLE}@people.example`;
const camera = modelId(orgId(1), "09506000134352");
const lock = modelId(orgId(2), "09506000134369");
const wallet: Address = "0x00000000000000000000000000000000000000e5";

describe("people who asked to be told of a model", () => {
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

  const ask = (model = camera, email = EMAIL, network = NETWORK) => store.confirmations.askAbout(model, { email, language: "fr" }, network);
  /** The secret of the next mail that is due, as whoever gets that mail sees it. */
  const token = async (): Promise<string> => {
    const held = await mails.claim();
    if (!held) throw new Error("no mail is due");
    await mails.settle(held, "sent");
    return mails.open(held).token;
  };
  const subscribe = async (model = camera, email = EMAIL) => {
    await ask(model, email);
    expect(await store.confirmations.confirm(await token())).to.equal(true);
  };
  const numbers = async (): Promise<number[]> =>
    (await database.query<{ number: string }>("SELECT number FROM contacts.contact ORDER BY changed_at")).map(({ number }) =>
      Number(number),
    );
  /** What a mail names to end mails, oldest wish first. */
  const stops = async (): Promise<string[]> =>
    Promise.all((await numbers()).map(async (number) => (await store.contacts.forSubscriber(number))?.unsubscribe ?? ""));
  const count = async (): Promise<Record<string, number>> => {
    const [row] = await database.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM contacts.person) AS persons, (SELECT count(*)::int FROM contacts.contact) AS contacts,
         (SELECT count(*)::int FROM contacts.confirmation) AS waiting`,
    );
    return row ?? {};
  };

  it("are told only once they confirmed, and stand there without a readable address and without a wallet", async () => {
    await ask();
    expect(await count()).to.deep.equal({ persons: 1, contacts: 0, waiting: 1 });
    const link = await token();
    expect(await store.confirmations.confirm(link)).to.equal(true);
    expect(await store.confirmations.confirm(link), "a second time").to.equal(false);
    const [number = 0] = await numbers();
    expect(await store.contacts.forSubscriber(number)).to.include({ email: EMAIL, language: "fr" });
    expect(await store.contacts.forSubscriber(number + 1)).to.equal(null);
    expect(await database.query("SELECT FROM contacts.reachable"), "owns nothing").to.deep.equal([]);
    for (const text of [NEEDLE, NETWORK]) expect(await scanDatabase(database, text), text).to.deep.equal([]);
  });

  it("confirm each model for itself, and are one person by their mailbox, apart from any wallet with the same one", async () => {
    await store.contacts.set(wallet, { email: EMAIL, language: "en" });
    await subscribe();
    await ask(lock);
    expect(await count()).to.deep.equal({ persons: 2, contacts: 2, waiting: 1 });
    expect(await store.confirmations.confirm(await token())).to.equal(true);
    expect(await count()).to.deep.equal({ persons: 2, contacts: 3, waiting: 0 });
    // How an address is spelled is its server's business.
    await subscribe(camera, EMAIL.toUpperCase());
    expect(await count()).to.deep.include({ persons: 3 });
  });

  it("are answered alike whether they are known or not; to ask again changes the language and no link", async () => {
    expect(await ask()).to.equal(undefined);
    await store.confirmations.confirm(await token());
    const [before] = await stops();
    expect(await store.confirmations.askAbout(camera, { email: EMAIL, language: "es" }, NETWORK)).to.equal(undefined);
    await store.confirmations.confirm(await token());
    const [number = 0, ...others] = await numbers();
    expect(others).to.deep.equal([]);
    expect(await store.contacts.forSubscriber(number)).to.include({ language: "es", unsubscribe: before });
  });

  it("get a few confirmation mails a day, which nobody who asks can tell; a network may ask for some", async () => {
    for (let n = 0; n < CONFIRMATIONS_PER_ADDRESS; n++) await ask(camera, EMAIL, `192.0.2.${n}`);
    for (let n = 0; n < CONFIRMATIONS_PER_ADDRESS; n++) await mails.claim();
    await ask(lock, EMAIL.toUpperCase(), "192.0.2.77");
    expect(await count()).to.deep.include({ persons: 1, waiting: 1 });
    for (let n = 0; n < CONFIRMATIONS_PER_NETWORK; n++) await ask(camera, `p${n}@people.example`);
    const refused = await ask(camera, "another@people.example").catch((error: unknown) => error);
    expect(refused).to.include({ code: "confirmations-used-up" });
    expect(await ask(camera, "nobody").catch((error: unknown) => error)).to.include({ code: "contact-invalid" });
  });

  it("are forgotten, the person with it, when they do not confirm in time", async () => {
    await ask();
    await database.query("UPDATE contacts.confirmation SET asked_at = asked_at - interval '8 days'");
    expect(await mails.forget()).to.equal(1);
    expect(await count()).to.deep.equal({ persons: 0, contacts: 0, waiting: 0 });
    await subscribe();
    await ask(lock);
    await database.query("UPDATE contacts.confirmation SET asked_at = asked_at - interval '8 days'");
    await mails.forget();
    expect(await count(), "what was confirmed stays").to.deep.equal({ persons: 1, contacts: 1, waiting: 0 });
  });

  it("end one model by one link, and with the last of them all that is kept about them goes", async () => {
    await subscribe();
    await subscribe(lock);
    await ask(modelId(orgId(3), "09506000134376"));
    const [person] = await database.query<{ address: string }>("SELECT address FROM contacts.person");
    const [ofCamera = "", ofLock = ""] = await stops();
    expect(await store.contacts.unsubscribe(ofCamera)).to.equal(true);
    expect(await store.contacts.unsubscribe(ofCamera), "a second time").to.equal(false);
    expect(await count()).to.deep.equal({ persons: 1, contacts: 1, waiting: 1 });
    expect(await store.contacts.unsubscribe(ofLock)).to.equal(true);
    expect(await count()).to.deep.equal({ persons: 0, contacts: 0, waiting: 0 });
    for (const text of [NEEDLE, person?.address ?? ""]) expect(await scanDatabase(database, text), text).to.deep.equal([]);
  });

  it("end all at once by any of the links, and nobody else with it", async () => {
    await store.contacts.set(wallet, { email: EMAIL, language: "en" });
    await subscribe(camera, "other@people.example");
    await subscribe();
    await subscribe(lock);
    const [, , , ofLock = ""] = await stops();
    expect(await store.contacts.unsubscribe(ofLock, { everything: true })).to.equal(true);
    expect(await count()).to.deep.equal({ persons: 2, contacts: 2, waiting: 0 });
    expect(await store.contacts.get(wallet)).to.include({ email: EMAIL });
  });

  it("get a number that nobody had before, also in a database restored from a backup, where the ledger still knows it", async () => {
    await subscribe();
    const [gone = 0] = await numbers();
    const [stop = ""] = await stops();
    await store.contacts.unsubscribe(stop);
    const folder = mkdtempSync(join(tmpdir(), "muster-backup-"));
    const other = await testDatabase({ migrated: false });
    await backUp(database.url, join(folder, "backup"));
    await restore(other.url, join(folder, "backup"));
    await other.query("INSERT INTO contacts.person (address, wrapped_key, mailbox) VALUES ($1, '', '')", [wallet]);
    const [row] = await other.query<{ number: string }>(
      "INSERT INTO contacts.contact (address, model_id, email, language) VALUES ($1, 1, '', 'en') RETURNING number",
      [wallet],
    );
    expect(Number(row?.number)).to.be.within(0, Number.MAX_SAFE_INTEGER).and.not.equal(gone);
    await other.close();
    rmSync(folder, { recursive: true });
  });

  it("stand there once and are gone as a whole, however much happens at the same time", async () => {
    const models = Array.from({ length: 3 }, (_, n) => modelId(orgId(n + 1), "09506000134352"));
    await Promise.all(models.map((model) => ask(model)));
    expect(await count()).to.deep.equal({ persons: 1, contacts: 0, waiting: 3 });
    const links: string[] = [];
    for (const _ of models) links.push(await token());
    expect(await Promise.all(links.map((link) => store.confirmations.confirm(link)))).to.deep.equal([true, true, true]);
    expect(await count()).to.deep.equal({ persons: 1, contacts: 3, waiting: 0 });
    expect(await Promise.all((await stops()).map((stop) => store.contacts.unsubscribe(stop)))).to.deep.equal([true, true, true]);
    expect(await count()).to.deep.equal({ persons: 0, contacts: 0, waiting: 0 });
  });
});
