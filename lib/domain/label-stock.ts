import { MusterError } from "./errors.ts";

/** Sheets of labels as shops sell them, in millimetres. */
export type LabelStock = {
  name: string;
  sheet: Size;
  columns: number;
  rows: number;
  label: Size;
  /** Distance between the upper left corners of neighbours. */
  pitch: Size;
  /** Upper left corner of the first label on the sheet. */
  first: { x: number; y: number };
};

type Size = { width: number; height: number };

const PAPER: Record<string, Size> = { A4: { width: 210, height: 297 }, Letter: { width: 215.9, height: 279.4 } };

/**
 * Name, paper, columns and rows, size of a label, gaps between them. The makers' sheets are symmetric, so the margins
 * follow. Where the makers give inches, a hundredth of a millimetre is what is left of them.
 */
const SHEETS: [name: string, paper: string, columns: number, rows: number, width: number, height: number, gapX: number, gapY: number][] = [
  ["3474", "A4", 3, 8, 70, 37, 0, 0],
  ["L4731", "A4", 7, 27, 25.4, 10, 2.54, 0],
  ["L7159", "A4", 3, 8, 63.5, 33.9, 2.54, 0],
  ["L7160", "A4", 3, 7, 63.5, 38.1, 2.54, 0],
  ["L7163", "A4", 2, 7, 99.1, 38.1, 2.5, 0],
  ["L7165", "A4", 2, 4, 99.1, 67.7, 2.5, 0],
  ["L7651", "A4", 5, 13, 38.1, 21.2, 2.5, 0],
  ["5160", "Letter", 3, 10, 66.675, 25.4, 3.175, 0],
  ["5163", "Letter", 2, 5, 101.6, 50.8, 4.7625, 0],
  ["5167", "Letter", 4, 20, 44.45, 12.7, 7.9375, 0],
];

export const LABEL_STOCKS: readonly string[] = SHEETS.map(([name]) => name);

/** The sheet without gaps that every office has; Avery Zweckform sells it as 3474. */
export const DEFAULT_STOCK = "3474";

const NUMBER = "([0-9]{1,3}(?:\\.[0-9]{1,4})?)";
const PAIR = `${NUMBER}x${NUMBER}`;
const CUSTOM = new RegExp(`^(?:(A4|Letter)|${PAIR}):([1-9][0-9]?)x([1-9][0-9]?):${PAIR}(?::${PAIR})?(?::${PAIR})?$`);

/**
 * A stock by its name, or described in millimetres as `sheet:columns x rows:label:gaps:margins`, for example
 * `A4:3x7:63.5x38.1:2.5x0` or `100x150:1x2:90x60:0x5:5x10`. Without margins the labels are centred.
 * @throws MusterError `label-stock-invalid`.
 */
export function parseStock(text: string): LabelStock {
  const known = SHEETS.find(([name]) => name.toLowerCase() === text.toLowerCase());
  if (known) {
    const [name, paper, columns, rows, width, height, gapX, gapY] = known;
    return laidOut(name, PAPER[paper] as Size, columns, rows, { width, height }, { width: gapX, height: gapY });
  }
  const match = CUSTOM.exec(text);
  if (!match) throw new MusterError("label-stock-invalid", { stock: text.slice(0, 60), problem: "it is no stock that is known here" });
  const [paper, ...numbers] = match.slice(1);
  const [width, height, columns, rows, labelWidth, labelHeight, gapX, gapY, left, top] = numbers.map((number = "0") => Number(number));
  const sheet = paper ? (PAPER[paper] as Size) : { width: width as number, height: height as number };
  const margins = numbers[8] === undefined ? undefined : { x: left as number, y: top as number };
  const label = { width: labelWidth as number, height: labelHeight as number };
  const gap = { width: gapX as number, height: gapY as number };
  return laidOut(text, sheet, columns as number, rows as number, label, gap, margins);
}

function laidOut(
  name: string,
  sheet: Size,
  columns: number,
  rows: number,
  label: Size,
  gap: Size,
  first?: LabelStock["first"],
): LabelStock {
  const invalid = (problem: string): never => {
    throw new MusterError("label-stock-invalid", { stock: name, problem });
  };
  const pitch = { width: label.width + gap.width, height: label.height + gap.height };
  const used = { width: columns * pitch.width - gap.width, height: rows * pitch.height - gap.height };
  const at = first ?? { x: (sheet.width - used.width) / 2, y: (sheet.height - used.height) / 2 };
  if (label.width === 0 || label.height === 0) invalid("its labels have no size");
  // Makers round; a hundredth of a millimetre too much is no fault.
  if (at.x < -0.01 || at.x + used.width > sheet.width + 0.01) invalid("its labels are wider than the sheet");
  if (at.y < -0.01 || at.y + used.height > sheet.height + 0.01) invalid("its labels are higher than the sheet");
  return { name, sheet, columns, rows, label, pitch, first: at };
}

export const labelsPerSheet = ({ columns, rows }: LabelStock): number => columns * rows;

/** Upper left corner of a label on its sheet, counted along the rows. */
export function labelCorner({ columns, first, pitch }: LabelStock, place: number): { x: number; y: number } {
  return { x: first.x + (place % columns) * pitch.width, y: first.y + Math.floor(place / columns) * pitch.height };
}
