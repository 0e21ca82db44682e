import { buildInWorkspace, checkedOrder } from "../../lib/batch/build.ts";
import { BATCH_FILES, WORK_FILES } from "../../lib/batch/files.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { startDerivePool } from "./derive-pool.ts";
import { BUILD_LOCK, type BuildPhase, type BuildStart, KEPT_FOLDER, KEPT_ORDER } from "./kept.ts";
import { listSource } from "./list-file.ts";
import { folderWorkspace, type PrivateFolder } from "./private-folder.ts";
import { sha256Streams } from "./sha256.ts";
import { browserParse } from "./split.ts";

type Progress = (phase: BuildPhase, done: number, total: number) => void;

/** The visitor wants the build to end, and what is done to be kept. */
class Stopped extends Error {
  override readonly name = "Stopped";
}

const startWorker = (): Worker => new Worker(new URL("./derive-worker.ts", import.meta.url), { type: "module" });

/**
 * Builds a batch among the browser's private files. What a build left that was stopped or killed is taken up, as in
 * `buildInWorkspace`; one that is refused leaves nothing.
 * @returns false when it was stopped.
 * @throws MusterError
 */
export async function buildInBrowser(start: BuildStart, onProgress: Progress, isStopped: () => boolean): Promise<boolean> {
  return navigator.locks.request(BUILD_LOCK, { ifAvailable: true }, async (lock) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(KEPT_FOLDER, { create: true });
    if (!lock || (await isComplete(folder))) throw new MusterError("browser-batch-kept");
    try {
      // TypeScript knows the synchronous part of these handles in code for workers only.
      await build(folder as unknown as PrivateFolder, start, onProgress, isStopped);
      return true;
    } catch (error) {
      if (error instanceof Stopped) return false;
      await root.removeEntry(KEPT_FOLDER, { recursive: true });
      throw error;
    }
  });
}

/** The manifest is written last and the journal removed after it: with one and without the other, a batch is whole. */
async function isComplete(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const has = (name: string) =>
    folder.getFileHandle(name).then(
      () => true,
      () => false,
    );
  return (await has(BATCH_FILES.manifest)) && !(await has(WORK_FILES.journal));
}

async function build(folder: PrivateFolder, { kept, seed, file }: BuildStart, onProgress: Progress, isStopped: () => boolean) {
  const order = checkedOrder({ ...kept.order, seed });
  const workspace = folderWorkspace(folder);
  const record = await workspace.open(KEPT_ORDER);
  record.truncate(0);
  record.write(new TextEncoder().encode(JSON.stringify(kept)), 0);
  record.close();
  const sha256 = await sha256Streams();
  await buildInWorkspace(
    listSource(file, sha256),
    order,
    {
      workspace,
      parse: browserParse,
      sha256,
      startDerivers: async (settings, jobs) => startDerivePool(settings, jobs, navigator.hardwareConcurrency, startWorker),
    },
    {
      onProgress(phase, done, total) {
        if (isStopped()) throw new Stopped();
        if (phase !== "labels") onProgress(phase, done, total);
      },
    },
  );
}
