import { PassThrough, type Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect } from "chai";
import type { Label } from "../../lib/batch/labels-csv.ts";
import { formatDigitalLink, parseDigitalLink } from "../../lib/domain/digital-link.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { MODULE_MM } from "../../lib/domain/label-layout.ts";
import { labelCorner, labelsPerSheet, parseStock } from "../../lib/domain/label-stock.ts";
import { type SheetOptions, writeLabelSheets } from "../../lib/factory/labels-pdf.ts";
import { type PrintedPage, printedPages, scanned } from "../fixtures/printed.ts";

const CODE = "PRRM-37X5-0MYY-C86T-HYF7-GP0G-V3F3";
const GTIN = "09506000134352";

function* labels(count: number, serial = (index: number) => `SN-${index}`, lot = "L2409"): Generator<Label> {
  for (let index = 0; index < count; index++) {
    const link = formatDigitalLink("https://muster.example", { gtin: GTIN, lot, serial: serial(index), fragment: CODE });
    yield { index, gtin: GTIN, lot, serial: serial(index), code: CODE, link };
  }
}

/** The files that were made, by their names. */
async function print(source: Iterable<Label>, options: SheetOptions = {}): Promise<Record<string, PrintedPage[]>> {
  const files: Record<string, PrintedPage[]> = {};
  const stream = async (name: string, produce: (sink: Writable) => Promise<void>): Promise<void> => {
    const sink = new PassThrough();
    const [bytes] = await Promise.all([buffer(sink), produce(sink)]);
    files[name] = printedPages(bytes);
  };
  await writeLabelSheets({ stream }, source, options);
  return files;
}

const texts = ([page]: PrintedPage[] = []): string[] => (page?.texts ?? []).map(({ text }) => text);

describe("a sheet of labels", function () {
  this.timeout(60_000);

  for (const [symbol, format] of [
    ["qr", "QRCode"],
    ["datamatrix", "DataMatrix"],
  ] as const) {
    for (const name of ["3474", "L7160", "L7651", "5160", "A4:2x5:90x40:5x5"]) {
      it(`of ${name} is read from its pixels, each ${symbol} code being its unit's own link`, async () => {
        const stock = parseStock(name);
        const wanted = [...labels(labelsPerSheet(stock), (index) => `+A/b%${index}`)];
        const { "labels.pdf": pages = [] } = await print(wanted, { stock, symbol });
        expect(pages).to.have.length(1);
        const found = await scanned(pages[0] as PrintedPage);
        expect(new Set(found.map((code) => code.format))).to.deep.equal(new Set([format]));
        expect(found.map(({ text }) => text).sort()).to.deep.equal(wanted.map(({ link }) => link).sort());
        expect(parseDigitalLink(found[0]?.text ?? "")).to.deep.include({ gtin: GTIN, lot: "L2409", fragment: CODE });
      });

      it(`of ${name} keeps the ${symbol} code's quiet zone and GS1's module size, and all print on its label`, async () => {
        const stock = parseStock(name);
        const { "labels.pdf": [page] = [] } = await print(labels(labelsPerSheet(stock)), { stock, symbol });
        const { filled, texts: written } = page as PrintedPage;
        const module = Math.min(...filled.map(({ height }) => height));
        expect(module).to.be.within(MODULE_MM.min - 0.001, MODULE_MM.max);
        const quiet = (symbol === "qr" ? 4 : 1) * module;
        for (let place = 0; place < labelsPerSheet(stock); place++) {
          const corner = labelCorner(stock, place);
          const isHere = ({ x, y }: { x: number; y: number }): boolean =>
            x > corner.x && x < corner.x + stock.label.width && y > corner.y && y < corner.y + stock.label.height;
          const dark = filled.filter(isHere);
          const left = Math.min(...dark.map(({ x }) => x));
          const top = Math.min(...dark.map(({ y }) => y));
          const right = Math.max(...dark.map(({ x, width }) => x + width));
          const bottom = Math.max(...dark.map(({ y, height }) => y + height));
          expect(left - corner.x, "left of the code").to.be.least(quiet - 0.01);
          expect(top - corner.y, "above the code").to.be.least(quiet - 0.01);
          expect(corner.x + stock.label.width - right, "right of the code").to.be.least(quiet - 0.01);
          expect(corner.y + stock.label.height - bottom, "below the code").to.be.least(quiet - 0.01);
          const lines = written.filter(isHere);
          expect(lines, `label ${place}`).to.have.length.greaterThan(4);
          for (const { x, y, size, text } of lines) {
            expect(x > right + quiet - 0.01 || y - (size * 25.4) / 72 > bottom + quiet - 0.01, `${text} is beside or below`).to.equal(true);
            expect(x + (text.length * 0.6 * size * 25.4) / 72, text).to.be.most(corner.x + stock.label.width);
            expect(y, text).to.be.most(corner.y + stock.label.height);
          }
        }
      });
    }
  }

  it("says in print what the code says: serial, lot, GTIN, and the claim code in its groups", async () => {
    const { "labels.pdf": pages } = await print(labels(1, () => "0001"));
    expect(texts(pages)).to.deep.equal([
      "Register this unit",
      "SN 0001",
      "LOT L2409",
      `GTIN ${GTIN}`,
      "Keep private:",
      "PRRM-37X5-0MYY-C86T",
      "HYF7-GP0G-V3F3",
    ]);
  });

  it("breaks long numbers instead of cutting them, and codes between groups only", async () => {
    const serial = "W".repeat(20);
    const { "labels.pdf": pages } = await print(
      labels(1, () => serial, "L".repeat(20)),
      { stock: parseStock("5160"), symbol: "datamatrix" },
    );
    const written = texts(pages);
    expect(written.join("")).to.contain(`SN ${serial}LOT ${"L".repeat(20)}GTIN ${GTIN}`);
    for (const line of written.filter((text) => /^[0-9A-Z]{4}(-|$)/.test(text))) expect(line).to.match(/^([0-9A-Z]{4})(-[0-9A-Z]{4})*$/);
  });

  it("is divided into files of so many sheets, and begins where the first sheet was left", async () => {
    const files = await print(labels(50), { sheetsPerFile: 1, startAt: 3 });
    expect(Object.keys(files)).to.deep.equal(["labels.pdf", "labels-2.pdf", "labels-3.pdf"]);
    const serials = Object.values(files).map((pages) => texts(pages).filter((text) => text.startsWith("SN ")));
    expect(serials.map((page) => [page.length, page[0]])).to.deep.equal([
      [21, "SN SN-0"],
      [24, "SN SN-21"],
      [5, "SN SN-45"],
    ]);
    const first = files["labels.pdf"]?.[0]?.texts[0];
    expect(first?.y).to.be.greaterThan(labelCorner(parseStock("3474"), 3).y);
  });

  it("can be moved for a printer that is off, and shows the edges of its labels on request", async () => {
    const { "labels.pdf": [straight] = [] } = await print(labels(2));
    const { "labels.pdf": [moved] = [] } = await print(labels(2), { offset: { x: 1.5, y: -0.5 }, outline: true });
    expect(straight?.stroked).to.deep.equal([]);
    expect(moved?.stroked).to.have.length(24);
    expect((moved?.filled[0]?.x ?? 0) - (straight?.filled[0]?.x ?? 0)).to.be.within(1.49, 1.51);
    expect((moved?.texts[0]?.y ?? 0) - (straight?.texts[0]?.y ?? 0)).to.be.within(-0.51, -0.49);
  });

  it("is refused where the code would print smaller than GS1 allows, or the numbers too small to read", async () => {
    const attempt = (source: Iterable<Label>, options: SheetOptions) =>
      print(source, options).then(
        () => "printed",
        (error: unknown) => (error instanceof MusterError ? error.message : String(error)),
      );
    const tiny = { stock: parseStock("L4731"), symbol: "datamatrix" } as const;
    expect(await attempt(labels(1), tiny)).to.match(
      /^The label of SN-0 does not fit on L4731: .* would be 0\.2\d\d mm wide, and at least 0\.396 mm/,
    );
    expect(await attempt(labels(1), { stock: parseStock("A4:5x5:26x26") })).to.contain("no room for the numbers");
    const small = { stock: parseStock("A4:4x10:45x14:2x2"), symbol: "datamatrix" } as const;
    expect(await attempt(labels(1), small)).to.contain("at least 0.396 mm");
    expect(await attempt(labels(1), { ...small, minModule: 0.25 })).to.equal("printed");
  });

  it("holds back no labels: memory does not grow with their number", async () => {
    let taken = 0;
    let written = 0;
    let ahead = 0;
    const counted = function* (): Generator<Label> {
      for (const label of labels(1_200)) {
        taken++;
        ahead = Math.max(ahead, taken - written);
        yield label;
      }
    };
    await writeLabelSheets({ stream: (_, produce) => produce(new PassThrough().resume()) }, counted(), { sheetsPerFile: 2 }, (done) => {
      written = done;
    });
    expect([taken, written]).to.deep.equal([1_200, 1_200]);
    expect(ahead).to.be.lessThan(150);
  });
});
