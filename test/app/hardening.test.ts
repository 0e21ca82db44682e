import { expect } from "chai";
import { hardeningItems, marksFrom } from "../../app/(owner)/_components/hardening.ts";
import type { ModelView, ReleaseView } from "../../lib/feed/wire.ts";

const releases = [
  { sequence: 1, version: "1.0.4" },
  { sequence: 2, version: "1.1.2" },
] as ReleaseView[];
const declared = (credentials: string) => ({ credentials }) as ModelView["declaration"];
const textOf = (id: string, declaration: ModelView["declaration"], release = 2): string | undefined =>
  hardeningItems(declaration, { releases, release }).find((item) => item.id === id)?.text;

describe("the checklist of a device", () => {
  it("asks about the password what the maker's declaration calls for", () => {
    expect(textOf("password", null)).to.match(/^Change the password it came with/);
    expect(textOf("password", declared("shared"))).to.match(/^Change the password now: every device of this model/);
    expect(textOf("password", declared("unique-per-device"))).to.match(/printed on the device/);
    expect(textOf("password", declared("set-by-user"))).to.match(/^Give it a password/);
    expect(textOf("password", declared("absent"))).to.equal(undefined);
  });

  it("names the newest version while the device runs an older one", () => {
    expect(textOf("update-2", null, 1)).to.match(/^Install version 1\.1\.2/);
    expect(textOf("updates", null, 1), "a mark for another version").to.equal(undefined);
    expect(textOf("updates", null, 2)).to.equal("Let it update itself.");
    expect(hardeningItems(null, { releases: [], release: 0 }).find(({ id }) => id === "updates")?.text).to.equal("Let it update itself.");
  });

  it("names each thing once", () => {
    const ids = hardeningItems(null, { releases, release: 1 }).map(({ id }) => id);
    expect(ids).to.deep.equal(["password", "update-2", "remote", "network", "people"]);
  });

  it("reads the marks that a browser kept, and takes anything else for none", () => {
    expect([...marksFrom('["password","network"]')]).to.deep.equal(["password", "network"]);
    for (const kept of [null, "", "{", "7", "[1,null]", '{"password":true}']) expect(marksFrom(kept).size, `${kept}`).to.equal(0);
  });
});
