import { readdirSync } from "node:fs";
import { expect } from "chai";
import pg from "pg";
import { migrate } from "../../lib/store/migrate.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

async function refusal(url: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
    return "allowed";
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.end();
  }
}

describe("migrate", () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  it("sets up once when three programs start at the same time", async () => {
    const empty = await testDatabase({ migrated: false });
    const urls = await Promise.all([1, 2, 3].map(() => migrate(empty.url)));
    expect(urls[1]).to.deep.equal(urls[0]);
    const applied = await empty.query<{ name: string }>("SELECT name FROM muster_migration ORDER BY name");
    const files = readdirSync(new URL("../../lib/store/migrations/", import.meta.url)).toSorted();
    expect(applied.map(({ name }) => name)).to.deep.equal(files);
    expect(
      files.map((name) => Number(name.slice(0, 4))),
      "numbers without a gap",
    ).to.deep.equal(files.map((_, at) => at + 1));
    await empty.close();
  });

  it("refuses a database that was set up with other files", async () => {
    const other = await testDatabase();
    await other.query("UPDATE muster_migration SET sha256 = 'x' WHERE name LIKE '0002%'");
    const failure = await migrate(other.url).catch((error: unknown) => error);
    expect(failure).to.include({ code: "migration-altered" });
    await other.close();
  });

  it("lets each role read and write what its work needs and nothing else", async () => {
    const { web, notifier, indexer, relay } = database.roles;
    expect(await refusal(relay, "SELECT * FROM contacts.contact")).to.match(/permission denied/);
    expect(await refusal(relay, "DELETE FROM relay.job")).to.match(/permission denied/);
    expect(await refusal(relay, "SELECT * FROM relay.job, relay.attempt")).to.equal("allowed");
    expect(await refusal(web, "SELECT * FROM relay.job")).to.match(/permission denied/);
    expect(await refusal(web, "SELECT * FROM ledger.obligation")).to.match(/permission denied/);
    expect(await refusal(web, "UPDATE ledger.inbox SET title = ''")).to.match(/permission denied/);
    expect(await refusal(web, "SELECT * FROM ledger.inbox, ledger.told, contacts.contact, web.session, resolver.unit")).to.equal("allowed");
    expect(await refusal(web, "UPDATE resolver.unit SET batch_id = 1")).to.match(/permission denied/);
    expect(await refusal(web, "SELECT ledger.forget('')")).to.equal("allowed");
    expect(await refusal(notifier, "SELECT ledger.forget('')")).to.match(/permission denied/);
    expect(await refusal(notifier, "SELECT * FROM contacts.confirmation_count")).to.match(/permission denied/);
    expect(await refusal(notifier, "UPDATE contacts.contact SET email = ''")).to.match(/permission denied/);
    expect(await refusal(notifier, "DELETE FROM ledger.obligation")).to.match(/permission denied/);
    expect(await refusal(notifier, "SELECT * FROM web.session")).to.match(/permission denied/);
    expect(await refusal(notifier, "SELECT * FROM contacts.contact, ledger.obligation")).to.equal("allowed");
    for (const schema of ["contacts.contact", "ledger.obligation", "web.session", "resolver.unit"])
      expect(await refusal(indexer, `SELECT * FROM ${schema}`)).to.match(/permission denied/);
  });

  it("lets the others read views that the indexer makes later", async () => {
    expect(await refusal(database.roles.indexer, "CREATE VIEW indexer.later AS SELECT 1 AS one")).to.equal("allowed");
    expect(await refusal(database.roles.web, "SELECT * FROM indexer.later")).to.equal("allowed");
    expect(await refusal(database.roles.notifier, "SELECT * FROM indexer.later")).to.equal("allowed");
    expect(await refusal(database.roles.notifier, "DROP VIEW indexer.later")).to.match(/must be owner/);
  });

  it("gives the roles no way in without their password", async () => {
    const url = new URL(database.roles.web);
    url.password = "wrong";
    expect(await new pg.Client({ connectionString: url.href }).connect().catch((error: Error) => error.message)).to.match(
      /authentication failed/,
    );
  });
});
