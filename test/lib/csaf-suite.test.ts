import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { parseCsaf } from "../../lib/domain/csaf.ts";
import { MusterError } from "../../lib/domain/errors.ts";

const SUITE = new URL("../../../shared/data/csaf-test-suite/", import.meta.url);
const ADVISORY = readFileSync(new URL("../fixtures/advisory.json", import.meta.url), "utf8");

/** Tests of the standard whose breach changes whom a document means, and which we therefore refuse. */
const MEANING = ["6.1.1", "6.1.2", "6.1.3", "6.1.4", "6.1.5", "6.1.6", "6.1.23", "6.1.27.3"];

type Case = { name: string; valid: boolean };
type Rule = { id: string; group: string; failures?: Case[]; valid?: Case[] };

const refusal = (text: string): string | null => {
  try {
    parseCsaf(text);
    return null;
  } catch (error) {
    if (error instanceof MusterError && error.code === "advisory-invalid") return error.message;
    throw error;
  }
};

describe("what a CSAF document means", () => {
  // biome-ignore lint/suspicious/noExplicitAny: the document is broken on purpose
  const broken = (change: (value: any) => void): string => {
    const value = JSON.parse(ADVISORY);
    change(value);
    return JSON.stringify(value);
  };
  const cases: [what: string, text: string, problem: RegExp][] = [
    [
      "a status of a product that is not defined",
      broken(({ vulnerabilities }) => vulnerabilities[0].product_status.fixed.push("X")),
      /speaks of the product X and does not define it/,
    ],
    [
      "two products of one id",
      broken(({ product_tree }) => product_tree.full_product_names.push({ product_id: "LF-1", name: "Another" })),
      /defines the product LF-1 twice/,
    ],
    [
      "a product within itself",
      broken(({ product_tree }) => {
        product_tree.relationships[0].product_reference = "NG-1-LF-1";
      }),
      /NG-1-LF-1 contains itself/,
    ],
    [
      "products that are affected and fixed",
      broken(({ vulnerabilities }) => vulnerabilities[0].product_status.fixed.push("LF-1")),
      /says that the product LF-1 is affected and fixed/,
    ],
    [
      "a group that is not defined",
      broken(({ vulnerabilities }) => {
        vulnerabilities[0].remediations[0].group_ids = ["G"];
      }),
      /speaks of the group G/,
    ],
    [
      "two groups of one id",
      broken(({ product_tree }) => {
        const group = { group_id: "G", product_ids: ["LF-1", "LF-2"] };
        product_tree.product_groups = [group, group];
      }),
      /defines the group G twice/,
    ],
    ["one vulnerability twice", broken(({ vulnerabilities }) => vulnerabilities.push(vulnerabilities[1])), /describes CVE-2016-0000 twice/],
    [
      "an informational document with vulnerabilities",
      broken(({ document }) => {
        document.category = "csaf_informational_advisory";
      }),
      /calls itself informational/,
    ],
  ];
  for (const [what, text, problem] of cases)
    it(`is beyond doubt, or it is refused: ${what}`, () => {
      expect(refusal(text)).to.match(problem);
    });
});

describe("the committee's test suite", () => {
  before(function () {
    if (existsSync(SUITE)) return;
    console.log("      skipped: ../shared/data/csaf-test-suite is not there");
    this.skip();
  });
  const read = (name: string): string => readFileSync(new URL(name, SUITE), "utf8");
  const rules = (): Rule[] => JSON.parse(read("validator/testcases.json")).tests;
  const mandatory = (): Rule[] => rules().filter(({ group }) => group === "mandatory");

  it("is accepted where it is valid", () => {
    const valid = mandatory().flatMap((rule) => rule.valid ?? []);
    expect(valid).not.to.have.length(0);
    for (const { name } of valid) expect(refusal(read(`validator/${name}`)), name).to.equal(null);
    const examples = readdirSync(new URL("examples/csaf/", SUITE), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".json"),
    );
    for (const name of examples) expect(refusal(read(`examples/csaf/${name}`)), name).to.equal(null);
  });

  it("is refused where it contradicts itself about products", () => {
    const broken = mandatory().filter(({ id }) => MEANING.includes(id));
    expect(broken.flatMap(({ failures = [] }) => failures)).not.to.have.length(0);
    for (const { failures = [] } of broken)
      for (const { name } of failures) expect(refusal(read(`validator/${name}`)), name).not.to.equal(null);
  });
});
