import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Driver } from "unstorage";
import fsDriver from "unstorage/drivers/fs";

/**
 * unstorage's folder, whose writes survive a power cut: unstorage's own leave that to the system's cache, and write over
 * the file in place. A document appears under its name when it is whole and on the disk, or not at all.
 */
export function documentFolder({ base }: { base: string }): Driver {
  const folder = resolve(base);
  return {
    ...fsDriver({ base }),
    async setItemRaw(key, content: Uint8Array | AsyncIterable<Uint8Array>) {
      await makeFolder(folder);
      const temporary = join(folder, `.${process.pid}-${randomBytes(8).toString("hex")}.part`);
      try {
        const file = await open(temporary, "wx");
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, join(folder, key));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
  };
}

/** A new folder is a name in the one above, which has to reach the disk too. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  for (let made = folder; first !== undefined && made.startsWith(first); made = dirname(made)) await syncFolder(dirname(made));
}

/** The name is on the disk when its folder is; some systems have no way to ask for that, and need none. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
