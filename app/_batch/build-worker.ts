import { MusterError } from "../../lib/domain/errors.ts";
import { type BuildReport, type BuildStart, STOP } from "./kept.ts";

// Builds one batch, beside the page: files can be written in small pieces in a worker only, and pages stay usable.

// Loaded from here on and not above: a message that comes while a module waits for its WebAssembly would be lost.
const loading = import("./build-in-browser.ts");
let isStopped = false;

const report = (what: BuildReport): void => self.postMessage(what);

async function build(start: BuildStart): Promise<BuildReport> {
  try {
    const { buildInBrowser } = await loading;
    const isWhole = await buildInBrowser(
      start,
      (phase, done, total) => report({ is: "progress", phase, done, total }),
      () => isStopped,
    );
    return { is: isWhole ? "built" : "stopped" };
  } catch (error) {
    if (error instanceof MusterError) return { is: "refused", error: error.toJSON() };
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { is: "refused", error: new MusterError("unexpected", { reason }).toJSON() };
  }
}

self.onmessage = async ({ data }: MessageEvent<BuildStart | typeof STOP>) => {
  if (data === STOP) isStopped = true;
  else report(await build(data));
};
