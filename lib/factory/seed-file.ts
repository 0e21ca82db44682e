import { randomBytes } from "node:crypto";
import { access, link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { formatSeed, parseSeed, SEED_BYTES } from "../domain/claim-seed.ts";
import { MusterError } from "../domain/errors.ts";

/**
 * Reads a maker's master seed, or makes one where there is none. The file belongs to its owner alone, as an SSH key.
 * @returns `created` tells the caller to say so: whoever mistypes the path of an existing seed has to notice.
 * @throws MusterError `invalid-seed`.
 */
export async function openSeed(path: string): Promise<{ seed: Uint8Array; created: boolean }> {
  const created = await createSeed(path);
  return { seed: await readSeed(path), created };
}

/** Reads a master seed that has to exist. @throws MusterError `invalid-seed`. */
export async function readSeed(path: string): Promise<Uint8Array> {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new MusterError("invalid-seed", { file: path, problem }, { cause });
  };
  const { mode } = await stat(path).catch((cause) => refuse("it cannot be opened", cause));
  if (process.platform !== "win32" && (mode & 0o077) !== 0) refuse(`others may read it; run chmod 600 ${path}`);
  const text = await readFile(path, "utf8").catch((cause) => refuse("it cannot be read", cause));
  return parseSeed(text, path);
}

/**
 * Whether it made the file. The file is written under another name first and then linked: an existing seed is never
 * touched, and of two builds that start at once both use the one that came first, whole.
 */
async function createSeed(path: string): Promise<boolean> {
  const refuse = (error: NodeJS.ErrnoException): never => {
    throw new MusterError("invalid-seed", { file: path, problem: `it cannot be created (${error.code})` }, { cause: error });
  };
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) return false;
  const temporary = `${path}.${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, formatSeed(randomBytes(SEED_BYTES)), { mode: 0o600, flush: true });
    await link(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    return refuse(error as NodeJS.ErrnoException);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
