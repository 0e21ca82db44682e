import type { Writable } from "node:stream";
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import type { Label } from "./labels-csv.ts";

/** A4 in points, and the common sheet of 3 by 8 labels of 70 by 37 mm that meet without gaps. */
const PAGE = { width: 595.28, height: 841.89 };
const COLUMNS = 3;
const ROWS = 8;
const MM = 72 / 25.4;
const LABEL = { width: 70 * MM, height: 37 * MM };
const TOP = (PAGE.height - ROWS * LABEL.height) / 2;
const LEFT = (PAGE.width - COLUMNS * LABEL.width) / 2;

/** Printers cannot print to the edge of a sheet; the outer labels keep clear of it. */
const PADDING = 4.5 * MM;
/** Side of the QR code with the quiet zone of four modules that scanners need. */
const QR_SIDE = LABEL.height - 2 * PADDING;
const QUIET = 4;

const LABELS_PER_SHEET = COLUMNS * ROWS;

/** Lays labels out as A4 sheets: QR code, product numbers, and the claim code for typing. */
export async function writeLabelSheets(sink: Writable, labels: Label[], onProgress?: (done: number) => void): Promise<void> {
  const document = new PDFDocument({ size: "A4", margin: 0, autoFirstPage: false, info: { Title: "Claim labels", Creator: "Muster" } });
  document.pipe(sink);
  for (const [i, label] of labels.entries()) {
    const place = i % LABELS_PER_SHEET;
    if (place === 0) {
      document.addPage();
      onProgress?.(i);
      // Drawing is synchronous; the pages go to disk in between instead of gathering in memory.
      await new Promise(setImmediate);
    }
    drawLabel(document, label, LEFT + (place % COLUMNS) * LABEL.width, TOP + Math.floor(place / COLUMNS) * LABEL.height);
  }
  document.end();
  onProgress?.(labels.length);
}

function drawLabel(document: PDFKit.PDFDocument, label: Label, x: number, y: number): void {
  drawQr(document, label.link, x + PADDING, y + PADDING, QR_SIDE);
  const left = x + PADDING + QR_SIDE + 1.5 * MM;
  const width = x + LABEL.width - PADDING - left;
  const line = (text: string, font: string, size: number, at: number): void => {
    // Long serials are narrowed rather than cut: every character counts.
    document.font(font).fontSize(size);
    const scale = Math.min(1, width / document.widthOfString(text));
    document.fontSize(size * scale).text(text, left, y + PADDING + at, { lineBreak: false });
  };
  document.fillColor("black");
  line("Register this unit", "Helvetica-Bold", 8.5, 0);
  // A typewriter face tells I, l and 1 apart.
  line(`SN ${label.serial}`, "Courier", 8, 13);
  line(`LOT ${label.lot}`, "Helvetica", 6.5, 24);
  line(`GTIN ${label.gtin}`, "Helvetica", 6.5, 33);
  line("Claim code, keep private:", "Helvetica", 6, 46);
  const groups = label.code.split("-");
  line(groups.slice(0, 4).join("-"), "Courier-Bold", 7.8, 54);
  line(groups.slice(4).join("-"), "Courier-Bold", 7.8, 64);
}

/** Modules of a row that touch are drawn as one rectangle: smaller files, and no hairlines between them. */
function drawQr(document: PDFKit.PDFDocument, text: string, x: number, y: number, side: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const unit = side / (modules.size + 2 * QUIET);
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size; from++) {
      if (!modules.get(row, from)) continue;
      let to = from;
      while (to < modules.size && modules.get(row, to)) to++;
      document.rect(x + (QUIET + from) * unit, y + (QUIET + row) * unit, (to - from) * unit, unit);
      from = to;
    }
  }
  document.fill("black");
}
