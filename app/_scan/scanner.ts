import type { ScanAnswer, ScanRequest } from "./scan-worker.ts";

/** Reads symbols in pictures, one picture at a time. */
export type Scanner = { read(picture: ImageData): Promise<string[]>; end(): void };

/** Starts the worker that reads. Its WebAssembly is ours too, and is fetched here because the worker may reach nobody. */
export async function startScanner(): Promise<Scanner> {
  const response = await fetch(new URL("zxing-wasm/reader/zxing_reader.wasm", import.meta.url));
  if (!response.ok) throw new Error(`the reader's WebAssembly could not be fetched: status ${response.status}`);
  const wasm = await response.arrayBuffer();
  const worker = new Worker(new URL("./scan-worker.ts", import.meta.url), { type: "module" });
  const ask = (request: ScanRequest, transfer: Transferable[]): Promise<string[]> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ScanAnswer>) => ("texts" in data ? resolve(data.texts) : reject(new Error(data.failed)));
      // Browsers say nothing of a script that they could not load.
      worker.onerror = ({ message }) => reject(new Error(message || "the reader could not be started"));
      worker.postMessage(request, transfer);
    });
  try {
    await ask({ wasm }, [wasm]);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return { read: (picture) => ask({ picture }, [picture.data.buffer]), end: () => worker.terminate() };
}

/** More pixels cost time and find nothing more. */
const MAX_SIDE = { camera: 1_280, file: 2_400 };

/** What a camera shows now, or a picture, as pixels; null while there is nothing to see. */
export function pixelsOf(source: HTMLVideoElement | ImageBitmap, canvas: HTMLCanvasElement): ImageData | null {
  const isVideo = source instanceof HTMLVideoElement;
  const [width, height] = isVideo ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, (isVideo ? MAX_SIDE.camera : MAX_SIDE.file) / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}
