import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { createDocuments } from "../../lib/store/documents.ts";
import { type TestDatabase, testDatabase } from "../store/database.ts";
import { spellingsOf } from "../store/scan.ts";
import { standInRegister } from "./register.ts";
import { email, eventually, type Ground, prepareGround } from "./setup.ts";

const SCRIPTS = fileURLToPath(new URL("../../scripts", import.meta.url));
const OWNERS = 12;

/** The drill of docs/operate.md: the database is lost after notices went out that its backup does not know of. */
describe("backup and restore", function () {
  this.timeout(120_000);
  let ground: Ground;
  let second: TestDatabase;
  let dir: string;
  let backup: string;
  before(async () => {
    ground = await prepareGround();
    second = await testDatabase({ migrated: false });
    dir = mkdtempSync(join(tmpdir(), "muster-drill-"));
    backup = join(dir, "backup");
  });
  after(async () => {
    await ground.close();
    await second.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function run(script: "backup" | "restore", database: TestDatabase, documents: string, ...args: string[]) {
    const env = { ...process.env, DATABASE_URL: database.url, MUSTER_DOCUMENTS: documents, NODE_NO_WARNINGS: "1" };
    const child = spawn(process.execPath, [join(SCRIPTS, `${script}.ts`), ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { code, stdout, stderr };
  }

  /** Every row of what is kept for good. */
  const rowsOf = async (database: TestDatabase): Promise<Record<string, string[]>> => {
    const tables = await database.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('contacts', 'ledger', 'relay', 'resolver', 'web')
         AND (schemaname, tablename) NOT IN (('ledger', 'hold'), ('web', 'session'), ('web', 'nonce'), ('contacts', 'confirmation_count')) ORDER BY 1`,
    );
    const entries = tables.map(async ({ name }): Promise<[string, string[]]> => {
      const rows = await database.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY 1`);
      return [name, rows.map(({ row }) => row)];
    });
    return Object.fromEntries(await Promise.all(entries));
  };

  it("keeps everything that nothing else can rebuild, whole, and no address that can be read", async () => {
    await ground.register.claim(1, OWNERS);
    await ground.leaveAddresses(1, OWNERS);
    await ground.store.endpoints.setWebhook(`0x${"a1".repeat(20)}`, "https://hooks.example/muster");
    await ground.store.sessions.create(`0x${"a1".repeat(20)}`);
    await ground.documents.put(new TextEncoder().encode("a manifest"));
    writeFileSync(join(ground.documentsDir, "ab".repeat(32)), "not what its name says");
    await ground.register.openRecall(1, ground.node);
    const notifier = await ground.notifier();
    await eventually("all told", async () => (await ground.rows()).filter(({ state }) => state === "sent").length === 2 * OWNERS);
    await notifier.stop();

    const made = await run("backup", ground.database, ground.documentsDir, "--to", backup);
    expect(made.code, made.stderr).to.equal(0);
    expect(made.stderr).to.include("ab".repeat(32));
    const unpacked = readdirSync(backup)
      .filter((name) => name.endsWith(".gz"))
      .map((name) =>
        gunzipSync(readFileSync(join(backup, name)))
          .toString("latin1")
          .toLowerCase(),
      );
    expect(unpacked.join()).to.include("recall:");
    for (const secret of ["owner1@example.org", "hooks.example"])
      for (const spelling of spellingsOf(secret)) expect(unpacked.join().includes(spelling.toLowerCase()), spelling).to.equal(false);
    const again = await run("backup", ground.database, ground.documentsDir, "--to", backup);
    expect([again.code, again.stderr]).to.deep.equal([
      1,
      `backup: ${backup} exists already. A backup is written anew; nothing is overwritten. Name another folder, for example with the date in it.\n`,
    ]);

    const restored = await run("restore", second, join(dir, "documents"), "--from", backup);
    expect(restored.code, restored.stderr).to.equal(0);
    expect(await rowsOf(second)).to.deep.equal(await rowsOf(ground.database));
    expect(Object.values(await rowsOf(second)).flat().length).to.be.greaterThan(4 * OWNERS);
    expect(await second.query("SELECT FROM web.session"), "a session ends with the database that it was in").to.have.length(0);
    const documents = createDocuments({ dir: join(dir, "documents") });
    for (const name of readdirSync(join(backup, "documents"))) expect(await documents.get(`0x${name}`), name).not.to.equal(null);
  });

  it("doubles nothing that went out between the backup and the loss, and goes on from there", async () => {
    await ground.register.openRecall(2, ground.node);
    const first = await ground.notifier();
    await eventually("the second recall told", async () => ground.mails().length === 2 * OWNERS);
    await first.stop();
    const ids = ground.mails().map(({ messageId }) => messageId);
    expect(new Set(ids).size).to.equal(2 * OWNERS);

    const register = await standInRegister(second);
    await register.claim(1, OWNERS);
    await register.openRecall(1, ground.node);
    await register.openRecall(2, ground.node);
    const url = new URL(ground.database.roles.notifier);
    url.pathname = new URL(second.url).pathname;
    const notifier = await ground.notifier({ databaseUrl: url.href });
    await eventually("what is owed, entered", async () => {
      const rows = await second.query("SELECT FROM ledger.obligation WHERE recall_id = 2 AND state = 'due'");
      return rows.length === 2 * OWNERS;
    });
    const [held] = await second.query<{ jobs: number }>("SELECT count(*)::int AS jobs FROM queue.job WHERE name = 'notices'");
    expect(held?.jobs, "nothing is under way while it is held").to.equal(0);
    expect((await notifier.status()).hold).to.equal("restored from a backup");

    writeFileSync(join(dir, "taken.txt"), `${ids.join("\n")}\n<another@elsewhere.example>\n`);
    const released = await run("restore", second, join(dir, "documents"), "--release", "--taken", join(dir, "taken.txt"));
    expect(released.stdout, released.stderr).to.equal(`${OWNERS} mails noted as sent; ${OWNERS} notices are due and go out now.\n`);
    await register.openRecall(3, ground.node);
    await eventually("the third recall told", async () => {
      const rows = await second.query("SELECT FROM ledger.obligation WHERE state <> 'sent'");
      return rows.length === 0 && ground.mails().length >= 3 * OWNERS;
    });
    const told = ground.mails().flatMap(({ to }) => to);
    for (let n = 1; n <= OWNERS; n++)
      expect(
        told.filter((address) => address === email(n)),
        email(n),
      ).to.have.length(3);
  });

  it("restores nothing where anything is wrong, and says what", async () => {
    const refusal = async (...args: string[]) => (await run("restore", second, dir, ...args)).stderr;
    expect(await refusal("--from", backup)).to.match(/^restore: The database has rows in [a-z]+\.[a-z_]+ already\./);
    expect(await refusal("--from", join(dir, "nowhere"))).to.include("is no whole backup: it has no backup.json");
    writeFileSync(join(backup, "ledger.obligation.copy.gz"), "cut");
    const third = await testDatabase({ migrated: false });
    expect((await run("restore", third, dir, "--from", backup)).stderr).to.include("ledger.obligation.copy.gz is not what was written");
    expect(await third.query("SELECT FROM pg_namespace WHERE nspname = 'ledger'"), "not even a table").to.have.length(0);
    await third.close();
    expect(existsSync(join(dir, "backup.part"))).to.equal(false);
    for (const args of [[], ["--release"], ["--release", "--resend", "--taken", "x"], ["--from", backup, "--release"]])
      expect((await run("restore", second, dir, ...args)).code, args.join(" ")).to.equal(2);
  });
});
