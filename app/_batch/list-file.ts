import type { UnitSource } from "../../lib/batch/build.ts";
import type { StreamingHash } from "../../lib/batch/files.ts";
import { MAX_FILE_BYTES } from "../../lib/batch/split-csv.ts";
import { MusterError } from "../../lib/domain/errors.ts";

/** Bytes read at a time. */
const CHUNK = 1_048_576;

/** What is used of a chosen `File`. */
export type ListFile = { name: string; size: number; slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> } };

/**
 * The list of units in a file that the visitor chose, read piece by piece.
 * @throws MusterError `factory-file-unreadable`, `factory-file-too-large`.
 */
export function listSource(file: ListFile, sha256: () => StreamingHash): UnitSource {
  if (file.size > MAX_FILE_BYTES) throw new MusterError("factory-file-too-large", { limit: MAX_FILE_BYTES });
  async function* read(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < file.size; at += CHUNK) {
      // Refused when the file was changed or moved since it was chosen.
      const piece = await file
        .slice(at, Math.min(at + CHUNK, file.size))
        .arrayBuffer()
        .catch((cause: Error) => {
          throw new MusterError("factory-file-unreadable", { file: file.name, reason: cause.name }, { cause });
        });
      yield new Uint8Array(piece);
    }
  }
  return {
    read,
    bytes: file.size,
    async sha256() {
      const hash = sha256();
      for await (const piece of read()) hash.update(piece);
      return hash.digest();
    },
  };
}
