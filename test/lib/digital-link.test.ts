import { expect } from "chai";
import { claimCodeOf, type DigitalLink, formatDigitalLink, parseDigitalLink } from "../../lib/domain/digital-link.ts";
import { MusterError } from "../../lib/domain/errors.ts";

const GTIN = "09506000134352";

const codeOf = (uri: string, options?: { padGtin: boolean }): string => {
  try {
    parseDigitalLink(uri, options);
    return "accepted";
  } catch (error) {
    if (error instanceof MusterError) return error.code;
    throw error;
  }
};

describe("a GS1 Digital Link", () => {
  it("is printed with every reserved character encoded, and reads back the same", () => {
    const link: DigitalLink = { gtin: GTIN, lot: "L+1/2", serial: "!A%2F'(*)", fragment: "4TDV-9M20" };
    const uri = formatDigitalLink("https://muster.example/", link);
    expect(uri).to.equal(`https://muster.example/01/${GTIN}/10/L%2B1%2F2/21/%21A%252F%27%28%2A%29#4TDV-9M20`);
    expect(parseDigitalLink(uri)).to.deep.equal(link);
  });

  it("survives a browser's reading for every character of the set", () => {
    const set = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    for (const character of set) {
      const serial = `a${character}`;
      const { href } = new URL(formatDigitalLink("https://muster.example", { gtin: GTIN, serial }));
      expect(parseDigitalLink(href).serial, character).to.equal(serial);
    }
  });

  it("keeps leading zeros and tells 0001 from 1", () => {
    expect(parseDigitalLink(`https://a/01/${GTIN}/21/0001`).serial).to.equal("0001");
    expect(parseDigitalLink(`https://a/01/${GTIN}/21/1`).serial).to.equal("1");
  });

  it("holds the claim code behind the #, where no server sees it", () => {
    const code = "0000-0000-0000-0000-0000-0000-0000";
    const uri = formatDigitalLink("https://a", { gtin: GTIN, fragment: code });
    expect(new URL(uri).pathname + new URL(uri).search).not.to.contain("0000-0000");
    expect(claimCodeOf(parseDigitalLink(uri))).to.deep.equal(new Uint8Array(16));
    expect(claimCodeOf(parseDigitalLink(`https://a/01/${GTIN}`))).to.equal(null);
  });

  it("cannot be printed with a serial that a browser would drop from the path", () => {
    for (const serial of [".", ".."])
      expect(() => formatDigitalLink("https://a", { gtin: GTIN, serial })).to.throw(MusterError, "cannot stand in a web address");
  });

  it("is printed only for a web site's address and a GTIN with the right check digit", () => {
    for (const base of ["", "muster.example", "ftp://a", "https://a?x=1", "https://a/#x", "javascript:alert(1)"])
      expect(() => formatDigitalLink(base, { gtin: GTIN }), base).to.throw(MusterError, "not the address of a web site");
    expect(() => formatDigitalLink("https://a", { gtin: "09506000134353" })).to.throw(MusterError, "its last digit would have to be 2");
  });

  const refused: [why: string, uri: string][] = [
    ["mixed-case scheme", `hTTps://a/01/${GTIN}`],
    ["trailing slash", `https://a/01/${GTIN}/`],
    ["empty value", `https://a/01/${GTIN}/10//21/1`],
    ["qualifier twice", `https://a/01/${GTIN}/21/1/21/2`],
    ["qualifiers in the wrong order", `https://a/01/${GTIN}/21/1/10/L`],
    ["unknown identifier in the path", `https://a/01/${GTIN}/99/L`],
    ["unknown identifier in the query", `https://a/01/${GTIN}?999=1`],
    ["serial in path and query", `https://a/01/${GTIN}/21/1?21=1`],
    ["NUL", `https://a/01/${GTIN}/21/a%00b`],
    ["convenience words", `https://a/gtin/${GTIN}`],
    ["21 characters", `https://a/01/${GTIN}/21/${"1".repeat(21)}`],
    ["a percent sign that encodes nothing", `https://a/01/${GTIN}/21/%zz`],
    ["compressed", "https://id.example.org/DBFRJydaKM4AIX2u24"],
    ["no host", `https:///01/${GTIN}`],
  ];
  for (const [why, uri] of refused) {
    it(`is refused: ${why}`, () => {
      expect(codeOf(uri)).to.equal("digital-link-invalid");
    });
  }

  it("is refused with a wrong check digit, and with a short GTIN unless padding was asked for", () => {
    expect(codeOf("https://a/01/09506000134353")).to.equal("invalid-gtin");
    expect(codeOf("https://a/01/9506000134352")).to.equal("digital-link-invalid");
    expect(parseDigitalLink("https://a/01/9506000134352", { padGtin: true }).gtin).to.equal(GTIN);
  });

  it("to something else than a product is refused by what it names", () => {
    const why = (uri: string): string => {
      try {
        return JSON.stringify(parseDigitalLink(uri));
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(why("https://a/00/006141411234567890")).to.contain("it names a shipment (00), not a product");
    expect(why(`https://a/8004/9520614141234567?01=${GTIN}`)).to.contain("it names somebody's asset (8004), not a product");
    expect(why(`https://a/01/${GTIN}/235/TPX1`)).to.contain("a serial of a third party (235)");
  });
});
