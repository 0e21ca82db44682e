import bwip from "bwip-js";
import QRCode from "qrcode";
import type { LabelSymbol, SymbolSize } from "../domain/label-layout.ts";

/** Clear modules on each side: ISO/IEC 18004 and ISO/IEC 16022. */
const QUIET = { qr: 4, datamatrix: 1 } as const;

/** A drawn symbol: whether the module in a row and column is dark. */
export type SymbolModules = SymbolSize & { isDark(row: number, column: number): boolean };

export function encodeSymbol(kind: LabelSymbol, text: string): SymbolModules {
  if (kind === "qr") {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
    return { modules: modules.size, quiet: QUIET.qr, isDark: (row, column) => modules.get(row, column) === 1 };
  }
  const [symbol] = bwip.raw({ bcid: "datamatrix", text }) as { pixs: number[]; pixx: number }[];
  if (!symbol) throw new Error("the Data Matrix library drew nothing");
  const { pixs, pixx } = symbol;
  return { modules: pixx, quiet: QUIET.datamatrix, isDark: (row, column) => pixs[row * pixx + column] === 1 };
}
