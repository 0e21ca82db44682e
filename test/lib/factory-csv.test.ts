import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { type FactoryBatch, factoryReader, parseLot } from "../../lib/domain/factory-csv.ts";

const BATCH: FactoryBatch = { gtin: "09506000134352", lot: "L1", order: "text" };
const SIGNER = `0x${"1a".repeat(20)}${"2b".repeat(64)}`;

describe("rows of a factory file", () => {
  it("are taken as they are: columns in any order, leading zeros kept, empty signers allowed", () => {
    const { read } = factoryReader(["lot", "device_signer", "serial", "gtin"], BATCH);
    expect(read(["L1", "", "0001", "9506000134352"], 2)).to.deep.equal({ serial: "0001", deviceSigner: null, lots: 0 });
    expect(read(["", SIGNER.toUpperCase().replace("0X", "0x"), "1", ""], 3)).to.deep.equal({ serial: "1", deviceSigner: SIGNER, lots: 0 });
  });

  const refused: [what: string, header: string[], rows: string[][], message: string][] = [
    ["a missing column", ["sn", "gtin"], [], "Line 1, column sn: the name is not known."],
    ["no serial among known columns", ["gtin", "lot"], [], "Line 1: there is no column serial."],
    ["a column twice", ["serial", "serial"], [], "Line 1: there are two columns serial."],
    ["a misspelt column, which would lose its data", ["serial", "device_signr"], [], "Line 1, column device_signr: the name is not known."],
    ["a NUL in a column's name", ["serial\0"], [], "Line 1, column number 1: a NUL byte is not allowed in its name."],
    ["a cell too few", ["serial", "lot"], [["1"]], "Line 2: it has 1 cells where 2 are expected."],
    ["a NUL byte", ["serial"], [["7\0"]], "Line 2, column serial: a NUL byte is not allowed in it."],
    ["an empty serial", ["serial", "lot"], [["", "L1"]], "Line 2, column serial: it is empty."],
    ["a space in a serial", ["serial"], [["7 "]], "Line 2, column serial: a space is not allowed in it."],
    ["a serial of 21 characters", ["serial"], [["1".repeat(21)]], "Line 2, column serial: it has 21 characters, at most 20 are allowed."],
    [
      "a wrong check digit",
      ["serial", "gtin"],
      [["7", "09506000134353"]],
      "Line 2, column gtin: the check digit of 09506000134353 is wrong.",
    ],
    [
      "another product's GTIN",
      ["serial", "gtin"],
      [["7", "09520123456788"]],
      "Line 2, column gtin: the GTIN is 09520123456788, but this batch is 09506000134352.",
    ],
    [
      "a GTIN of 9 digits",
      ["serial", "gtin"],
      [["7", "123456789"]],
      'Line 2, column gtin: "123456789" is not a GTIN of 8, 12, 13 or 14 digits.',
    ],
    ["another lot", ["serial", "lot"], [["7", "L2"]], 'Line 2, column lot: the lot is "L2", but this batch is lot "L1".'],
    [
      "a signer that is none",
      ["serial", "device_signer"],
      [["7", "0x1234"]],
      "Line 2, column device_signer: it is not an ERC-7913 signer (0x, 40 hexadecimal digits of the verifier, then the key).",
    ],
  ];
  for (const [what, header, rows, message] of refused) {
    it(`are refused with line and column: ${what}`, () => {
      const readAll = () => {
        const { read } = factoryReader(header, BATCH);
        rows.forEach((cells, i) => {
          read(cells, i + 2);
        });
      };
      expect(readAll).to.throw(MusterError, message);
    });
  }

  it("may have columns that are declared to mean nothing, but still no NUL in them", () => {
    const { read } = factoryReader(["mac", "serial"], { ...BATCH, ignoreColumns: ["mac"] });
    expect(read(["00:11", "7"], 2).serial).to.equal("7");
    expect(() => read(["00\0", "8"], 3)).to.throw(MusterError, "Line 3, column mac: a NUL byte is not allowed in it.");
  });

  it("say which component lots are in the unit, each lot by a bit, and empty cells say none", () => {
    const components = { board: "09506000134369", "radio lot": "09506000134376" };
    const reader = factoryReader(["serial", "radio lot", "board"], { ...BATCH, components });
    const lotsOf = (serial: string, radio: string, board: string): number => reader.read([serial, radio, board], 2).lots;
    expect([lotsOf("1", "R1", "B1"), lotsOf("2", "", "B1"), lotsOf("3", "B1", "B2"), lotsOf("4", "", "")]).to.deep.equal([3, 1, 12, 0]);
    expect(reader.lots.map(({ gtin, lot }) => `${gtin}/${lot}`)).to.deep.equal([
      "09506000134369/B1",
      "09506000134376/R1",
      "09506000134369/B2",
      "09506000134376/B1",
    ]);
    expect(() => lotsOf("5", "R 1", "")).to.throw(MusterError, "Line 2, column radio lot: a space is not allowed in it.");
    expect(() => factoryReader(["serial", "board"], { ...BATCH, components })).to.throw(MusterError, "there is no column radio lot");
    expect(() => factoryReader(["serial"], { ...BATCH, components: { serial: "09506000134369" } })).to.throw(
      MusterError,
      "there are two columns serial",
    );
  });

  it("name no more component lots than a batch can have parts", () => {
    const { read } = factoryReader(["serial", "board"], { ...BATCH, components: { board: "09506000134369" } });
    for (let lot = 0; lot < 32; lot++) expect(read([`${lot}`, `B${lot}`], lot + 2).lots).to.equal(2 ** lot);
    expect(() => read(["33", "B32"], 34)).to.throw(MusterError, "Line 34, column board: it names component lot number 32 + 1.");
  });

  it("are digits only where serials are ordered by number", () => {
    const { read } = factoryReader(["serial"], { ...BATCH, order: "numeric" });
    expect(read(["007"], 2).serial).to.equal("007");
    expect(() => read(["12J"], 3)).to.throw(MusterError, "Line 3, column serial: it is not a number");
  });
});

describe("a lot number", () => {
  it("is text that GS1 allows", () => {
    expect(parseLot("L+1/2")).to.equal("L+1/2");
    expect(() => parseLot("L 1")).to.throw(MusterError, "L 1 is not a lot number: a space is not allowed in it.");
  });
});
