import { expect } from "chai";
import { LABEL_STOCKS, labelCorner, labelsPerSheet, parseStock } from "../../lib/domain/label-stock.ts";

describe("label stock", () => {
  /** Labels, left and upper margin, and horizontal and vertical pitch as the makers give them, in millimetres. */
  const sheets: [name: string, labels: number, left: number, top: number, across: number, down: number][] = [
    ["3474", 24, 0, 0.5, 70, 37],
    ["L4731", 189, 8.48, 13.5, 27.94, 10],
    ["L7159", 24, 7.21, 12.9, 66.04, 33.9],
    ["L7160", 21, 7.21, 15.15, 66.04, 38.1],
    ["L7163", 14, 4.65, 15.15, 101.6, 38.1],
    ["L7165", 8, 4.65, 13.1, 101.6, 67.7],
    ["L7651", 65, 4.75, 10.7, 40.6, 21.2],
    ["5160", 30, 4.76, 12.7, 69.85, 25.4],
    ["5163", 10, 3.97, 12.7, 106.36, 50.8],
    ["5167", 80, 7.14, 12.7, 52.39, 12.7],
  ];
  for (const [name, labels, left, top, across, down] of sheets) {
    it(`${name} has its ${labels} labels where the sheet has them`, () => {
      const stock = parseStock(name);
      expect(labelsPerSheet(stock)).to.equal(labels);
      expect(stock.first.x).to.be.within(left - 0.01, left + 0.01);
      expect(stock.first.y).to.be.within(top - 0.01, top + 0.01);
      expect(stock.pitch.width).to.be.within(across - 0.01, across + 0.01);
      expect(stock.pitch.height).to.be.within(down - 0.01, down + 0.01);
      const last = labelCorner(stock, labels - 1);
      expect(stock.sheet.width - last.x - stock.label.width).to.be.within(left - 0.01, left + 0.01);
      expect(stock.sheet.height - last.y - stock.label.height).to.be.within(top - 0.01, top + 0.01);
    });
  }

  it("is known completely to this test", () => {
    expect(sheets.map(([name]) => name)).to.deep.equal(LABEL_STOCKS);
  });

  it("is named in any case, or described in millimetres", () => {
    expect(parseStock("l7160")).to.deep.equal(parseStock("L7160"));
    const { first, pitch, label, sheet } = parseStock("100x150:1x2:90x60:0x5:5.5x10");
    expect([first, pitch, label, sheet]).to.deep.equal([
      { x: 5.5, y: 10 },
      { width: 90, height: 65 },
      { width: 90, height: 60 },
      { width: 100, height: 150 },
    ]);
    expect(parseStock("A4:3x7:63.5x38.1:2.54x0").first).to.deep.equal(parseStock("L7160").first);
  });

  for (const text of [
    "",
    "L9999",
    "A4",
    "A4:0x5:10x10",
    "A4:3x7:0x38",
    "A4:4x7:63.5x38.1",
    "A4:3x9:63.5x38.1",
    "A4:1x1:70x37:0x0:150x0",
    "A4:3x8:70x37:0x0:0x0:1",
  ])
    it(`is refused: "${text}"`, () => {
      expect(() => parseStock(text))
        .to.throw()
        .with.property("code", "label-stock-invalid");
    });
});
