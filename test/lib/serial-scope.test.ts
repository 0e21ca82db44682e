import { expect } from "chai";
import { compareSerials, type SerialOrder } from "../../lib/domain/serial-order.ts";
import { readSerialPhrase } from "../../lib/domain/serial-phrase.ts";
import { isSerialItem } from "../../lib/domain/serial-reading.ts";
import { itemProblem, serialRanges } from "../../lib/domain/serial-scope.ts";

/** Ranges of a phrase among serials, which are put into their order first. */
function ranges(phrase: string, serials: string[], order: SerialOrder = "text"): string[] {
  const gathered = serialRanges(readSerialPhrase(phrase), order);
  for (const [index, serial] of [...serials].sort(compareSerials(order)).entries()) gathered.add(index, serial);
  return gathered.finish().ranges.map(({ first, last, firstSerial, lastSerial }) => `${first}-${last}: ${firstSerial} to ${lastSerial}`);
}

const upTo = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`);

describe("phrases of serials as ranges of units", () => {
  it("take what lies between two serials in the batch's order, whether those two exist or not", () => {
    const serials = ["U96Y28870", "U96Y28880", "U96Y29000", "U96Y29130", "U97"];
    expect(ranges("U96Y28876 through U96Y29128", serials)).to.deep.equal(["1-2: U96Y28880 to U96Y29000"]);
    expect(ranges("9 to 11", upTo(100), "numeric")).to.deep.equal(["9-11: 9 to 11"]);
    expect(ranges("98 and higher", upTo(100), "numeric")).to.deep.equal(["98-99: 98 to 99"]);
  });

  it("are one range for each beginning by text, and several by number", () => {
    expect(ranges("beginning with 12", upTo(2_000))).to.have.length(1);
    expect(ranges("beginning with 12", upTo(2_000), "numeric")).to.deep.equal([
      "12-12: 12 to 12",
      "120-129: 120 to 129",
      "1200-1299: 1200 to 1299",
    ]);
  });

  it("let 24003xx be 2400300 to 2400399 by number, with zeros before or without, and seven characters by text", () => {
    const serials = ["2400299", "2400300", "2400350", "2400399", "2400400", "24003500", "02400351"];
    expect(ranges("24003xx", serials, "numeric")).to.deep.equal(["1-4: 2400300 to 2400399"]);
    expect(ranges("24003xx", serials)).to.deep.equal(["2-3: 2400300 to 2400350", "5-5: 2400399 to 2400399"]);
    expect(ranges("0024003xx", serials, "numeric")).to.deep.equal(["1-4: 2400300 to 2400399"]);
  });

  it("find endings and places for any character one by one", () => {
    expect(ranges("ending in 7", upTo(30), "numeric")).to.deep.equal(["7-7: 7 to 7", "17-17: 17 to 17", "27-27: 27 to 27"]);
    expect(ranges("1x1", upTo(200), "numeric")).to.have.length(10);
  });

  it("leave out what a phrase excepts, and count what each of its items meets", () => {
    const reading = readSerialPhrase("10 to 20, 12, 99, except 15");
    const gathered = serialRanges(reading, "numeric");
    for (const [index, serial] of upTo(50).entries()) gathered.add(index, serial);
    const { ranges: found, counts } = gathered.finish();
    expect(found.map(({ first, last }) => [first, last])).to.deep.equal([
      [10, 14],
      [16, 20],
    ]);
    expect([...counts.values()]).to.deep.equal([11, 1, 0, 1]);
  });

  it("name the same units as looking at each serial alone, whatever the phrase and the order", () => {
    let seed = 7;
    const below = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < 200; round++) {
      const order = below(2) === 0 ? "text" : "numeric";
      const serials = [...new Set(Array.from({ length: 120 }, () => `${below(10 ** (1 + below(4)))}`))];
      const [a, b] = [`${below(3_000)}`, `${below(3_000)}`].sort(compareSerials(order)) as [string, string];
      const head = `${below(40)}`;
      const phrase = `${a} to ${b}; beginning with ${head}; except ${below(3_000)} to 9999`;
      const [, , excluded] = readSerialPhrase(phrase).items.filter(isSerialItem);
      const out = (serial: string): boolean =>
        excluded?.kind === "range" && compareSerials(order)(excluded.from ?? "", serial) <= 0 && compareSerials(order)(serial, "9999") <= 0;
      const meant = (serial: string): boolean =>
        !out(serial) && (serial.startsWith(head) || (compareSerials(order)(a, serial) <= 0 && compareSerials(order)(serial, b) <= 0));
      const sorted = [...serials].sort(compareSerials(order));
      const gathered = serialRanges(readSerialPhrase(phrase), order);
      for (const [index, serial] of sorted.entries()) gathered.add(index, serial);
      const found = gathered.finish().ranges.flatMap(({ first, last }) => sorted.slice(first, last + 1));
      expect(found, phrase).to.deep.equal(sorted.filter(meant));
    }
  });

  it("are refused where the batch's order does not allow them", () => {
    const problem = (phrase: string, order: SerialOrder): string | null => {
      const [item] = readSerialPhrase(phrase).items.filter(isSerialItem);
      return item ? itemProblem(item, order) : "nothing was read";
    };
    expect(problem("9 to 10", "numeric")).to.equal(null);
    expect(problem("9 to 10", "text")).to.equal("in this batch, whose serials are ordered by text, 9 comes after 10");
    expect(problem("A1 to A9", "numeric")).to.match(/^A1: it is not a number/);
    expect(problem("A1", "numeric")).to.match(/^it is not a number/);
    expect(problem("beginning with A", "numeric")).to.equal(null);
  });
});
