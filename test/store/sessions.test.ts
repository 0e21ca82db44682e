import { expect } from "chai";
import { type Address, getAddress } from "viem";
import { openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

const olga: Address = getAddress("0x00000000000000000000000000000000000000a1");

describe("sessions", () => {
  let database: TestDatabase;
  let store: Store;
  before(async () => {
    database = await testDatabase();
    store = openStore({ url: database.roles.web });
  });
  after(async () => {
    await store.close();
    await database.close();
  });

  it("takes each nonce once, however many try at the same time", async () => {
    const nonce = await store.sessions.createNonce();
    expect(nonce).to.match(/^[a-zA-Z0-9]{8,}$/);
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.sessions.consumeNonce(nonce)));
    expect(answers.filter(Boolean)).to.have.length(1);
    expect(await store.sessions.consumeNonce(nonce)).to.equal(false);
  });

  it("takes no nonce that it did not give out, or gave out more than five minutes ago", async () => {
    expect(await store.sessions.consumeNonce("f".repeat(32))).to.equal(false);
    const nonce = await store.sessions.createNonce();
    await database.query("UPDATE web.nonce SET created_at = now() - interval '5 minutes 1 second'");
    expect(await store.sessions.consumeNonce(nonce)).to.equal(false);
    const younger = await store.sessions.createNonce();
    await database.query("UPDATE web.nonce SET created_at = now() - interval '4 minutes 50 seconds'");
    expect(await store.sessions.consumeNonce(younger)).to.equal(true);
  });

  it("knows whose session a token is until it is ended", async () => {
    const token = await store.sessions.create(olga);
    const other = await store.sessions.create(olga);
    expect(token).to.not.equal(other);
    expect(await store.sessions.read(token)).to.equal(olga);
    await store.sessions.end(token);
    expect(await store.sessions.read(token)).to.equal(null);
    expect(await store.sessions.read(other)).to.equal(olga);
    expect(await store.sessions.read("")).to.equal(null);
  });

  it("ends a session after a day without use and after a week of use", async () => {
    const token = await store.sessions.create(olga);
    await database.query("UPDATE web.session SET seen_at = now() - interval '25 hours', created_at = now() - interval '25 hours'");
    expect(await store.sessions.read(token)).to.equal(null);
    const used = await store.sessions.create(olga);
    await database.query("UPDATE web.session SET created_at = now() - interval '6 days 23 hours'");
    expect(await store.sessions.read(used)).to.equal(olga);
    await database.query("UPDATE web.session SET created_at = now() - interval '7 days 1 second'");
    expect(await store.sessions.read(used)).to.equal(null);
  });

  it("stores no token and no nonce that could be used", async () => {
    const token = await store.sessions.create(olga);
    const nonce = await store.sessions.createNonce();
    const rows = await database.query(
      "SELECT row_to_json(s)::text AS row FROM web.session s UNION ALL SELECT row_to_json(n)::text FROM web.nonce n",
    );
    const text = JSON.stringify(rows);
    expect(text).to.include("\\\\x");
    for (const secret of [token, nonce]) {
      expect(text).to.not.include(secret);
      expect(text).to.not.include(Buffer.from(secret).toString("hex"));
    }
  });
});
