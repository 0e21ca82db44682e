import { create } from "qrcode";
import { cn } from "@/app/_lib/cn.ts";

/** Modules that stay white around the code, so that cameras find it. */
const QUIET = 4;

/** Longer texts are read from a screen only: more correction would make the modules too small to be read at all. */
const LONG = 1_000;

/** The longest text that a code can hold. */
export const QR_LIMIT = 2_900;

/** Rows of dark modules as one path, each run of them one rectangle. */
function darkPath(size: number, isDark: (row: number, column: number) => boolean): string {
  let path = "";
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const first = column;
      while (column < size && isDark(row, column)) column++;
      if (column > first) path += `M${first + QUIET} ${row + QUIET}h${column - first}v1h${first - column}z`;
    }
  return path;
}

/** A text for another camera. Black on white in every theme, because not every camera reads the reverse. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const { modules } = create(text, { errorCorrectionLevel: text.length > LONG ? "L" : "M" });
  const width = modules.size + 2 * QUIET;
  return (
    <svg
      viewBox={`0 0 ${width} ${width}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className={cn("rounded-md print:[print-color-adjust:exact]", className)}
    >
      <rect width={width} height={width} fill="#fff" />
      <path d={darkPath(modules.size, (row, column) => modules.get(row, column) === 1)} fill="#000" />
    </svg>
  );
}
