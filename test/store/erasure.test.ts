import { expect } from "chai";
import type { Address, Hex } from "viem";
import { openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { scanDatabase, scanFiles, spellingsOf } from "./scan.ts";

const KEY: Hex = `0x${"4d".repeat(32)}`;
const vera: Address = "0x00000000000000000000000000000000000000e5";
const NEEDLE = "vera.quillfeather";
const EMAIL = `${NEEDLE}@people.example`;

describe("erasure", () => {
  let database: TestDatabase;
  let store: Store;
  before(async () => {
    database = await testDatabase();
    store = openStore({ url: database.roles.web, masterKey: KEY });
  });
  after(async () => {
    await store.close();
    await database.close();
  });

  /** A notice of which the person was told by mail and in the inbox, and opened it. */
  const tell = () =>
    database.query(
      `WITH told AS (
         INSERT INTO ledger.obligation (chain_id, recall_id, version, device_id, epoch, channel, owner, recall_tx, urgency, state, settled_at)
         SELECT 31337, 1, 1, 12884901888, 1, channel, $1, '0x', 1, 'sent', now() FROM unnest(ARRAY['inbox', 'mail']) AS channel
         RETURNING id, channel
       )
       INSERT INTO ledger.inbox (obligation_id, owner, recall_id, version, device_id, epoch, title, read_at)
       SELECT id, $1, 1, 1, 12884901888, 1, 'Recall: Porch camera', now() FROM told WHERE channel = 'inbox'`,
      [vera],
    );

  it("leaves nothing of a person, in no table and no encoding, but what the register of titles says anyhow", async () => {
    await store.contacts.set(vera, { email: EMAIL, language: "fr" });
    await store.confirmations.ask(vera, { email: `new.${EMAIL}`, language: "fr" }, "203.0.113.9");
    await store.endpoints.setWebhook(vera, `https://${NEEDLE}.example/notices`);
    await store.sessions.create(vera);
    await tell();
    const kept = await store.personal.export(vera);
    expect(kept.contact?.email).to.equal(EMAIL);
    expect(kept.pending?.email).to.equal(`new.${EMAIL}`);
    expect([kept.inbox.length, kept.sessions.length, kept.endpoints.length]).to.deep.equal([1, 1, 1]);
    expect(kept.notices.map(({ channel, kind, state, deviceId }) => [channel, kind, state, deviceId])).to.deep.equal([
      ["inbox", "notice", "sent", "3-0"],
      ["mail", "notice", "sent", "3-0"],
    ]);

    await store.personal.erase(vera);
    for (const text of [NEEDLE, "porch camera"]) expect(await scanDatabase(database, text), text).to.deep.equal([]);
    expect(await scanDatabase(database, vera), "whose title it is").to.deep.equal(["ledger.obligation"]);
    expect(await store.personal.export(vera)).to.deep.include({ contact: null, pending: null, inbox: [], sessions: [], endpoints: [] });
    const told = await database.query("SELECT FROM ledger.told WHERE recall_id = 1");
    expect(told, "the figures of the recall stay").to.have.length(1);
  });

  it("has nothing to reach: the server's files never held an address that can be read", async () => {
    expect(await scanFiles(database, NEEDLE)).to.deep.equal([]);
    // What can be read is found, also after it was deleted: so the scan looks.
    const other = "nobody.inparticular";
    await database.query(`CREATE TABLE web.leak AS SELECT '${other}@people.example'::text AS email`);
    await database.query("DROP TABLE web.leak");
    expect(await scanFiles(database, other)).to.not.deep.equal([]);
  });

  it("is looked for in every encoding that a column can hold", async () => {
    const holds: Record<string, string> = {
      plain: `'x ${EMAIL}'::text`,
      bytes: `'${EMAIL}'::bytea`,
      json: `jsonb_build_object('to', '${EMAIL}')`,
      upper: `upper('${EMAIL}')`,
      base64: `encode(convert_to('${EMAIL}', 'UTF8'), 'base64')`,
      shifted: `encode(convert_to('a ${EMAIL}', 'UTF8'), 'base64')`,
      inBytes: `convert_to(encode(convert_to(' ${EMAIL}', 'UTF8'), 'base64'), 'UTF8')`,
      hex: `encode(convert_to('${EMAIL}', 'UTF8'), 'hex')`,
    };
    for (const [name, value] of Object.entries(holds)) {
      await database.query(`CREATE TABLE web.leak AS SELECT ${value} AS value`);
      expect(await scanDatabase(database, NEEDLE), name).to.deep.equal(["web.leak"]);
      await database.query("DROP TABLE web.leak");
    }
    expect(spellingsOf("ab@c")).to.include("ab%40c");
  });

  it("is not undone by the master key: what was sealed under the person's key stays closed", async () => {
    await store.contacts.set(vera, { email: EMAIL, language: "en" });
    const [sealed] = await database.query<{ email: Buffer }>("SELECT email FROM contacts.contact WHERE address = $1", [vera]);
    await store.personal.erase(vera);
    // Somebody puts the sealed value back, as from a backup without the key: the person's new key does not open it.
    await store.contacts.set(vera, { email: "other@people.example", language: "en" });
    await database.query("UPDATE contacts.contact SET email = $1 WHERE address = $2", [sealed?.email, vera]);
    expect(await store.contacts.get(vera).catch((error: unknown) => error)).to.include({ code: "contact-unreadable" });
  });
});
