import { expect } from "chai";
import { gs1TextProblem } from "../../lib/domain/gs1-text.ts";
import { compareSerials, parseSerialOrder, type SerialOrder, serialProblem, serialsThrough } from "../../lib/domain/serial-order.ts";

describe("serial order", () => {
  it("counts text character by character in ASCII", () => {
    const serials = ["a1", "U96Y29128", "U96Y28876", "10", "9", "A1", "+1"];
    expect(serials.sort(compareSerials("text"))).to.deep.equal(["+1", "10", "9", "A1", "U96Y28876", "U96Y29128", "a1"]);
  });

  it("counts numbers by value, beyond what a JavaScript number holds, and keeps 7 and 007 apart", () => {
    const serials = ["10", "9", "007", "7", "99999999999999999999", "99999999999999999998", "0"];
    const sorted = ["0", "7", "007", "9", "10", "99999999999999999998", "99999999999999999999"];
    expect(serials.sort(compareSerials("numeric"))).to.deep.equal(sorted);
    expect(compareSerials("numeric")("7", "007")).not.to.equal(0);
  });

  it("refuses letters where serials are numbers", () => {
    expect(serialProblem("12A", "numeric")).to.match(/not a number/);
    expect(serialProblem("12A", "text")).to.equal(null);
  });
});

/** Sorts in place by an order. */
const sorted = (order: SerialOrder, serials: string[]): string[] => serials.sort(compareSerials(order));

describe("serials of a fixed width", () => {
  it("are text of exactly so many characters", () => {
    const order = { fixedWidth: 4 };
    expect(sorted(order, ["10AB", "0100", "0099", "10Aa"])).to.deep.equal(["0099", "0100", "10AB", "10Aa"]);
    expect(serialProblem("099", order)).to.equal("it has 3 characters, but the serials of this batch have 4");
    expect(serialProblem("00 1", order)).to.equal("a space is not allowed in it");
  });
});

describe("serials of a set of prefixes", () => {
  const order = { prefixes: ["12K", "12J", "12"] };

  it("count by the prefix as declared, the longest that fits, then by number", () => {
    expect(sorted(order, ["1210", "12J2", "12K10", "129", "12K9", "12J002"])).to.deep.equal([
      "12K9",
      "12K10",
      "12J2",
      "12J002",
      "129",
      "1210",
    ]);
  });

  it("are refused without a prefix and without a number behind it", () => {
    expect(serialProblem("13J1", order)).to.equal("it begins with none of the prefixes of this batch");
    expect(serialProblem("12J", order)).to.equal("behind the prefix 12J it has no number");
    expect(serialProblem("12J1a", order)).to.equal("behind the prefix 12J it has no number");
  });
});

describe("serials with a date of production", () => {
  it("count by date, then as text", () => {
    const order = { dateCode: { at: 2, format: "YYWW" } };
    expect(
      sorted(
        order,
        ["Z1601A", "A2353Z", "B1601A", "A2409A"].filter((serial) => !serialProblem(serial, order)),
      ),
    ).to.deep.equal(["B1601A", "Z1601A", "A2409A"]);
  });

  const dates: [format: string, good: string[], bad: string[]][] = [
    ["YYMM", ["0001", "9912"], ["0000", "0013", "00A1"]],
    ["YYYYMM", ["000101", "202412"], ["000001", "202413"]],
    ["YYMMDD", ["240229", "001231"], ["230229", "240431", "240400"]],
    ["YYYYMMDD", ["20000229", "19991231"], ["19000229", "20240132"]],
    // 2020 began on a Wednesday in a leap year, 2026 begins on a Thursday: both have 53 weeks.
    ["YYWW", ["2053", "2653", "2452"], ["2453", "2700", "2753"]],
    ["YYYYWW", ["202053", "202401"], ["202453"]],
    ["YYDDD", ["24366", "23365", "00001"], ["23366", "24367", "24000"]],
    ["YYYYDDD", ["2024366"], ["2023366"]],
  ];
  for (const [format, good, bad] of dates) {
    it(`have real dates in the form ${format}, and others are refused`, () => {
      const order = { dateCode: { at: 1, format } };
      expect([...good, ...bad].filter((serial) => serialProblem(serial, order) === null)).to.deep.equal(good);
      expect(serialProblem(bad[0] as string, order)).to.equal(`it has no date ${format} from character 1 on`);
    });
  }
});

describe("from one serial through another", () => {
  const all = ["7", "007", "8", "9", "10", "0010", "11"];
  const meant = (order: SerialOrder, first: string | null, last: string | null, serials = all): string[] | undefined => {
    const isMeant = serialsThrough(order, first, last);
    return isMeant ? serials.filter(isMeant) : undefined;
  };

  it("means what stands between them in each order, both included", () => {
    expect(meant("text", "10", "8")).to.deep.equal(["7", "8", "10", "11"]);
    expect(meant("numeric", "8", "10")).to.deep.equal(["8", "9", "10", "0010"]);
    expect(meant({ prefixes: ["B", "A"] }, "B9", "A1", ["B8", "B9", "B010", "A1", "A01", "A2"])).to.deep.equal(["B9", "B010", "A1", "A01"]);
    const dated = { dateCode: { at: 1, format: "YYWW" } };
    expect(meant(dated, "2401B", "2403B", ["2401A", "2401B", "2402Z", "2403A", "2403C"])).to.deep.equal(["2401B", "2402Z", "2403A"]);
    expect(meant({ fixedWidth: 2 }, "09", "1A", ["08", "09", "10", "1A", "1B"])).to.deep.equal(["09", "10", "1A"]);
  });

  it("means every spelling of the two numbers", () => {
    expect(meant("numeric", "007", "0007")).to.deep.equal(["7", "007"]);
  });

  it("may leave an end open", () => {
    expect(meant("numeric", "10", null)).to.deep.equal(["10", "0010", "11"]);
    expect(meant("numeric", null, "7")).to.deep.equal(["7", "007"]);
  });

  it("means nothing when the two are the wrong way round, or do not fit the order", () => {
    expect([
      meant("text", "9", "10"),
      meant("numeric", "10", "9"),
      meant("numeric", "A", "9"),
      meant({ fixedWidth: 2 }, "9", "10"),
    ]).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it("is one range of units in a batch, whatever the order", () => {
    const orders: SerialOrder[] = [
      "text",
      "numeric",
      { fixedWidth: 6 },
      { prefixes: ["1", "24", "2", "0"] },
      { dateCode: { at: 3, format: "YYWW" } },
    ];
    let seed = 3;
    const below = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (const order of orders) {
      const fitting = Array.from({ length: 3000 }, () => `${below(10 ** 6)}`.padStart(6, "0").slice(order === "numeric" ? below(3) : 0));
      const units = sorted(
        order,
        [...new Set(fitting)].filter((serial) => serialProblem(serial, order) === null),
      );
      expect(units.length).to.be.greaterThan(300);
      for (let i = 0; i < 50; i++) {
        const [a, b] = [below(units.length), below(units.length)].sort((x, y) => x - y) as [number, number];
        const isMeant = serialsThrough(order, units[a] as string, units[b] as string);
        const indices = units.flatMap((serial, index) => (isMeant?.(serial) ? [index] : []));
        expect((indices.at(-1) ?? 0) - (indices[0] ?? 0) + 1).to.equal(indices.length);
        expect([(indices[0] ?? 0) <= a, (indices.at(-1) ?? 0) >= b]).to.deep.equal([true, true]);
      }
    }
  });
});

describe("an order of serials", () => {
  it("is read as it is typed", () => {
    const read = ["text", "numeric", "fixed-width:9", "prefix-set:12J,12K", "date-code:YYWW@2"].map(parseSerialOrder);
    expect(read).to.deep.equal([
      "text",
      "numeric",
      { fixedWidth: 9 },
      { prefixes: ["12J", "12K"] },
      { dateCode: { at: 2, format: "YYWW" } },
    ]);
  });

  const wrong = ["", "text:1", "Text", "fixed-width", "fixed-width:0", "fixed-width:21", "prefix-set:", "prefix-set:A,A", "prefix-set:A B"];
  for (const text of [...wrong, "date-code:YYWW", "date-code:YWW@1", "date-code:YYWW@0", "date-code:YYWW@18"]) {
    it(`is not "${text}"`, () => expect(parseSerialOrder(text)).to.equal(null));
  }
});

describe("lot and serial numbers", () => {
  const problems: [text: string, problem: string][] = [
    ["", "it is empty"],
    ["a b", "a space is not allowed in it"],
    ["a\0", "a NUL byte is not allowed in it"],
    ["a\tb", "the control character U+0009 is not allowed in it"],
    ["\u0085", "the control character U+0085 is not allowed in it"],
    ["a\ufffd", "a byte that is not UTF-8 is not allowed in it"],
    ["Ä1", '"Ä" is not allowed in it'],
    ["1#2", '"#" is not allowed in it'],
    ["😀", '"😀" is not allowed in it'],
    ["1".repeat(21), "it has 21 characters, at most 20 are allowed"],
    [".", '"." cannot stand in a web address'],
    ["..", '".." cannot stand in a web address'],
  ];
  for (const [text, problem] of problems) {
    it(`are refused with the reason: ${problem}`, () => {
      expect(gs1TextProblem(text)).to.equal(problem);
    });
  }

  it("may hold each of the 82 characters of the set, and no other of ASCII", () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    // "." alone is a step of a path; with another character it is fine.
    expect(ascii.filter((character) => gs1TextProblem(`a${character}`) === null)).to.have.length(82);
  });
});
