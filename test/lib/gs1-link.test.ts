import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { parseDigitalLink } from "../../lib/domain/digital-link.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { isApplicationIdentifier } from "../../lib/domain/gs1-elements.ts";
import { formatGs1Link, type Gs1Element, parseGs1Link } from "../../lib/domain/gs1-link.ts";

const VECTORS = new URL("../../../shared/data/gs1-digital-link/", import.meta.url);
const GTIN = "09506000134352";

/** What a call gives, or the code of its error. */
function outcome<Result>(run: () => Result): Result | string {
  try {
    return run();
  } catch (error) {
    if (error instanceof MusterError) return error.code;
    throw error;
  }
}

const REFUSED = "digital-link-invalid";
const parsed = (uri: string, padGtin = false) => outcome(() => parseGs1Link(uri, { padGtin }));

describe("a link by any GS1 key", () => {
  it("is read into its site, its identity, its attributes and its fragment", () => {
    expect(parsed(`https://a/shop/01/${GTIN}/10/L1/21/0001?17=201225&utm=x&3103=000195#code`)).to.deep.equal({
      stem: "https://a/shop",
      path: [
        ["01", GTIN],
        ["10", "L1"],
        ["21", "0001"],
      ],
      attributes: [
        ["17", "201225"],
        ["3103", "000195"],
      ],
      fragment: "code",
    });
    expect(parsed("https://a/00/faux/00/006141411234567890")).to.deep.include({ stem: "https://a/00/faux" });
    expect(parsed("https://a/8010/0614141ABC-1/8011/12345")).to.deep.include({
      path: [
        ["8010", "0614141ABC-1"],
        ["8011", "12345"],
      ],
    });
  });

  it("is printed with its identity in the path, whatever order it was given in, and the rest behind the question mark", () => {
    const elements: Gs1Element[] = [
      ["21", "X+1"],
      ["99", "A&B"],
      ["01", GTIN],
      ["10", "L1"],
      ["99", "A&B"],
    ];
    const link = formatGs1Link("https://a/b/", elements);
    expect(link).to.equal(`https://a/b/01/${GTIN}/10/L1/21/X%2B1?99=A%26B`);
    expect(parsed(link)).to.deep.include({ attributes: [["99", "A&B"]] });
  });

  const unprintable: [why: string, elements: Gs1Element[]][] = [
    ["no key", [["99", "A"]]],
    [
      "an unknown identifier",
      [
        ["01", GTIN],
        ["89", "A"],
      ],
    ],
    [
      "two values for one identifier",
      [
        ["01", GTIN],
        ["10", "A"],
        ["10", "B"],
      ],
    ],
    ["a wrong check digit", [["01", "09506000134353"]]],
    [
      "both kinds of serial",
      [
        ["01", GTIN],
        ["21", "A"],
        ["235", "B"],
      ],
    ],
    [
      "a serial without a product",
      [
        ["00", "006141411234567890"],
        ["21", "A"],
      ],
    ],
    [
      "a value of the wrong form",
      [
        ["01", GTIN],
        ["17", "2012"],
      ],
    ],
  ];
  for (const [why, elements] of unprintable) {
    it(`is not printed with ${why}`, () => {
      expect(outcome(() => formatGs1Link("https://a", elements))).to.equal(REFUSED);
    });
  }

  it("is refused where a value does not fit its identifier or an identifier stands in the wrong place", () => {
    for (const uri of [
      "https://a/00/006141411234567891",
      "https://a/00/00614141123456789",
      `https://a/01/${GTIN}?10=L1&21=A`,
      `https://a/01/${GTIN}?17=2012`,
      `https://a/01/${GTIN}/235/A/21/B`,
      `https://a/01/${GTIN}/21/A/235/B`,
      "https://a/8010/0614141ABC-1/8011/1234567890123",
      "https://a/8010/lower",
    ])
      expect(parsed(uri), uri).to.equal(REFUSED);
  });
});

describe("the GS1 syntax engine's vectors", () => {
  before(function () {
    if (existsSync(VECTORS)) return;
    console.log("      skipped: ../shared/data/gs1-digital-link is not there");
    this.skip();
  });
  const text = (name: string): string => readFileSync(new URL(name, VECTORS), "utf8");
  const read = <Vector>(name: string): Vector[] => JSON.parse(text(name)) as Vector[];

  /** Identifiers whose length is fixed; the others end in a separator. */
  const FIXED = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/;
  const elementString = (elements: Gs1Element[]): string =>
    elements.map(([ai, value], i) => (i === 0 || !FIXED.test(elements[i - 1]?.[0] ?? "") ? "^" : "") + ai + value).join("");

  it("are all read into the engine's element strings, or refused where it refuses", () => {
    type Vector = { uri: string; valid: boolean; elementString?: string; options?: Record<string, boolean> };
    const vectors = read<Vector>("parse-vectors.json");
    for (const { uri, valid, elementString: expected, options = {} } of vectors) {
      const { permitZeroSuppressedGTIN = false, permitUnknownAIs, ...others } = options;
      // The second switch changes nothing for us: the engine refuses those links under it too.
      expect([others, permitUnknownAIs && valid], "switches that we do not have").to.deep.equal([{}, permitUnknownAIs && false]);
      const link = parsed(uri, permitZeroSuppressedGTIN);
      expect(typeof link === "string" ? link : elementString([...link.path, ...link.attributes]), uri).to.equal(valid ? expected : REFUSED);
    }
    expect(vectors).to.have.length.greaterThan(45);
  });

  it("of products, and no others, name a unit to the register", () => {
    type Vector = { uri: string; valid: boolean; elementString?: string };
    const products = read<Vector>("parse-vectors.json").filter(({ uri, valid, elementString: elements = "" }) => {
      const accepted = typeof outcome(() => parseDigitalLink(uri, { padGtin: true })) !== "string";
      if (valid) expect(accepted, uri).to.equal(elements.startsWith("^01"));
      return accepted;
    });
    expect(products).to.have.length.greaterThan(20);
  });

  it("are printed as the engine prints them; identifiers that nobody assigned are not printed", () => {
    type Vector = { stem: string; aiData: string; valid: boolean; uri?: string; options?: Record<string, boolean> };
    const refusedByUs: string[] = [];
    for (const { stem, aiData, valid, uri, options } of read<Vector>("generate-vectors.json")) {
      const elements = [...aiData.matchAll(/\((\d+)\)([^(]*)/g)].map(([, ai, value]): Gs1Element => [ai ?? "", value ?? ""]);
      const link = outcome(() => formatGs1Link(stem, elements));
      if (options?.unknownAIasDLattr) refusedByUs.push(link);
      else expect(link, aiData).to.equal(valid ? uri : REFUSED);
    }
    expect(refusedByUs).to.deep.equal([REFUSED]);
  });

  it("of path sequences are exactly the ones accepted, but for the invoice key that the dictionary has besides", () => {
    const sequences = read<string[]>("path-sequences.json").map((sequence) => sequence.join("/"));
    const samples: Record<string, string> = {
      "00": "006141411234567890",
      "01": GTIN,
      "253": "1231231231232",
      "255": "1231231231232",
      "401": "1",
      "402": "95206141412345674",
      "414": "1231231231232",
      "415": "1231231231232",
      "417": "1231231231232",
      "8003": "01231231231232",
      "8004": "9520",
      "8006": `${GTIN}0102`,
      "8010": "0614141ABC",
      "8013": "1987654Ad4X4bL5ttr2310c2K",
      "8017": "795260646688514634",
      "8018": "795260646688514634",
      "10": "L",
      "21": "S",
      "22": "V",
      "235": "T",
      "254": "E",
      "7040": "1ABC",
      "8011": "1",
      "8019": "1",
      "8020": "P",
    };
    const keys = Object.keys(samples).filter((ai) => !["10", "21", "22", "235", "254", "7040", "8011", "8019", "8020"].includes(ai));
    const qualifiers = Object.keys(samples).filter((ai) => !keys.includes(ai));
    const tails: string[][] = [[]];
    for (const a of qualifiers) {
      tails.push([a]);
      for (const b of qualifiers) {
        tails.push([a, b]);
        for (const c of qualifiers) tails.push([a, b, c]);
      }
    }
    const accepted = keys.flatMap((key) =>
      tails
        .map((tail) => [key, ...tail])
        .filter((sequence) => typeof parsed(`https://a/${sequence.map((ai) => `${ai}/${samples[ai]}`).join("/")}`) !== "string")
        .map((sequence) => sequence.join("/")),
    );
    expect(accepted.filter((sequence) => !sequence.startsWith("415")).sort()).to.deep.equal(sequences.sort());
  });

  it("agree with our list of application identifiers", () => {
    const assigned = new Set<string>();
    for (const [, first = "", last = first] of text("gs1-syntax-dictionary.txt").matchAll(/^(\d{2,4})(?:-(\d{2,4}))?\s/gm))
      for (let ai = Number(first); ai <= Number(last); ai++) assigned.add(String(ai).padStart(first.length, "0"));
    const all = [2, 3, 4].flatMap((length) => Array.from({ length: 10 ** length }, (_, ai) => String(ai).padStart(length, "0")));
    expect(all.filter(isApplicationIdentifier)).to.deep.equal(all.filter((ai) => assigned.has(ai)));
    expect(assigned.size).to.be.greaterThan(400);
  });

  it("of compressed links are refused, never half understood; their plain forms are read as they were written", () => {
    type Vector = { ai: Record<string, string>; uri: string; compressed: string };
    for (const { ai, uri, compressed } of read<Vector>("compressed-vectors.json")) {
      expect(parsed(compressed), compressed).to.equal(REFUSED);
      const link = parsed(uri);
      expect(typeof link === "string" ? link : Object.fromEntries([...link.path, ...link.attributes]), uri).to.deep.equal(ai);
    }
  });
});
