import { MusterError } from "../../lib/domain/errors.ts";

/** Hands a file to the browser's downloads. It is copied from where it lies, whatever its size. */
export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; until it has, the address must be valid.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

type Writable = { write(content: Blob): Promise<void>; close(): Promise<void>; abort(): Promise<void> };
type Folder = {
  getDirectoryHandle(name: string, options: { create: boolean }): Promise<Folder>;
  getFileHandle(name: string, options: { create: boolean }): Promise<{ createWritable(): Promise<Writable> }>;
};
type FolderPicker = (options: { mode: "readwrite" }) => Promise<Folder>;

/** The browser's dialog for folders, where it has one. */
export const folderPicker = (): FolderPicker | undefined => (window as { showDirectoryPicker?: FolderPicker }).showDirectoryPicker;

/**
 * Writes files into a new folder in one that the visitor chooses, as `muster batch build` lays them down.
 * @returns false when the visitor closed the dialog.
 * @throws MusterError `batch-exists`.
 */
export async function saveInFolder(pick: FolderPicker, name: string, files: readonly File[]): Promise<boolean> {
  const parent = await pick({ mode: "readwrite" }).catch((error: Error) => {
    if (error.name === "AbortError") return null;
    throw error;
  });
  if (!parent) return false;
  const exists = await parent.getDirectoryHandle(name, { create: false }).then(
    () => true,
    () => false,
  );
  if (exists) throw new MusterError("batch-exists", { path: name });
  const folder = await parent.getDirectoryHandle(name, { create: true });
  for (const file of files) {
    const handle = await folder.getFileHandle(file.name, { create: true });
    const writable = await handle.createWritable();
    try {
      await writable.write(file);
      await writable.close();
    } catch (error) {
      await writable.abort().catch(() => undefined);
      throw error;
    }
  }
  return true;
}
