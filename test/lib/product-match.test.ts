import { expect } from "chai";
import { batchId } from "../../lib/domain/ids.ts";
import { leftovers, matchProducts, type NamedProduct, type RegisteredModel, scopeFound } from "../../lib/domain/product-match.ts";
import { versionClaim } from "../../lib/domain/version-range.ts";

const lumen = { name: "Lumen Forge AS", domain: "lumenforge.example" };
const board: RegisteredModel = {
  id: "1-09506000210414",
  gtin: "09506000210414",
  name: "LF-210 camera board",
  kind: "component",
  maker: lumen,
  releases: [],
};
const camera: RegisteredModel = {
  id: "2-09506000134352",
  gtin: "09506000134352",
  name: "Northgate Doorway 2",
  kind: "device",
  maker: { name: "Northgate Cameras", domain: "northgate.example" },
  releases: [
    { sequence: 1, version: "1.0.4" },
    { sequence: 2, version: "1.2.0" },
  ],
};
const MODELS = [board, camera];
const BATCHES = [
  { id: batchId(1), modelId: board.id, lot: "LF210-2409", size: 500, factoryRelease: 0 },
  { id: batchId(7), modelId: board.id, lot: "LF/210", size: 500, factoryRelease: 0 },
  { id: batchId(3), modelId: camera.id, lot: "NG2", size: 100, factoryRelease: 1 },
];

const product = (parts: Partial<NamedProduct>): NamedProduct => ({
  id: "P",
  name: "A product",
  modelNumbers: [],
  skus: [],
  cpes: [],
  purls: [],
  uris: [],
  versions: { kind: "any" },
  status: "affected",
  ...parts,
});
const match = (parts: Partial<NamedProduct>) => matchProducts([product(parts)], MODELS, BATCHES)[0]?.matches ?? [];
const found = (parts: Partial<NamedProduct>): string[] =>
  match(parts).map(({ model, strength, reasons }) => `${model.name} ${strength} ${reasons.map(({ by }) => by).join(" ")}`);

describe("an advisory's product", () => {
  it("is exactly the model with its GTIN, whoever is named as vendor", () => {
    const exact = ["LF-210 camera board exact gtin"];
    expect(found({ skus: ["9506000210414"], vendor: "Somebody" })).to.deep.equal(exact);
    expect(found({ modelNumbers: ["09506000210414"] })).to.deep.equal(exact);
    expect(found({ uris: ["https://id.gs1.org/01/09506000210414/10/LF210-2409"] })).to.deep.equal(exact);
    expect(found({ skus: ["09506000210415"] }), "wrong check digit").to.deep.equal([]);
    expect(found({ uris: ["https://x.example/?q=/01/09506000210414"] })).to.deep.equal([]);
  });

  it("is strongly the model with the same vendor and the same name or number", () => {
    expect(found({ vendor: "Lumen Forge", name: "LF-210 Camera Board" })).to.deep.equal(["LF-210 camera board strong model-number name"]);
    expect(found({ vendor: "Northgate Cameras GmbH", productName: "Doorway 2" })).to.deep.equal(["Northgate Doorway 2 strong name"]);
    for (const number of ["LF210", "lf-210", "LF-21?", "LF*210", "LF-2*"])
      expect(found({ vendor: "lumenforge", modelNumbers: [number] }), number).to.deep.equal(["LF-210 camera board strong model-number"]);
  });

  it("is strongly the model that its CPE or package URL names, firmware with its device", () => {
    expect(found({ cpes: ["cpe:2.3:o:northgate_cameras:doorway_2_firmware:1.0.4:*:*:*:*:*:*:*"] })).to.deep.equal([
      "Northgate Doorway 2 strong cpe",
    ]);
    expect(found({ purls: ["pkg:generic/northgate/doorway-2@1.0.4"] })).to.deep.equal(["Northgate Doorway 2 strong purl"]);
    expect(found({ cpes: ["cpe:2.3:h:othermaker:doorway_2:-:*:*:*:*:*:*:*"] })).to.deep.equal([]);
  });

  it("only resembles a model where the vendor is missing or similar, or the number stands in the name: that is asked", () => {
    const weak = [
      { name: "Northgate Doorway 2" },
      { vendor: "Northgate Cameras Europe", productName: "Doorway 2" },
      { vendor: "Lumen Forge", name: "Kit (LF-210)" },
    ];
    for (const parts of weak) {
      const [only] = match(parts);
      expect(only?.strength, JSON.stringify(parts)).to.equal("weak");
      expect(only?.questions[0]).to.contain("is this the same product?");
    }
  });

  it("of another vendor, with a short number, or of which only a word fits is left over, not guessed", () => {
    const parts = [
      { vendor: "Petrel Home", name: "LF-210 camera board", modelNumbers: ["LF-210"] },
      { vendor: "Lumen Forge", name: "camera" },
      { vendor: "Lumen Forge", modelNumbers: ["*", "2*", "LF", "camera"] },
      { vendor: "Northgate Cameras", productName: "Doorway 3" },
    ];
    const matched = matchProducts(
      parts.map((some, i) => product({ id: `P${i}`, ...some })),
      MODELS,
      BATCHES,
    );
    expect(leftovers(matched).map(({ id }) => id)).to.deep.equal(["P0", "P1", "P2", "P3"]);
    expect(scopeFound(matched)).to.deep.equal({ certain: [], possible: [] });
  });

  it("in or on another is found by that other", () => {
    const inside = product({ id: "IN", name: "Board in camera", within: "CAM", status: "affected" });
    const cam = product({ id: "CAM", vendor: "Northgate Cameras", productName: "Doorway 2", status: undefined });
    const [first] = matchProducts([inside, cam], MODELS, BATCHES);
    expect(first?.matches.map(({ model }) => model.id)).to.deep.equal([camera.id]);
    const ring = [product({ id: "A", within: "B" }), product({ id: "B", within: "A" })];
    expect(matchProducts(ring, MODELS, BATCHES)).to.have.length(2);
  });

  const cam = (versions: string, parts: Partial<NamedProduct> = {}) =>
    match({ vendor: "Northgate Cameras", productName: "Doorway 2", versions: versionClaim(versions), ...parts })[0];

  it("that is a component reaches its batches, and a device its model or the releases that are meant", () => {
    expect(match({ vendor: "Lumen Forge", name: "LF-210 camera board" })[0]?.scope).to.deep.equal([
      { kind: "component", batchId: 1 },
      { kind: "component", batchId: 7 },
    ]);
    expect(cam("*")).to.deep.include({ questions: [], scope: [{ kind: "model", modelId: (2n << 64n) | 9506000134352n }] });
    expect(cam("<1.2.0")?.scope).to.deep.equal([{ kind: "shipped", modelId: (2n << 64n) | 9506000134352n, first: 1, last: 1 }]);
    expect(cam("<1.2.0")?.questions).to.deep.equal([]);
  });

  it("with versions that cannot be ordered, or that units may have been updated to, is a question", () => {
    expect(cam("< august 28")?.questions[0]).to.contain('"< august 28"');
    expect(cam("1.2.0")?.questions).to.deep.equal([
      "units made with an earlier release may have been updated to one that is meant; they are left out",
    ]);
    const matched = matchProducts([product({ skus: [camera.gtin], versions: versionClaim("<9") })], MODELS, BATCHES);
    expect(scopeFound(matched)).to.deep.include({ certain: [] });
    expect(scopeFound(matched).possible).to.have.length(1);
  });

  it("with a lot in its link means the batches of that lot", () => {
    const scope = (uri: string, versions = "*") => match({ uris: [uri], versions: versionClaim(versions) })[0];
    expect(scope("https://id.gs1.org/01/09506000210414/10/LF%2F210", "lot")?.scope).to.deep.equal([{ kind: "component", batchId: 7 }]);
    const camera = scope("https://id.gs1.org/01/09506000134352/10/NG2");
    expect(camera).to.deep.include({ scope: [{ kind: "batch", batchId: 3, first: 0, last: 99 }], questions: [] });
    expect(scope("https://id.gs1.org/01/09506000134352/10/NG2", "units 1-9")?.questions).to.have.length(1);
    expect(scope("https://id.gs1.org/01/09506000134352/10/NG3")).to.deep.include({
      scope: [],
      questions: ["it names a lot that is not registered"],
    });
  });

  it("that is fixed or not affected never comes into a scope", () => {
    for (const status of ["fixed", "not-affected"] as const) expect(cam("*", { status })).to.deep.include({ scope: [], questions: [] });
  });
});
