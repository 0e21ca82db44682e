import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { WorkFile, Workspace } from "../batch/files.ts";

/** A file of the build, for its owner only: labels hold claim codes. */
function openWorkFile(path: string): WorkFile {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  return {
    read(into, at) {
      let done = 0;
      while (done < into.length) {
        const bytes = readSync(file, into, done, into.length - done, at + done);
        if (bytes === 0) break;
        done += bytes;
      }
      return done;
    },
    write(bytes, at) {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
    },
    size: () => fstatSync(file).size,
    truncate: (bytes) => ftruncateSync(file, bytes),
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

/** The files of a build in a folder. */
export const folderWorkspace = (path: string): Workspace => ({
  open: async (name) => openWorkFile(join(path, name)),
  remove: (name) => rm(join(path, name), { force: true }),
});
