import { type FileHandle, open } from "node:fs/promises";
import { MusterError } from "../lib/domain/errors.ts";

/** Opens a file that does not exist yet, for its owner only. @throws MusterError `file-exists` or `file-unreadable`. */
export const openNew = (path: string): Promise<FileHandle> =>
  open(path, "wx", 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === "EEXIST"
      ? new MusterError("file-exists", { path }, { cause })
      : new MusterError("file-unreadable", { path, reason: cause.code ?? cause.message }, { cause });
  });

export async function writeNew(path: string, content: Uint8Array | string): Promise<void> {
  const file = await openNew(path);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}
