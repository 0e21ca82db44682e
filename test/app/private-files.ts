import type { AccessHandle } from "../../app/_batch/access-file.ts";
import type { PrivateFolder } from "../../app/_batch/private-folder.ts";

const named = (name: string): Error => Object.assign(new Error(name), { name });

export type PrivateFiles = PrivateFolder & {
  files: Map<string, Buffer>;
  /** Bytes that may still be written. */
  room: number;
  /** Names of files that are open: a browser opens each once only. */
  locked: Set<string>;
};

/** A browser's private files, with its errors: closed files cannot be used, open ones neither opened nor removed. */
export function privateFiles(): PrivateFiles {
  const files = new Map<string, Buffer>();
  const locked = new Set<string>();
  const folder: PrivateFiles = {
    ...{ files, locked, room: Number.POSITIVE_INFINITY },
    async getFileHandle(name, options) {
      if (!files.has(name)) {
        if (!options?.create) throw named("NotFoundError");
        files.set(name, Buffer.alloc(0));
      }
      return {
        async createSyncAccessHandle() {
          if (locked.has(name)) throw named("NoModificationAllowedError");
          locked.add(name);
          return handleOf(folder, name);
        },
      };
    },
    async removeEntry(name) {
      if (locked.has(name)) throw named("NoModificationAllowedError");
      if (!files.delete(name)) throw named("NotFoundError");
    },
  };
  return folder;
}

/** Reads and writes at most so much at a time: a browser may do less than it is asked. */
const PIECE = 65_536;

function handleOf(folder: PrivateFiles, name: string): AccessHandle {
  const content = (): Buffer => {
    if (!folder.locked.has(name)) throw named("InvalidStateError");
    return folder.files.get(name) as Buffer;
  };
  const resize = (bytes: number): Buffer => {
    const after = Buffer.alloc(bytes);
    content().copy(after);
    folder.files.set(name, after);
    return after;
  };
  return {
    read: (into, { at }) => content().copy(into, 0, Math.min(at, content().length), Math.min(at + PIECE, content().length)),
    write(bytes, { at }) {
      const piece = bytes.subarray(0, PIECE);
      const end = at + piece.length;
      folder.room -= Math.max(0, end - content().length);
      if (folder.room < 0) throw named("QuotaExceededError");
      (end > content().length ? resize(end) : content()).set(piece, at);
      return piece.length;
    },
    getSize: () => content().length,
    truncate: (bytes) => void resize(bytes),
    flush: () => void content(),
    close: () => void folder.locked.delete(name),
  };
}
