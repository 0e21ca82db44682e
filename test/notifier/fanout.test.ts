import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** The bench at a size at which its figures mean nothing, so that it keeps working on the indexer's tables as they change. */
describe("bench of the fan-out", function () {
  this.timeout(180_000);

  it("tells every owner, by the mail server's log, and ends with its figures", () => {
    const args = ["bench/fanout.ts", "--owners", "200", "--idle", "20", "--mails", "50", "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status, stderr).to.equal(0);
    const lines = stdout.trimEnd().split("\n");
    expect(stdout).to.match(/mails lost\W+0\D/);
    const figures = JSON.parse(lines.at(-1) as string) as Record<string, number>;
    expect(Object.keys(figures)).to.deep.equal(["owners", "rowsSeconds", "mailsPerSecond", "endToEndP99Seconds"]);
    expect(figures.owners).to.equal(200);
    for (const value of Object.values(figures)) expect(value).to.be.greaterThan(0);
  });

  it("loses nothing while two notifiers are killed in turns, by the mail server's log", () => {
    const args = ["bench/kills.ts", "--owners", "400", "--kills", "4", "--notifiers", "2", "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status, stdout + stderr).to.equal(0);
    const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) as string) as Record<string, number>;
    expect(figures).to.include({ obligations: 800, kills: 4, lost: 0 });
  });
});
