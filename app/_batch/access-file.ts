import type { WorkFile } from "../../lib/batch/files.ts";
import { MusterError } from "../../lib/domain/errors.ts";

/** What is used of a browser's `FileSystemSyncAccessHandle`, which exists in dedicated workers only. */
export type AccessHandle = {
  read(into: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  getSize(): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
};

/** Runs what may need more room than the browser gives this site. */
function inRoom<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (cause) {
    if ((cause as Error).name === "QuotaExceededError") throw new MusterError("browser-storage-full", {}, { cause });
    throw cause;
  }
}

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;

/** A file of a build among the browser's private files. */
export function accessFile(handle: AccessHandle): WorkFile {
  return {
    read(into, at) {
      let done = 0;
      while (done < into.length) {
        const bytes = handle.read(own(into.subarray(done)), { at: at + done });
        if (bytes === 0) break;
        done += bytes;
      }
      return done;
    },
    write(bytes, at) {
      for (let done = 0; done < bytes.length; ) {
        const written = inRoom(() => handle.write(own(bytes.subarray(done)), { at: at + done }));
        // Browsers that do not say that the disk is full say that nothing was written.
        if (written === 0) throw new MusterError("browser-storage-full");
        done += written;
      }
    },
    size: () => handle.getSize(),
    truncate: (bytes) => inRoom(() => handle.truncate(bytes)),
    close() {
      // Closed even when the disk refuses to flush: the next build has to be able to open it.
      try {
        inRoom(() => handle.flush());
      } finally {
        handle.close();
      }
    },
  };
}
