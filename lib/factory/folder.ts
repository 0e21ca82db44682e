import { once } from "node:events";
import { createWriteStream, rmSync, type WriteStream } from "node:fs";
import { access, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { MusterError } from "../domain/errors.ts";

/** One line a call, without the newline. */
type LineWriter = { write(line: string): Promise<void>; close(): Promise<void> };

export type FolderWriter = {
  /** Where the folder is filled. */
  path: string;
  lines(name: string): LineWriter;
  /** Writes a file anew. */
  stream(name: string, produce: (sink: Writable) => Promise<void>): Promise<void>;
  /** Makes the folder appear under its name. @returns its files. */
  finish(): Promise<string[]>;
  discard(): Promise<void>;
};

/** Bytes gathered before a write. */
const CHUNK = 65_536;

/**
 * A folder that appears whole or not at all. It is filled under another name beside its place and renamed at the end; a
 * build that is stopped leaves nothing, unless it is killed.
 * @param takenUp Files that are still there when the last build of this folder was killed; everything else it left is
 * swept away.
 * @throws MusterError `batch-exists`.
 */
export async function createFolder(path: string, takenUp: readonly string[] = []): Promise<FolderWriter> {
  const target = resolve(path);
  const exists = await access(target).then(
    () => true,
    () => false,
  );
  if (exists) throw new MusterError("batch-exists", { path });
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  const temporary = await claim(parent, `.${basename(target)}.building-`);
  const removeOnExit = (): void => rmSync(temporary, { recursive: true, force: true });
  process.once("exit", removeOnExit);
  for (const name of await readdir(temporary))
    if (!takenUp.includes(name)) await rm(join(temporary, name), { recursive: true, force: true });

  const sink = (name: string): WriteStream => createWriteStream(join(temporary, name), { mode: 0o600, flush: true, flags: "wx" });
  return {
    path: temporary,
    lines: (name) => lineWriter(sink(name)),
    async stream(name, produce) {
      const stream = sink(name);
      await Promise.all([finished(stream), produce(stream)]);
    },
    async finish() {
      const names = (await readdir(temporary)).sort();
      await rename(temporary, target).catch((cause) => {
        throw new MusterError("batch-exists", { path }, { cause });
      });
      process.removeListener("exit", removeOnExit);
      await syncFolder(parent);
      return names;
    },
    async discard() {
      process.removeListener("exit", removeOnExit);
      await rm(temporary, { recursive: true, force: true });
    },
  };
}

function lineWriter(stream: WriteStream): LineWriter {
  let failure: Error | undefined;
  stream.on("error", (error) => {
    failure = error;
  });
  let gathered = "";
  const flush = async (): Promise<void> => {
    if (failure) throw failure;
    const more = stream.write(gathered);
    gathered = "";
    if (!more) await once(stream, "drain");
  };
  return {
    async write(line) {
      gathered += `${line}\n`;
      if (gathered.length >= CHUNK) await flush();
    },
    async close() {
      await flush();
      stream.end();
      await finished(stream);
    },
  };
}

/** Takes over the folder of a build whose process is gone, or makes a new one; sweeps away what else such builds left. */
async function claim(parent: string, prefix: string): Promise<string> {
  const own = join(parent, `${prefix}${process.pid}`);
  let isOurs = false;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    const left = join(parent, name);
    // Of two builds that start at once, one renames it and the other finds it gone.
    isOurs ||= left === own || (await rename(left, own).then(...always));
    if (left !== own) await rm(left, { recursive: true, force: true });
  }
  // Labels hold secrets: nobody else may look into the folder, not even while it is being filled.
  if (!isOurs) await mkdir(own, { mode: 0o700 });
  return own;
}

const always = [() => true, () => false] as const;

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Makes the new name survive a power cut, where the system can. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
