import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createProgram } from "../../cli/program.ts";
import { muster, refuse } from "./muster.ts";

/** Nothing listens there: whatever is refused before the chain is asked does not need it. */
const NOWHERE = { MUSTER_RPC_URL: "http://127.0.0.1:9", MUSTER_API_URL: "http://127.0.0.1:9" };
const DEVELOPMENT_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

describe("muster", function () {
  this.timeout(120_000);
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-cli-"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("can be executed, and explains itself with an example", async () => {
    expect(statSync(fileURLToPath(new URL("../../cli/muster.mjs", import.meta.url))).mode & 0o111).to.equal(0o111);
    const { code, stdout, stderr } = await muster(["--help"]);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.contain("Exit codes: 0 done, 1 refused or failed, 2 ").and.to.contain("Example:");
  });

  it("explains every command with an example of it", () => {
    const commands = createProgram().commands.flatMap((group) =>
      group.commands.length === 0
        ? [{ command: group, name: group.name() }]
        : group.commands.map((command) => ({ command, name: `${group.name()} ${command.name()}` })),
    );
    expect(commands).to.have.length(67);
    for (const { command, name } of commands) {
      let help = "";
      command.configureOutput({
        writeOut: (text) => {
          help += text;
        },
      });
      command.outputHelp();
      expect(help).to.contain(`$ muster ${name} `);
    }
  });

  it("shows the help of a group that was asked for nothing, with exit code 2", async () => {
    const { code, stderr } = await muster(["recall"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("Usage: muster recall");
  });

  it("says with exit code 2 what it does not understand on the command line", async () => {
    const patch = ["device", "patch", "7-1"];
    const draft = ["recall", "draft", "--csaf", "a", "--measure", "recall", "--out", "d"];
    const messages = await Promise.all(
      [
        patch,
        [...patch, "--release", "two"],
        ["recall", "status", "1", "--nonsense"],
        ["recall", "realease"],
        [...draft, "--scope", "3:0-9"],
        [...draft, "--scope", "component:3", "--exclude", "component:4"],
      ].map(async (args) => (await refuse(args, NOWHERE, 2)).message),
    );
    expect(messages).to.deep.equal([
      "required option '--release <sequence>' not specified",
      "option '--release <sequence>' argument 'two' is invalid. It has to be a whole number.",
      "unknown option '--nonsense'",
      "unknown command 'realease' (Did you mean release?)",
      "option '--scope <item>' argument '3:0-9' is invalid. It has to be batch:3:0-99, batch:3, component:2, model:M, made:M:2024-11-01:2024-11-30 or shipped:M:1-2, where M is a model such as 3-09506000134352.",
      "option '--exclude <item>' argument 'component:4' is invalid. A component cannot be excluded; name the batches or models of devices.",
    ]);
  });

  it("holds a notice against the rules of its markets, with exit code 1 when one is broken", async () => {
    const notice = {
      format: "muster-notice/1",
      language: "en",
      headline: "A voluntary update",
      hazard: "Strangers can watch what it sees.",
    };
    const rest = { whatToDo: ["Stop using it."], stopUse: true, isolateFromNetwork: false, remedies: [], contact: { name: "N" } };
    const none = { products: [], vulnerabilities: [], severity: null, notes: [], source: null };
    writeFileSync(join(dir, "notice.json"), JSON.stringify({ ...notice, ...rest, ...none }));
    const lint = async (...more: string[]) => {
      const { code, stdout, stderr } = await muster(["notice", "lint", join(dir, "notice.json"), ...more], NOWHERE);
      expect(stderr).to.equal("");
      const { findings } = JSON.parse(stdout) as { findings: { severity: string; rule: string; words: { text: string } | null }[] };
      return { code, findings };
    };
    const recall = await lint("--market", "eu,us");
    expect(recall.code).to.equal(1);
    expect(recall.findings.find(({ words }) => words?.text === "voluntary")).to.include({ severity: "must" });
    expect(new Set(recall.findings.map(({ rule }) => rule.slice(0, 6)))).to.deep.equal(new Set(["Regula", "16 CFR"]));
    const update = await lint("--measure", "corrective-update");
    expect([update.code, new Set(update.findings.map(({ severity }) => severity))]).to.deep.equal([0, new Set(["should"])]);
    expect((await refuse(["notice", "lint", "x", "--market", "moon"], NOWHERE, 2)).message).to.equal(
      "moon is not a market whose rules are known.",
    );
  });

  it("says with exit code 2 which setting is wrong, without repeating its value", async () => {
    const failure = await refuse(["recall", "status", "1"], { MUSTER_API_URL: "nowhere", MUSTER_KEY: "0x12" }, 2);
    expect(failure.message).to.equal(
      "MUSTER_API_URL must be the address of the indexer's API, for example http://127.0.0.1:42069. MUSTER_KEY must be a private key: 0x and 64 hexadecimal digits.",
    );
    const build = ["batch", "build", "u.csv", "--gtin", "09506000134352", "--lot", "1", "--seed-file", "s", "--out", "o"];
    expect((await refuse(build, NOWHERE, 2)).message).to.match(/^This command needs MUSTER_PUBLIC_URL: /);
  });

  it("says plainly when nobody answers, and when a number is none of the register's", async () => {
    const [silent, word, slash] = await Promise.all([
      refuse(["recall", "status", "1"], NOWHERE),
      refuse(["recall", "status", "first"], NOWHERE),
      refuse(["device", "patch", "7/1", "--release", "2"], NOWHERE),
    ]);
    expect([silent.code, word.message, slash.message]).to.deep.equal([
      "api-unreachable",
      "first is not a recall number.",
      "7/1 is not a device number.",
    ]);
  });

  it("signs with a key from a file of its owner's or a variable, and says what is wrong with it", async () => {
    const patch = (flags: string[], settings: Record<string, string> = {}) =>
      refuse(["device", "patch", "7-1", "--release", "2", ...flags], { ...NOWHERE, MUSTER_DEPLOYMENTS: dir, ...settings });
    const keyFile = (name: string, content: string, mode: number): string => {
      writeFileSync(join(dir, name), content, { mode });
      return join(dir, name);
    };
    const readable = keyFile("readable.key", DEVELOPMENT_KEY, 0o644);
    const failures = await Promise.all([
      patch([]),
      patch(["--key-file", readable]),
      patch(["--key-file", keyFile("short.key", "0x1234", 0o600)]),
      patch(["--key-file", join(dir, "none.key")]),
      patch([], { MUSTER_KEY: `0x${"00".repeat(32)}` }),
      // Nothing is wrong with this one: the command gets as far as the register.
      patch(["--key-file", keyFile("owner.key", `${DEVELOPMENT_KEY}\n`, 0o600)]),
    ]);
    expect(failures.map(({ code }) => code)).to.deep.equal(["key-missing", ...Array(4).fill("key-invalid"), "deployment-missing"]);
    expect(failures[1]?.message).to.equal(`The key in ${readable} cannot be used: others may read it; run chmod 600 ${readable}.`);
  });

  it("refuses keys that everybody knows, and the cast, on any chain but the local one", async () => {
    const patch = (flags: string[], key: string) =>
      refuse(["device", "patch", "7-1", "--release", "2", "--chain-id", "10", ...flags], {
        ...NOWHERE,
        MUSTER_DEPLOYMENTS: dir,
        MUSTER_KEY: key,
      });
    const own = `0x${"42".repeat(32)}`;
    const failures = await Promise.all([patch([], DEVELOPMENT_KEY), patch(["--as", "ada"], own), patch([], own)]);
    expect(failures.map(({ code }) => code)).to.deep.equal(["key-well-known", "cast-elsewhere", "deployment-missing"]);
  });
});
