import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createProgram } from "../../cli/program.ts";
import { muster, refuse } from "./muster.ts";

/** Nothing listens there: whatever is refused before the chain is asked does not need it. */
const NOWHERE = { MUSTER_RPC_URL: "http://127.0.0.1:9", MUSTER_API_URL: "http://127.0.0.1:9" };
const DEVELOPMENT_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

describe("muster", () => {
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
    const commands = createProgram().commands.flatMap((group) => group.commands.map((command) => ({ group, command })));
    expect(commands).to.have.length(15);
    for (const { group, command } of commands) {
      let help = "";
      command.configureOutput({
        writeOut: (text) => {
          help += text;
        },
      });
      command.outputHelp();
      expect(help).to.contain(`$ muster ${group.name()} ${command.name()} `);
    }
  });

  it("shows the help of a group that was asked for nothing, with exit code 2", async () => {
    const { code, stderr } = await muster(["recall"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("Usage: muster recall");
  });

  it("says with exit code 2 what it does not understand on the command line", async () => {
    expect((await refuse(["device", "patch", "7-1"], NOWHERE, 2)).message).to.equal("required option '--release <sequence>' not specified");
    expect((await refuse(["recall", "status", "1", "--nonsense"], NOWHERE, 2)).message).to.equal("unknown option '--nonsense'");
    expect((await refuse(["recall", "reopen"], NOWHERE, 2)).message).to.equal("unknown command 'reopen' (Did you mean open?)");
    expect((await refuse(["device", "patch", "7-1", "--release", "two"], NOWHERE, 2)).message).to.match(/It has to be a whole number\.$/);
    const scope = ["recall", "open", "--csaf", "a", "--measure", "recall", "--scope", "3:0-9"];
    expect((await refuse(scope, NOWHERE, 2)).message).to.match(/It has to be batch:3:0-99, batch:3, component:2 or model:/);
  });

  it("says with exit code 2 which setting is wrong, without repeating its value", async () => {
    const failure = await refuse(["recall", "status", "1"], { MUSTER_API_URL: "nowhere", MUSTER_KEY: "0x12" }, 2);
    expect(failure.message).to.equal(
      "MUSTER_API_URL must be the address of the indexer's API, for example http://127.0.0.1:42069. MUSTER_KEY must be a private key: 0x and 64 hexadecimal digits.",
    );
    expect((await refuse(["recall", "status", "1", "--api", "nowhere"], NOWHERE, 2)).message).to.match(/^--api must be /);
    const build = ["batch", "build", "u.csv", "--gtin", "1", "--lot", "1", "--seed-file", "s", "--out", "o"];
    expect((await refuse(build, NOWHERE, 2)).message).to.match(/^This command needs MUSTER_PUBLIC_URL: /);
  });

  it("says plainly when nobody answers, and when a number is none of the register's", async () => {
    expect((await refuse(["recall", "status", "1"], NOWHERE)).code).to.equal("api-unreachable");
    expect((await refuse(["recall", "status", "first"], NOWHERE)).message).to.equal("first is not a recall number.");
    expect((await refuse(["device", "patch", "7/1", "--release", "2"], NOWHERE)).message).to.equal("7/1 is not a device number.");
  });

  it("signs with a key from a file of its owner's or a variable, and says what is wrong with it", async () => {
    const patch = ["device", "patch", "7-1", "--release", "2"];
    expect((await refuse(patch, NOWHERE)).code).to.equal("key-missing");
    const file = join(dir, "owner.key");
    writeFileSync(file, `${DEVELOPMENT_KEY}\n`, { mode: 0o644 });
    expect((await refuse([...patch, "--key-file", file], NOWHERE)).message).to.equal(
      `The key in ${file} cannot be used: others may read it; run chmod 600 ${file}.`,
    );
    chmodSync(file, 0o600);
    expect((await refuse([...patch, "--key-file", file], { ...NOWHERE, MUSTER_DEPLOYMENTS: dir })).code).to.equal("deployment-missing");
    writeFileSync(file, "0x1234");
    expect((await refuse([...patch, "--key-file", file], NOWHERE)).code).to.equal("key-invalid");
    expect((await refuse(patch, { ...NOWHERE, MUSTER_KEY: `0x${"00".repeat(32)}` })).code).to.equal("key-invalid");
  });

  it("refuses keys that everybody knows, and the cast, on any chain but the local one", async () => {
    const elsewhere = { ...NOWHERE, MUSTER_CHAIN_ID: "10", MUSTER_DEPLOYMENTS: dir };
    const patch = ["device", "patch", "7-1", "--release", "2"];
    expect((await refuse(patch, { ...elsewhere, MUSTER_KEY: DEVELOPMENT_KEY })).code).to.equal("key-well-known");
    expect((await refuse([...patch, "--as", "ada"], elsewhere)).code).to.equal("cast-elsewhere");
    const own = `0x${"42".repeat(32)}`;
    expect((await refuse(patch, { ...elsewhere, MUSTER_KEY: own })).code).to.equal("deployment-missing");
  });
});
