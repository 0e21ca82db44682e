import { expect } from "chai";
import { type ComponentBatch, findPart, modelsOfPart, type PartFound } from "../../lib/domain/bill-parts.ts";
import type { BillPart } from "../../lib/domain/cyclonedx.ts";
import type { RegisteredModel } from "../../lib/domain/product-match.ts";

const lumen = { name: "Lumen Forge Ltd", domain: "lumenforge.example" };
const model = (id: string, gtin: string, name: string, maker = lumen): RegisteredModel => ({
  id,
  gtin,
  name,
  kind: "component",
  maker,
  releases: [
    { sequence: 1, version: "1.0.4" },
    { sequence: 2, version: "1.1.0" },
  ],
});
const MODELS = [
  model("1-09506000134352", "09506000134352", "LF-210 camera board"),
  model("1-09520123456788", "09520123456788", "LF-300 camera board"),
  model("2-00614141123452", "00614141123452", "LF-210 camera board", { name: "Copycat", domain: "copycat.example" }),
];
const batch = (id: number, lot: string, factoryRelease = 0, modelId = "1-09506000134352"): ComponentBatch => ({
  id,
  lot,
  modelId,
  factoryRelease,
});
const BATCHES = [batch(1, "LF-2409", 1), batch(2, "LF-2410", 2), batch(3, "X1", 0, "2-00614141123452")];

const part = (change: Partial<BillPart>): BillPart => ({
  id: "board",
  type: "device",
  name: "LF-210 camera board",
  makers: ["Lumen Forge"],
  gtins: [],
  lots: [],
  ...change,
});
const found = (change: Partial<BillPart>, batches = BATCHES): PartFound =>
  findPart(part(change), modelsOfPart(part(change), MODELS), batches);
/** The outcome in short: batch numbers, with a question mark where a person has to decide. */
const outcome = (change: Partial<BillPart>, batches?: ComponentBatch[]): string => {
  const one = found(change, batches);
  if (one.is === "unknown") return `unknown: ${one.why}`;
  return one.is === "mapped" ? `${one.found.batch.id}` : `${one.candidates.map((candidate) => candidate.batch.id).join(",")}? ${one.why}`;
};

describe("a part of a bill", () => {
  it("is the batch of its maker, name and lot, and says why", () => {
    const one = found({ lots: ["LF-2410"] });
    expect(one.is === "mapped" && one.found.why).to.deep.equal([
      '"LF-210" in the name, same vendor',
      'name "LF-210 camera board", same vendor',
      "lot LF-2410",
    ]);
    expect(outcome({ lots: ["LF-2410"] })).to.equal("2");
  });

  it("is found by GTIN whatever it is called, and by nothing else when it has one", () => {
    expect(outcome({ name: "whatever", makers: [], gtins: ["09506000134352"], lots: ["LF-2409"] })).to.equal("1");
    expect(outcome({ gtins: ["04006381333931"], lots: ["LF-2409"] })).to.equal("unknown: no component has GTIN 04006381333931");
  });

  it("is found by CPE or package URL", () => {
    expect(
      outcome({ name: "a", makers: [], cpe: "cpe:2.3:h:lumenforge:lf-210_camera_board:*:*:*:*:*:*:*:*", version: "LF-2409" }),
    ).to.equal("1");
    expect(outcome({ name: "a", makers: [], purl: "pkg:generic/lumen%20forge/lf-210-camera-board@1", version: "LF-2409" })).to.equal("1");
  });

  it("is told apart by a version that is its lot, or the firmware that its batch left the factory with", () => {
    expect(outcome({ version: "LF-2409" })).to.equal("1");
    expect(outcome({ type: "firmware", version: "1.1.0" })).to.equal("2");
    expect(outcome({ version: "1.1.0", lots: ["LF-2409"] }), "the lot decides alone").to.equal("1");
  });

  it("is left to a person where the bill does not say which batch, or several fit", () => {
    expect(outcome({})).to.equal("1,2? neither a lot nor a version in the bill names the batch");
    expect(outcome({ version: "rev-1" })).to.equal("1,2? neither a lot nor a version in the bill names the batch");
    expect(outcome({ version: "1.0.4" }, [...BATCHES, batch(9, "LF-2411", 1)])).to.equal("1,9? several batches fit");
    expect(outcome({}, [batch(1, "LF-2409")]), "even where there is only one").to.match(/^1\? /);
  });

  it("is left to a person where no maker is named, or only a similar one", () => {
    expect(outcome({ makers: [], lots: ["LF-2409"] })).to.equal("1? the names only resemble each other");
    expect(outcome({ makers: ["Lumen"], lots: ["LF-2409"] })).to.equal("1? the names only resemble each other");
  });

  it("is unknown where nothing has its maker and name, its lot, or any batch", () => {
    expect(outcome({ makers: ["Acme"], lots: ["LF-2409"] })).to.equal("unknown: no component has its maker and name");
    expect(outcome({ name: "LF-999" })).to.equal("unknown: no component has its maker and name");
    expect(outcome({ lots: ["LF-9999"] })).to.equal("unknown: lot LF-9999 is not registered");
    expect(outcome({ lots: ["lf-2409"] }), "lots are exact").to.equal("unknown: lot lf-2409 is not registered");
    expect(outcome({ name: "LF-300 camera board" })).to.equal("unknown: no batch of LF-300 camera board is registered");
  });

  it("with ten thousand characters or letters from right to left costs little and matches nothing", () => {
    const start = performance.now();
    for (const name of ["A".repeat(10_000), "\u202eLF-210\u202c".repeat(1_000), "מצלמה 210", "a b ".repeat(2_500)])
      expect(outcome({ name, makers: [name] })).to.match(/^unknown/);
    expect(performance.now() - start).to.be.lessThan(2_000);
  });
});
