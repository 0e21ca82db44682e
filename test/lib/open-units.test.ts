import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openUnits } from "../../lib/factory/read-units.ts";

describe("the list of units in a file", () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-list-"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));
  const messageOf = (path: string): Promise<string> =>
    openUnits(path).then(
      () => "accepted",
      (error: Error) => error.message,
    );

  it("is refused at once when it is missing, a folder, or larger than the largest batch", async () => {
    expect(await messageOf(join(dir, "none.csv"))).to.match(/none\.csv cannot be read: ENOENT\.$/);
    expect(await messageOf(dir)).to.match(/cannot be read: it is not a file\.$/);
    const file = openSync(join(dir, "large.csv"), "w");
    ftruncateSync(file, 5_000_000_000); // takes no room on the disk
    closeSync(file);
    expect(await messageOf(join(dir, "large.csv"))).to.equal("The list of units is larger than 4294967296 bytes.");
  });

  it("is recognised by its digest, unless it comes through a pipe, which can be read once only", async () => {
    writeFileSync(join(dir, "units.csv"), "serial\n1\n");
    const { bytes, sha256 } = await openUnits(join(dir, "units.csv"));
    expect([bytes, await sha256()]).to.deep.equal([9, "ac09c09c7b5a4efa851077740e86766b12c3fb96efb2808249a1d409e72ecbbc"]);
    execFileSync("mkfifo", [join(dir, "pipe")]);
    const pipe = await openUnits(join(dir, "pipe"));
    expect([pipe.bytes, await pipe.sha256()]).to.deep.equal([null, null]);
  });
});
