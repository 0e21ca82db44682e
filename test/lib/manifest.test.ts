import { expect } from "chai";
import { sha256 } from "viem";
import { MusterError } from "../../lib/domain/errors.ts";
import { decodeManifest, encodeManifest, type Manifest, manifestDigest } from "../../lib/domain/manifest.ts";

const HASH = `0x${"ab".repeat(32)}` as const;
const MANIFEST: Manifest = {
  format: "muster-batch/1",
  model: { gtin: "09506000134352", kind: "device" },
  lot: "L+1/2",
  order: "text",
  size: 3,
  made: { from: "2016-03-01", to: "2016-03-02" },
  signers: 0,
  root: HASH,
  tree: { sha256: HASH, bytes: 32 * (3 + 2 + 1) },
};

const COMPONENT = { gtin: "00614141123452", lot: "B1", first: 0, last: 2 };

describe("a batch manifest", () => {
  it("may say which component lots are in which units, and name any order of serials", () => {
    const orders = ["numeric", { fixedWidth: 9 }, { prefixes: ["12J", "12K"] }, { dateCode: { at: 2, format: "YYWW" } }] as const;
    for (const order of orders) {
      const manifest: Manifest = { ...MANIFEST, order, components: [COMPONENT] };
      expect(decodeManifest(encodeManifest(manifest))).to.deep.equal(manifest);
    }
  });

  it("reads back as it was written, and its bytes do not depend on the order of keys", () => {
    const bytes = encodeManifest(MANIFEST);
    expect(decodeManifest(bytes)).to.deep.equal(MANIFEST);
    expect(encodeManifest(Object.fromEntries(Object.entries(MANIFEST).reverse()) as Manifest)).to.deep.equal(bytes);
    expect(manifestDigest(bytes)).to.equal(sha256(bytes));
  });

  it("names no serial", () => {
    expect(JSON.parse(new TextDecoder().decode(encodeManifest(MANIFEST)))).to.have.all.keys(
      ...["format", "model", "lot", "order", "size", "made", "signers", "root", "tree"],
    );
  });

  const refused: [what: string, change: object, problem: RegExp][] = [
    ["another format", { format: "muster-batch/2" }, /format/],
    ["a wrong check digit", { model: { gtin: "09506000134353", kind: "device" } }, /model\.gtin: is not a GTIN-14/],
    ["a lot that GS1 does not allow", { lot: "L 1" }, /lot: is not a lot number/],
    ["no units", { size: 0 }, /size/],
    ["days in the wrong order", { made: { from: "2016-03-02", to: "2016-03-01" } }, /first day of production is after the last/],
    ["a day that does not exist", { made: { from: "2016-02-30", to: "2016-03-01" } }, /made\.from/],
    ["more signers than units", { signers: 4 }, /signers/],
    ["a tree of another size", { tree: { sha256: HASH, bytes: 64 } }, /tree\.bytes: does not fit the size/],
    ["an order that nobody knows", { order: "backwards" }, /order/],
    ["an order that cannot be", { order: { fixedWidth: 21 } }, /order: a serial has 1 to 20 characters, not 21/],
    ["a component of units that it does not have", { components: [{ ...COMPONENT, last: 3 }] }, /components: a range is not one of this/],
    ["more components than a batch has parts", { components: Array(33).fill(COMPONENT) }, /components/],
    ["unknown parts", { serials: ["1"] }, /Unrecognized key/],
  ];
  for (const [what, change, problem] of refused) {
    it(`is refused with ${what}`, () => {
      expect(() => encodeManifest({ ...MANIFEST, ...change } as Manifest)).to.throw(MusterError, problem);
    });
  }

  it("is refused when it is not JSON", () => {
    expect(() => decodeManifest(new TextEncoder().encode("serial\n1\n"))).to.throw(MusterError, /not JSON/);
  });
});
