import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type pg from "pg";
import type { Hex } from "viem";
import { encodeNotice } from "../../lib/domain/notice-document.ts";
import { createDocuments, type Documents } from "../../lib/store/documents.ts";
import { createNoticeSearch } from "../../lib/store/notice-search.ts";
import { openPool } from "../../lib/store/store.ts";
import { noticeOf } from "../app/world.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

describe("what notices say, for searching", () => {
  const dir = mkdtempSync(join(tmpdir(), "muster-notices-"));
  let database: TestDatabase;
  let pool: pg.Pool;
  let documents: Documents;

  before(async function () {
    this.timeout(60_000);
    database = await testDatabase();
    // The indexer's table, as far as notices need it.
    await database.query("CREATE TABLE indexer.recall (id int, notice text); GRANT SELECT ON indexer.recall TO muster_notifier");
    pool = openPool(database.roles.notifier, 2);
    documents = createDocuments({ dir });
  });
  after(async () => {
    await pool?.end();
    await database?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const recall = (notice: Hex) => database.query("INSERT INTO indexer.recall VALUES (1, $1)", [notice]);
  const said = async () => {
    const rows = await database.query<{ digest: Hex; words: string; countries: string[] }>("SELECT * FROM notices.said");
    return new Map(rows.map(({ digest, ...row }) => [digest, row]));
  };

  it("is entered once from documents that are what their digest says; one that is missing or altered keeps no other back", async () => {
    const here = await documents.put(encodeNotice(noticeOf({ headline: "Kettles", sold: { where: "Norway, DE" }, language: "no" })));
    const altered = await documents.put(encodeNotice(noticeOf({ headline: "Before it was altered" })));
    writeFileSync(join(dir, altered.slice(2)), encodeNotice(noticeOf({ headline: "Another" })));
    const other = await documents.put(new TextEncoder().encode("no notice"));
    const missing: Hex = `0x${"77".repeat(32)}`;
    for (const digest of [altered, missing, here, other, here]) await recall(digest);

    const enter = createNoticeSearch(pool, documents);
    expect(await enter()).to.equal(2);
    const entered = await said();
    expect([...entered.keys()].sort()).to.deep.equal([here, other].sort());
    expect(entered.get(here)?.words).to.include("'kettles'");
    expect(entered.get(here)?.countries).to.deep.equal(["DE", "NO"]);
    expect(entered.get(other)?.words).to.equal("");
    expect(await enter(), "missing ones are not asked for at every look").to.equal(0);

    // Another that begins anew finds what has come meanwhile, and enters nothing twice.
    await documents.put(encodeNotice(noticeOf({ headline: "Before it was altered" })));
    expect(await createNoticeSearch(pool, documents)()).to.equal(1);
    expect((await said()).get(altered)?.words).to.include("'altered'");
  });

  it("is read by whoever answers lists, and changed by nobody else", async () => {
    const api = openPool(database.roles.indexer, 1);
    const refusal = (text: string) => api.query(text).then(String, ({ message }) => message);
    await api.query("SELECT FROM notices.said");
    expect(await refusal("DELETE FROM notices.said")).to.match(/permission denied/);
    expect(await refusal("INSERT INTO notices.said VALUES ('', '', '{}')")).to.match(/permission denied/);
    await api.end();
  });
});
