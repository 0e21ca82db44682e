import type { Writable } from "node:stream";
import PDFDocument from "pdfkit";
import type { Label } from "../batch/labels-csv.ts";
import { type LabelLayout, type LabelSymbol, LINE, labelLines, layOutLabel } from "../domain/label-layout.ts";
import { DEFAULT_STOCK, type LabelStock, labelCorner, labelsPerSheet, parseStock } from "../domain/label-stock.ts";
import { encodeSymbol, type SymbolModules } from "./labels-symbol.ts";

export type SheetOptions = {
  stock?: LabelStock;
  symbol?: LabelSymbol;
  /** Smallest module, in millimetres; see lib/domain/label-layout.ts. */
  minModule?: number;
  /** Where to begin on the first sheet, for one that was used in part; 0 is its first label. */
  startAt?: number;
  /** Moves everything to the right and down, in millimetres: printers are off by as much. */
  offset?: { x: number; y: number };
  /** Draws the edges of the labels, to see on plain paper whether the printer meets them. */
  outline?: boolean;
  /** Sheets in a file; there are more files when they do not suffice. */
  sheetsPerFile?: number;
};

/** Makes the files, for example a `FolderWriter`. */
type Files = { stream(name: string, produce: (sink: Writable) => Promise<void>): Promise<void> };

/** 12,000 labels of the usual sheet, some 20 MB: what printers and viewers still take. */
const SHEETS_PER_FILE = 500;

const POINTS_PER_MM = 72 / 25.4;

/** Bytes that may wait for the disk before drawing goes on. */
const WAITING_BYTES = 1_048_576;

/**
 * Lays labels out as sheets, one label at a time, so that memory does not grow with their number: `labels.pdf`,
 * `labels-2.pdf` and so on.
 * @returns how many labels were drawn.
 * @throws MusterError `label-too-small` when a label does not fit its place.
 */
export async function writeLabelSheets(
  files: Files,
  labels: Iterable<Label> | AsyncIterable<Label>,
  options: SheetOptions = {},
  onProgress?: (done: number) => void,
): Promise<number> {
  const { stock = parseStock(DEFAULT_STOCK), startAt = 0, sheetsPerFile = SHEETS_PER_FILE } = options;
  const source = Symbol.asyncIterator in labels ? labels[Symbol.asyncIterator]() : labels[Symbol.iterator]();
  const perFile = sheetsPerFile * labelsPerSheet(stock);
  let done = 0;
  let next = await source.next();
  for (let file = 1; !next.done; file++) {
    await files.stream(file === 1 ? "labels.pdf" : `labels-${file}.pdf`, async (sink) => {
      const sheets = openSheets(sink, { ...options, stock });
      for (let place = file === 1 ? startAt : 0; place < perFile && !next.done; place++) {
        await sheets.add(next.value, place);
        done++;
        next = await source.next();
        if (done % 100 === 0) onProgress?.(done);
      }
      sheets.end();
    });
  }
  onProgress?.(done);
  return done;
}

function openSheets(sink: Writable, options: SheetOptions & { stock: LabelStock }) {
  const { stock, symbol = "qr", minModule, offset = { x: 0, y: 0 } } = options;
  const size: [number, number] = [stock.sheet.width * POINTS_PER_MM, stock.sheet.height * POINTS_PER_MM];
  const document = new PDFDocument({ size, margin: 0, autoFirstPage: false, info: { Title: "Claim labels", Creator: "Muster" } });
  document.pipe(sink);
  const layouts = new Map<string, LabelLayout>();
  /** Labels of one shape are laid out alike; there are few shapes in a batch. */
  const layoutOf = (label: Label, { modules, quiet }: SymbolModules): LabelLayout => {
    const shape = `${modules} ${label.serial.length} ${label.lot.length}`;
    const layout = layouts.get(shape) ?? layOutLabel(stock, { modules, quiet }, label, minModule);
    layouts.set(shape, layout);
    return layout;
  };
  let sheet = -1;
  return {
    async add(label: Label, place: number): Promise<void> {
      const perSheet = labelsPerSheet(stock);
      const drawn = encodeSymbol(symbol, label.link);
      const layout = layoutOf(label, drawn);
      if (Math.floor(place / perSheet) !== sheet) {
        sheet = Math.floor(place / perSheet);
        document.addPage();
        if (options.outline) drawOutlines(document, stock, offset);
        // Drawing is synchronous; finished sheets go to disk in between instead of gathering in memory.
        do await new Promise(setImmediate);
        while (document.readableLength + sink.writableLength > WAITING_BYTES && !sink.destroyed);
      }
      const corner = labelCorner(stock, place % perSheet);
      drawLabel(document, label, drawn, layout, { x: corner.x + offset.x, y: corner.y + offset.y });
    },
    end: () => void document.end(),
  };
}

const points = (millimetres: number): number => Math.round(millimetres * POINTS_PER_MM * 1000) / 1000;

function drawLabel(document: PDFKit.PDFDocument, label: Label, symbol: SymbolModules, layout: LabelLayout, at: { x: number; y: number }) {
  drawSymbol(document, symbol, at.x + layout.symbol.x, at.y + layout.symbol.y, layout.module);
  const x = points(at.x + layout.text.x);
  let y = points(at.y + layout.text.y);
  for (const { text, face } of labelLines(label, layout)) {
    // A typewriter face tells I, l and 1 apart.
    document.font(face === "caption" ? "Helvetica" : face === "code" ? "Courier-Bold" : "Courier").fontSize(layout.fontSize);
    document.fillColor("black").text(text, x, y, { lineBreak: false });
    y += LINE * layout.fontSize;
  }
}

/** Modules of a row that touch are drawn as one rectangle: smaller files, and no hairlines between them. */
function drawSymbol(document: PDFKit.PDFDocument, { modules, isDark }: SymbolModules, x: number, y: number, module: number): void {
  for (let row = 0; row < modules; row++) {
    for (let from = 0; from < modules; from++) {
      if (!isDark(row, from)) continue;
      let to = from;
      while (to < modules && isDark(row, to)) to++;
      document.rect(points(x + from * module), points(y + row * module), points((to - from) * module), points(module));
      from = to;
    }
  }
  document.fill("black");
}

function drawOutlines(document: PDFKit.PDFDocument, stock: LabelStock, offset: { x: number; y: number }): void {
  for (let place = 0; place < labelsPerSheet(stock); place++) {
    const { x, y } = labelCorner(stock, place);
    document.rect(points(x + offset.x), points(y + offset.y), points(stock.label.width), points(stock.label.height));
  }
  document.lineWidth(0.25).stroke("gray");
}
