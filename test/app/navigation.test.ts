import { expect } from "chai";
import { activeLink, NAVIGATION } from "../../app/_config/navigation.ts";

const labelAt = (path: string) => activeLink(path)?.link.label;

describe("app/_config/navigation", () => {
  it("finds the menu entry of a page below it", () => {
    expect(labelAt("/recalls")).to.equal("Recalls");
    expect(labelAt("/recalls/2")).to.equal("Recalls");
    expect(labelAt("/regulator")).to.equal("Desk");
    expect(labelAt("/regulator/history")).to.equal("Recall history");
    expect(activeLink("/console/recalls/new")?.audience.id).to.equal("manufacturer");
  });

  it("counts what a look-up leads to as looking up", () => {
    for (const path of [
      "/",
      "/devices/3-17",
      "/batches/3",
      "/models/2-09506000134352",
      "/01/09506000134352/10/A/21/1",
      "/verify-owner/3-17",
    ])
      expect(labelAt(path), path).to.equal("Look up a device");
  });

  it("counts the other ways to get a device as claiming", () => {
    for (const path of ["/recover", "/recover/4-7", "/handover/4-7"]) expect(labelAt(path), path).to.equal("Claim a device");
    expect(labelAt("/show-owner/4-7")).to.equal("My devices");
  });

  it("is at home nowhere on an unknown path", () => {
    expect(activeLink("/recovery")).to.equal(null);
    expect(activeLink("/nothing")).to.equal(null);
    expect(activeLink("/recallsx")).to.equal(null);
  });

  it("leads to each page once", () => {
    const all = NAVIGATION.flatMap(({ links }) => links.map(({ href }) => href));
    expect(new Set(all).size).to.equal(all.length);
  });
});
