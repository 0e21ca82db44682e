import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a program with nothing in its environment but what is given. */
async function run(file: string, env: Record<string, string> = {}): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [file], { cwd: ROOT, env: { NODE_NO_WARNINGS: "1", ...env }, stdio: ["ignore", "ignore", "pipe"] });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { code, stderr };
}

/** Each program of package.json's `start:…`, with some of the settings that it cannot do without. */
const PROGRAMS: [name: string, file: string, needs: string[]][] = [
  ["indexer", "indexer/program/indexer.ts", ["MUSTER_RPC_URL", "MUSTER_CHAIN_ID", "DATABASE_URL"]],
  ["api", "indexer/program/api.ts", ["MUSTER_RPC_URL", "MUSTER_CHAIN_ID", "DATABASE_URL"]],
  ["notifier", "notifier/main.ts", ["MUSTER_SMTP_URL", "MUSTER_MASTER_KEY", "MUSTER_VAPID_PRIVATE_KEY", "DATABASE_URL"]],
  ["relay", "relay/main.ts", ["MUSTER_RELAY_KEYS", "MUSTER_RELAY_DAY_WEI", "DATABASE_URL"]],
  ["web", "scripts/web.ts", ["MUSTER_API_URL", "MUSTER_PUBLIC_URL", "MUSTER_RESOLVER_KEY", "DATABASE_URL"]],
  ["migrate", "scripts/migrate.ts", ["DATABASE_URL"]],
];

describe("each program alone", function () {
  this.timeout(60_000);
  for (const [name, file, needs] of PROGRAMS) {
    it(`${name} names every setting that is missing, and ends before it has begun`, async () => {
      const { code, stderr } = await run(file);
      expect(code, stderr).to.equal(1);
      expect(stderr)
        .to.match(new RegExp(`^${name}: `))
        .and.not.include("    at ");
      for (const setting of needs) expect(stderr).to.match(new RegExp(`${setting} is (not set|missing)[:.] `));
    });
  }

  it("refuses an address to listen on that is none, and repeats no value", async () => {
    const { code, stderr } = await run("indexer/program/api.ts", { MUSTER_LISTEN: "everywhere" });
    expect(code).to.equal(1);
    expect(stderr).to.include("MUSTER_LISTEN is not usable").and.not.include("everywhere");
  });

  it("says in a sentence what it needs of the chain's record", async () => {
    const settings = { MUSTER_RPC_URL: "http://127.0.0.1:1", MUSTER_CHAIN_ID: "424242", DATABASE_URL: "postgres://127.0.0.1:1/none" };
    const { code, stderr } = await run("indexer/program/api.ts", settings);
    expect(code).to.equal(1);
    expect(stderr)
      .to.match(/^api: .*424242/)
      .and.not.include("    at ");
  });
});
