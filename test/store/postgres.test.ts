import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pg from "pg";
import { anyPort } from "../../scripts/services/ports.ts";
import { type Postgres, startPostgres } from "../../scripts/services/postgres.ts";
import { startProcess, waitFor } from "../../scripts/services/process.ts";
import { processInfo } from "../../scripts/services/process-info.ts";
import { startSomewhere } from "./database.ts";

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(text)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

const alive = (pid: number): boolean => (processInfo(pid)?.command ?? "") !== "";

describe("embedded PostgreSQL", () => {
  let dir: string;
  let running: Postgres | undefined;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-pg-"));
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });
  after(() => rmSync(dir, { recursive: true, force: true }));
  const start = async (): Promise<Postgres> => {
    running = await startSomewhere(dir);
    return running;
  };

  it("keeps what was committed when it is killed", async () => {
    const first = await start();
    await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.kill();
    const second = await start();
    expect(await ask(second.url, "SELECT answer FROM kept")).to.equal(42);
  });

  it("listens on loopback only, behind a password of its own that only its account can read", async () => {
    const { url } = await start();
    expect(await ask(url, "SHOW listen_addresses")).to.equal("127.0.0.1");
    expect(await ask(url, "SHOW unix_socket_directories")).to.equal("");
    expect(statSync(join(dir, "password")).mode & 0o777).to.equal(0o600);
    const wrong = new URL(url);
    wrong.password = "password";
    expect(await ask(wrong.href, "SELECT 1").catch((error: Error) => error.message)).to.match(/authentication failed/);
  });

  it("sorts and folds text the same on every machine", async () => {
    const { url } = await start();
    expect(await ask(url, "SELECT lower('ÄÖ')")).to.equal("äö");
    expect(await ask(url, "SHOW server_encoding")).to.equal("UTF8");
  });

  it("refuses a folder that another program uses", async () => {
    await start();
    const failure = await startPostgres({ dir, port: await anyPort() }).catch((error: Error) => error.message);
    expect(failure).to.match(/is in use by process \d+/);
  });

  /** A program that starts the database and then only waits. */
  const starter = async () => {
    const module = new URL("../../scripts/services/postgres.ts", import.meta.url).href;
    const code = `import { startPostgres } from "${module}";
      const { pid } = await startPostgres({ dir: ${JSON.stringify(dir)}, port: ${await anyPort()} });
      console.log("database " + pid);
      setInterval(() => undefined, 1000);`;
    const program = startProcess({ name: "starter", command: process.execPath, args: ["--input-type=module-typescript", "-e", code] });
    await waitFor(program, 20, async () => /database \d+\n/.test(program.output()));
    return { program, database: Number(/database (\d+)/.exec(program.output())?.[1]) };
  };
  const ends = async (pid: number): Promise<boolean> => {
    for (let waited = 0; waited < 200 && alive(pid); waited++) await new Promise((resolve) => setTimeout(resolve, 50));
    return !alive(pid);
  };

  it("ends when the program that started it is killed", async () => {
    const { program, database } = await starter();
    expect(alive(database)).to.equal(true);
    await program.kill();
    expect(await ends(database)).to.equal(true);
  });

  const watcherOf = (database: number): number => {
    const found = readdirSync("/proc")
      .map(Number)
      .find((pid) => pid > 0 && processInfo(pid)?.command.includes(`kill -INT ${database};`));
    return found ?? expect.fail("nobody watches over the database");
  };

  it("takes over from a server that was left behind all the same", async function () {
    if (process.platform !== "linux") {
      console.log("      skipped: looks for a process in /proc");
      this.skip();
    }
    const { program, database } = await starter();
    // Both die in the same moment, as when a machine kills a whole group of processes but the database.
    const watcher = watcherOf(database);
    process.kill(watcher, "SIGSTOP");
    await program.kill();
    process.kill(watcher, "SIGKILL");
    expect(alive(database), "left behind").to.equal(true);
    const { url } = await start();
    expect(await ask(url, "SELECT answer FROM kept")).to.equal(42);
    expect(alive(database)).to.equal(false);
  });

  it("clears away the lock of a server that is gone, also when its number is in use again", async () => {
    const first = await start();
    await first.kill();
    const lock = join(dir, "data", "postmaster.pid");
    expect(existsSync(lock)).to.equal(true);
    const stale = readFileSync(lock, "utf8").replace(/^\d+/, `${process.pid}`);
    const { uid, gid } = statSync(lock);
    writeFileSync(lock, stale);
    chownSync(lock, uid, gid);
    const second = await start();
    expect(await ask(second.url, "SELECT answer FROM kept")).to.equal(42);
  });
});
