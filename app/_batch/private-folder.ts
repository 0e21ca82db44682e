import type { Workspace } from "../../lib/batch/files.ts";
import { type AccessHandle, accessFile } from "./access-file.ts";

/** What is used of a browser's `FileSystemDirectoryHandle`. */
export type PrivateFolder = {
  getFileHandle(name: string, options?: { create?: boolean }): Promise<{ createSyncAccessHandle(): Promise<AccessHandle> }>;
  removeEntry(name: string): Promise<void>;
};

const nameOf = (error: unknown): string => (error as Error).name;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How long the files of a tab that was closed a moment ago may stay locked. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 50;

async function whenFree<Result>(act: () => Promise<Result>): Promise<Result> {
  for (const until = Date.now() + PATIENCE_MS; ; await pause(RETRY_MS)) {
    try {
      return await act();
    } catch (error) {
      if (nameOf(error) !== "NoModificationAllowedError" || Date.now() >= until) throw error;
    }
  }
}

/** The files of a build in a folder of the browser's private files; memory holds none of them. */
export const folderWorkspace = (folder: PrivateFolder): Workspace => ({
  async open(name) {
    const file = await folder.getFileHandle(name, { create: true });
    return accessFile(await whenFree(() => file.createSyncAccessHandle()));
  },
  remove: (name) =>
    whenFree(() => folder.removeEntry(name)).catch((error) => {
      if (nameOf(error) !== "NotFoundError") throw error;
    }),
});
