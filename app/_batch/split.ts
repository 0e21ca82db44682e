import { parse } from "csv-parse/browser/esm";
import type { CsvParse } from "../../lib/batch/split-csv.ts";

/**
 * csv-parse on the streams that it brings along for browsers. They take text, or buffers of a kind that nobody else
 * can make, so the bytes are decoded before; and they are never destroyed, but left to be cleared away.
 */
export const browserParse: CsvParse = (options) => {
  const parser = parse(options);
  // The mark at the beginning is for csv-parse to take away. Bytes that are no UTF-8 come out as Node's streams have them.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    write: (chunk, done) => parser.write(decoder.decode(chunk, { stream: true }), "utf8", done),
    end() {
      const rest = decoder.decode();
      if (rest === "") parser.end();
      else parser.end(rest);
    },
    resume: () => parser.resume(),
    destroy: () => undefined,
    on: (event, listener) => parser.on(event, listener),
  };
};
