import { expect } from "chai";
import type { Address, Hex } from "viem";
import { openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { scanDatabase } from "./scan.ts";

const KEY: Hex = `0x${"4d".repeat(32)}`;
const olga: Address = "0x00000000000000000000000000000000000000A1";
const otto: Address = "0x00000000000000000000000000000000000000B2";

describe("contacts", () => {
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

  it("gives back what was set, whatever the letters' case of the wallet's address", async () => {
    await store.contacts.set(olga, { email: "Olga+cam@example.org", language: "en" });
    expect(await store.contacts.get(olga.toLowerCase() as Address)).to.deep.equal({ email: "Olga+cam@example.org", language: "en" });
    await store.contacts.set(olga, { email: "olga@new.example.org", language: "de-AT" });
    expect(await store.contacts.get(olga)).to.deep.equal({ email: "olga@new.example.org", language: "de-at" });
    expect(await store.contacts.get(otto)).to.equal(null);
  });

  it("refuses what cannot be mailed to", async () => {
    const bad = [
      "",
      "olga",
      "olga@",
      "a@b@c.org",
      "olga@example.org\r\nBcc: x@example.org",
      "olga@example.org, otto@example.org",
      `${"a".repeat(300)}@example.org`,
    ];
    for (const email of bad) {
      const failure = await store.contacts.set(otto, { email, language: "en" }).catch((error: unknown) => error);
      expect(failure, email).to.include({ code: "contact-invalid" });
    }
    const failure = await store.contacts.set(otto, { email: "otto@example.org", language: "<b>" }).catch((error: unknown) => error);
    expect(failure).to.include({ code: "contact-invalid" });
    expect(await store.contacts.get(otto)).to.equal(null);
  });

  it("holds no readable address, and nothing at all once erased", async () => {
    await store.contacts.set(otto, { email: "otto.unique@example.org", language: "en" });
    expect(await scanDatabase(database, "otto.unique")).to.deep.equal([]);
    expect(await scanDatabase(database, otto.toLowerCase())).to.deep.equal(["contacts.contact", "contacts.person"]);
    await store.contacts.erase(otto);
    expect(await store.contacts.get(otto)).to.equal(null);
    expect(await scanDatabase(database, otto.toLowerCase())).to.deep.equal([]);
  });

  it("finds a readable address where there is one", async () => {
    await database.query("CREATE TABLE web.leak AS SELECT 'otto.unique@example.org'::bytea AS raw, '{}'::jsonb AS json");
    expect(await scanDatabase(database, "otto.unique")).to.deep.equal(["web.leak"]);
    await database.query("DROP TABLE web.leak");
  });

  it("cannot be read with another master key, or after being moved to another person", async () => {
    await store.contacts.set(olga, { email: "olga@example.org", language: "en" });
    const stranger = openStore({ url: database.roles.web, masterKey: `0x${"00".repeat(32)}` });
    expect(await stranger.contacts.get(olga).catch((error: unknown) => error)).to.include({ code: "contact-unreadable" });
    await stranger.close();
    for (const table of ["person", "contact"])
      await database.query(
        `INSERT INTO contacts.${table} SELECT (jsonb_populate_record(t, jsonb_build_object('address', $1::text, 'unsubscribe', gen_random_uuid(), 'number', 1))).* FROM contacts.${table} t WHERE address = $2`,
        [otto.toLowerCase(), olga.toLowerCase()],
      );
    expect(await store.contacts.get(otto).catch((error: unknown) => error)).to.include({ code: "contact-unreadable" });
    await store.contacts.erase(otto);
  });

  it("says so when there is no master key", async () => {
    const keyless = openStore({ url: database.roles.web });
    const failure = await keyless.contacts.set(olga, { email: "olga@example.org", language: "en" }).catch((error: unknown) => error);
    expect(failure).to.include({ code: "master-key-invalid" });
    await keyless.contacts.erase(olga);
    expect(await store.contacts.get(olga)).to.equal(null);
    await keyless.close();
  });
});
