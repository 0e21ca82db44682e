import { existsSync, globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { readBill } from "../../lib/domain/cyclonedx.ts";
import { MusterError } from "../../lib/domain/errors.ts";

const FILES = fileURLToPath(new URL("../../../shared/data/cyclonedx/", import.meta.url));

const bill = (change: object): string =>
  JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.7", version: 1, components: [], ...change });
const board = { type: "device", name: "board" };
const withComponent = (change: object): string => bill({ components: [{ ...board, ...change }] });

/** Why a text is refused, "" when it is not. */
function problem(text: string): string {
  try {
    readBill(text);
    return "";
  } catch (error) {
    if (error instanceof MusterError && error.code === "bill-invalid") return String(error.details.problem);
    throw error;
  }
}

describe("a CycloneDX bill", () => {
  it("gives its hardware and firmware at any depth, with makers, GTINs and lots, and counts the rest", () => {
    const camera = {
      type: "device",
      "bom-ref": "board",
      name: "LF-210",
      version: "rev-2",
      manufacturer: { name: "Lumen Forge" },
      supplier: { name: "Parts & Co" },
      publisher: "Lumen Forge",
      group: "com.lumenforge",
      properties: [
        { name: "cdx:device:gs1:gtin-12", value: "822348522712" },
        { name: "acme:lot-number", value: "LF-2409" },
        { name: "cdx:device:quantity", value: "1" },
      ],
      components: [
        { type: "firmware", name: "boot", version: "1.2", purl: "pkg:generic/boot@1.2", components: [{ type: "library", name: "zlib" }] },
      ],
    };
    const { parts, others, specVersion } = readBill(
      bill({ components: [camera, { type: "device", name: "left out", scope: "excluded" }] }),
    );
    expect(specVersion).to.equal("1.7");
    expect(parts.map(({ id, type, name, version, gtins, lots }) => [id, type, name, version, gtins, lots])).to.deep.equal([
      ["board", "device", "LF-210", "rev-2", ["00822348522712"], ["LF-2409"]],
      ["components.0.components.0", "firmware", "boot", "1.2", [], []],
    ]);
    expect(parts[0]?.makers).to.deep.equal(["Lumen Forge", "Parts & Co", "Lumen Forge", "com.lumenforge"]);
    expect(others).to.deep.equal({ library: 1, device: 1 });
  });

  const refused: [why: string, text: string, problem: string | RegExp][] = [
    ["XML", '<?xml version="1.0"?><bom/>', /^it is XML/],
    ["no JSON", "{", "it is not JSON"],
    ["another format", JSON.stringify({ spdxVersion: "SPDX-2.3" }), /^the bill.bomFormat: /],
    ["a version that is not known", bill({ specVersion: "2.0" }), /^the bill.specVersion: /],
    ["a serial number that is no UUID", bill({ serialNumber: "urn:uuid:3e671687" }), /^the bill.serialNumber: /],
    ["a date without a time", bill({ metadata: { timestamp: "2020-04-13" } }), /^the bill.metadata.timestamp: /],
    ["a dependency of nothing", bill({ dependencies: [{ dependsOn: [] }] }), /^the bill.dependencies.0.ref: /],
    ["a citation that points two ways", bill({ citations: [{ pointers: ["/a"], expressions: ["b"], attributedTo: "x" }] }), /citations.0/],
    ["a citation of nobody", bill({ citations: [{ pointers: ["/a"] }] }), /citations.0/],
    ["a component without a type", bill({ components: [{ name: "a" }] }), /^components.0.type: /],
    ["a component without a name", withComponent({ name: "" }), /^components.0.name: /],
    ["a type that is not known", withComponent({ type: "gadget" }), /^components.0.type: /],
    ["a scope that is not known", withComponent({ scope: "foo" }), /^components.0.scope: /],
    ["a digest that is none", withComponent({ hashes: [{ alg: "SHA-1", content: "foo" }] }), /^components.0.hashes.0.content: /],
    ["a licence and an expression in one", withComponent({ licenses: [{ license: {}, expression: "MIT" }] }), /^components.0.licenses.0: /],
    ["a patch of an unknown kind", withComponent({ pedigree: { patches: [{ type: "foo" }] } }), /^components.0.pedigree.patches.0.type: /],
    [
      "an issue of an unknown kind",
      withComponent({ pedigree: { patches: [{ type: "backport", resolves: [{ type: "foo" }] }] } }),
      /resolves.0.type: /,
    ],
    ["a version and a range of them", withComponent({ version: "1", versionRange: "vers:generic/*" }), /^components.0: /],
    [
      "a fault in the depth",
      withComponent({ components: [{ ...board, components: [{ type: "device" }] }] }),
      /^components.0.components.0.components.0.name: /,
    ],
    [
      "one reference for two",
      bill({
        components: [
          { ...board, "bom-ref": "a" },
          { ...board, "bom-ref": "a" },
        ],
      }),
      "components.1: its bom-ref stands twice",
    ],
  ];
  for (const [why, text, expected] of refused) {
    it(`is refused: ${why}`, () => {
      if (typeof expected === "string") expect(problem(text)).to.equal(expected);
      else expect(problem(text)).to.match(expected);
    });
  }

  it("that is hostile is refused by its bounds, without recursion and in little time", () => {
    const start = performance.now();
    const deep = (levels: number): string => `${'{"type":"device","name":"a","components":['.repeat(levels)}${"]}".repeat(levels)}`;
    const frame = (components: string): string => `{"bomFormat":"CycloneDX","specVersion":"1.7","components":[${components}]}`;
    expect(problem(frame(deep(64)))).to.equal("");
    expect(problem(frame(deep(65)))).to.contain("more than 64 levels deep");
    expect(problem(frame(deep(100_000)))).to.contain("levels deep");
    expect(problem(frame(Array(20_001).fill('{"type":"library","name":"a"}').join()))).to.contain("more than 20000 components");
    expect(problem(frame(Array(2_001).fill('{"type":"device","name":"a"}').join()))).to.contain("more than 2000 parts");
    expect(problem("[".repeat(500_000))).to.equal("it is not JSON");
    expect(performance.now() - start).to.be.lessThan(10_000);
  });
});

describe("CycloneDX's own documents", () => {
  before(function () {
    if (existsSync(FILES)) return;
    console.log("      skipped: ../shared/data/cyclonedx is not there");
    this.skip();
  });
  const read = (pattern: string): [name: string, text: string][] =>
    globSync(pattern, { cwd: FILES }).map((path) => [basename(path), readFileSync(`${FILES}${path}`, "utf8")]);

  it("are accepted where their names begin with valid, and refused where they begin with invalid", () => {
    const verdicts = read("spec-*/*.json").map(([name, text]) => [name, problem(text) === "" ? "valid" : "invalid"] as const);
    expect(verdicts).to.have.length.greaterThan(60);
    expect(verdicts.filter(([name, verdict]) => !name.startsWith(`${verdict}-`))).to.deep.equal([]);
  });

  it("of real products are read, hardware with its GTINs", () => {
    for (const [name, text] of read("{hbom,sbom,vex}/**/*.json")) expect(problem(text), name).to.equal("");
    const [[, adapter = ""] = []] = read("hbom/*.json");
    const { parts } = readBill(adapter);
    expect(parts).to.have.length.greaterThan(3);
    expect(parts.find(({ name }) => name === "47155-4001")).to.deep.include({ makers: ["Molex"], gtins: ["00822348522712"] });
  });
});
