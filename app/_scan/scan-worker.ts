import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

// Finds symbols in pictures, beside the page: pages may not compile WebAssembly, and a worker may reach nobody.

/** First the reader's own WebAssembly, then one picture after another. */
export type ScanRequest = { wasm: ArrayBuffer } | { picture: ImageData };
/** What stands in the symbols of a picture, or why it could not be read. */
export type ScanAnswer = { texts: string[] } | { failed: string };

const answer = (what: ScanAnswer): void => self.postMessage(what);

self.onmessage = async ({ data }: MessageEvent<ScanRequest>) => {
  try {
    if ("wasm" in data) {
      await prepareZXingModule({ overrides: { wasmBinary: data.wasm }, fireImmediately: true });
      answer({ texts: [] });
      return;
    }
    const found = await readBarcodes(data.picture, { formats: ["QRCode", "DataMatrix"], tryHarder: true, maxNumberOfSymbols: 4 });
    answer({ texts: found.filter(({ isValid }) => isValid).map(({ text }) => text) });
  } catch (error) {
    answer({ failed: String(error) });
  }
};
