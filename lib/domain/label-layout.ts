import { MusterError } from "./errors.ts";
import { type LabelStock, labelCorner, labelsPerSheet } from "./label-stock.ts";

/**
 * Where symbol and text of one label go, in millimetres from its upper left corner.
 *
 * The symbol is printed at a module size that GS1 allows for a Digital Link, with the quiet zone that its kind needs.
 * What does not fit is refused: a code that no phone reads is worse than no label.
 */
export type LabelLayout = {
  /** Side of a module (GS1: X-dimension). */
  module: number;
  symbol: { x: number; y: number };
  text: { x: number; y: number };
  /** Points. */
  fontSize: number;
  /** Characters in a line. */
  columns: number;
};

/**
 * The two symbols in which GS1 allows a Digital Link: QR Code and Data Matrix (ECC 200), both plain. The kinds whose
 * names begin with GS1 carry element strings behind an FNC1 character instead, and no phone opens those.
 */
export const LABEL_SYMBOLS = ["qr", "datamatrix"] as const;
export type LabelSymbol = (typeof LABEL_SYMBOLS)[number];

/** The modules of a symbol's side, and those of the quiet zone on each side. */
export type SymbolSize = { modules: number; quiet: number };

/** Modules of QR Code and Data Matrix with a Digital Link: GS1 General Specifications, 5.12.3.1. */
export const MODULE_MM = { min: 0.396, max: 0.99 } as const;

/** Smallest module that a maker can ask for who has tried it on his own printer. */
export const MODULE_FLOOR_MM = 0.25;

/** Modules beyond this size take space from the text and make no phone read better. */
const MODULE_ENOUGH_MM = 0.6;

/** Printers cannot print to the edge of a sheet, and no cut is exact. */
const SHEET_EDGE_MM = 4.5;
const LABEL_EDGE_MM = 1;

const FONT = { max: 8.5, min: 4.5, step: 0.25 } as const;
const MM_PER_POINT = 25.4 / 72;
/** Width and height of a character in a typewriter face, and of a line, in parts of the font size. */
const CHARACTER = 0.6;
export const LINE = 1.2;

/** What a label says beside its symbol. */
export type LabelText = { gtin: string; lot: string; serial: string; code: string };
export type LabelLine = { text: string; face: "number" | "caption" | "code" };

/** Below this size there is no room for a heading. */
const HEADING_FROM = 6;

/** The lines of a label at a width. The claim code breaks between its groups only, the numbers wherever they must. */
export function labelLines(
  { gtin, lot, serial, code }: LabelText,
  { columns, fontSize }: { columns: number; fontSize: number },
): LabelLine[] {
  const broken = (text: string): LabelLine[] =>
    Array.from({ length: Math.ceil(text.length / columns) }, (_, i) => ({
      text: text.slice(i * columns, (i + 1) * columns),
      face: "number" as const,
    }));
  const groups = code.split("-");
  const fitting = Math.max(1, Math.floor((columns + 1) / 5));
  // Four groups and three read better than six and one.
  const perLine = fitting >= groups.length ? groups.length : Math.min(4, fitting);
  const codeLines = Array.from({ length: Math.ceil(groups.length / perLine) }, (_, i) => ({
    text: groups.slice(i * perLine, (i + 1) * perLine).join("-"),
    face: "code" as const,
  }));
  const caption = (text: string): LabelLine[] => (text.length <= columns ? [{ text, face: "caption" }] : []);
  return [
    ...(fontSize >= HEADING_FROM ? caption("Register this unit") : []),
    ...broken(`SN ${serial}`),
    ...broken(`LOT ${lot}`),
    ...broken(`GTIN ${gtin}`),
    ...caption("Keep private:"),
    ...codeLines,
  ];
}

/**
 * @param minModule Smallest module to print, at least `MODULE_FLOOR_MM`.
 * @throws MusterError `label-too-small`.
 */
export function layOutLabel(stock: LabelStock, symbol: SymbolSize, label: LabelText, minModule: number = MODULE_MM.min): LabelLayout {
  const { width, height } = stock.label;
  const edge = edges(stock);
  const largest = Math.min(fitting(height, edge.y, symbol), fitting(width, edge.x, symbol), MODULE_ENOUGH_MM, MODULE_MM.max);
  if (largest < minModule)
    throw new MusterError("label-too-small", {
      serial: label.serial,
      stock: stock.name,
      problem: `the ${symbol.modules} by ${symbol.modules} modules of its code would be ${largest.toFixed(3)} mm wide, and at least ${minModule} mm is asked for`,
    });
  // Smaller modules leave more room for the text.
  for (let module = largest; module >= minModule; module -= 0.02) {
    const layout = besideOrBelow(stock, symbol, label, module, edge);
    if (layout) return layout;
  }
  throw new MusterError("label-too-small", {
    serial: label.serial,
    stock: stock.name,
    problem: `beside its code there is no room for the numbers in a size that people can read (${FONT.min} pt)`,
  });
}

/** How far print keeps from the edges of each label: all are alike, so the outermost decide. */
function edges(stock: LabelStock): { x: number; y: number } {
  const last = labelCorner(stock, labelsPerSheet(stock) - 1);
  const outer = {
    x: Math.min(stock.first.x, stock.sheet.width - last.x - stock.label.width),
    y: Math.min(stock.first.y, stock.sheet.height - last.y - stock.label.height),
  };
  return { x: Math.max(LABEL_EDGE_MM, SHEET_EDGE_MM - outer.x), y: Math.max(LABEL_EDGE_MM, SHEET_EDGE_MM - outer.y) };
}

/** Largest module at which a symbol keeps its quiet zone on the label, and itself out of the edges. */
const fitting = (side: number, edge: number, { modules, quiet }: SymbolSize): number =>
  Math.min(side / (modules + 2 * quiet), (side - 2 * edge) / modules);

function besideOrBelow(
  { label: { width, height } }: LabelStock,
  { modules, quiet }: SymbolSize,
  label: LabelText,
  module: number,
  edge: { x: number; y: number },
): LabelLayout | undefined {
  const side = modules * module;
  const zone = quiet * module;
  const clear = { x: Math.max(edge.x, zone), y: Math.max(edge.y, zone) };
  const beside = {
    symbol: { x: clear.x, y: (height - side) / 2 },
    text: { x: clear.x + side + Math.max(zone, LABEL_EDGE_MM), y: edge.y },
  };
  const below = {
    symbol: { x: (width - side) / 2, y: clear.y },
    text: { x: edge.x, y: clear.y + side + Math.max(zone, LABEL_EDGE_MM) },
  };
  // A serial in two pieces is read wrongly more often than one in small print.
  const longest = Math.max(`GTIN ${label.gtin}`.length, `SN ${label.serial}`.length, `LOT ${label.lot}`.length);
  for (const [{ symbol, text }, widest] of [
    [beside, longest],
    [below, longest],
    [beside, 4],
    [below, 4],
  ] as const) {
    const room = { width: width - edge.x - text.x, height: height - edge.y - text.y };
    for (let fontSize: number = FONT.max; fontSize >= FONT.min; fontSize -= FONT.step) {
      const columns = Math.floor(room.width / (CHARACTER * fontSize * MM_PER_POINT));
      if (columns < widest) continue;
      const used = labelLines(label, { columns, fontSize }).length * LINE * fontSize * MM_PER_POINT;
      if (used > room.height) continue;
      return {
        module,
        symbol,
        text: { x: text.x, y: text.y + (symbol === beside.symbol ? (room.height - used) / 2 : 0) },
        fontSize,
        columns,
      };
    }
  }
  return undefined;
}
