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
  write(name: string, bytes: Uint8Array): Promise<void>;
  lines(name: string): LineWriter;
  stream(name: string, produce: (sink: Writable) => Promise<void>): Promise<void>;
  /** Makes the folder appear under its name. @returns its files. */
  finish(): Promise<string[]>;
  discard(): Promise<void>;
};

/** Bytes gathered before a write. */
const CHUNK = 65_536;

/**
 * A folder that appears whole or not at all. It is filled under another name beside its place and renamed at the end;
 * what a killed build left is swept away by the next build of the same folder.
 * @throws MusterError `batch-exists`.
 */
export async function createFolder(path: string): Promise<FolderWriter> {
  const target = resolve(path);
  const exists = await access(target).then(
    () => true,
    () => false,
  );
  if (exists) throw new MusterError("batch-exists", { path });
  const parent = dirname(target);
  const prefix = `.${basename(target)}.building-`;
  await mkdir(parent, { recursive: true });
  await sweep(parent, prefix);
  const temporary = join(parent, `${prefix}${process.pid}`);
  // Labels hold secrets: nobody else may look into the folder, not even while it is being filled.
  await mkdir(temporary, { mode: 0o700 });
  const removeOnExit = (): void => rmSync(temporary, { recursive: true, force: true });
  process.once("exit", removeOnExit);

  const at = (name: string): string => join(temporary, name);
  const sink = (name: string): WriteStream => createWriteStream(at(name), { mode: 0o600, flush: true, flags: "wx" });
  return {
    async write(name, bytes) {
      const stream = sink(name);
      stream.end(bytes);
      await finished(stream);
    },
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

/** Removes what builds left whose process is gone. */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

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
