import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { UnitSource } from "../batch/build.ts";
import { MAX_FILE_BYTES } from "../batch/split-csv.ts";
import { MusterError } from "../domain/errors.ts";

/** Bytes read at a time. */
const CHUNK = 262_144;

/**
 * The list of units in a file; a pipe, or standard input under the name `-`, may be given as well.
 * @throws MusterError `factory-file-unreadable`, `factory-file-too-large`.
 */
export async function openUnits(path: string): Promise<UnitSource> {
  if (path === "-") return streamSource(process.stdin);
  const found = await stat(path).catch((error) => {
    throw unreadable(error, path);
  });
  const read = () => chunksOf(path);
  if (found.isFIFO() || found.isCharacterDevice()) return streamSource(read());
  if (!found.isFile()) throw new MusterError("factory-file-unreadable", { file: path, reason: "it is not a file" });
  if (found.size > MAX_FILE_BYTES) throw new MusterError("factory-file-too-large", { limit: MAX_FILE_BYTES });
  return {
    read,
    bytes: found.size,
    async sha256() {
      const hash = createHash("sha256");
      await pipeline(createReadStream(path), hash).catch((error) => {
        throw unreadable(error, path);
      });
      return hash.digest("hex");
    },
  };
}

const streamSource = (chunks: AsyncIterable<Uint8Array>): UnitSource => ({ read: () => chunks, bytes: null, sha256: async () => null });

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall ? unreadable(error, path) : error;
  }
}

const unreadable = (cause: unknown, file: string): MusterError =>
  new MusterError("factory-file-unreadable", { file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
