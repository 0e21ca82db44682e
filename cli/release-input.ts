import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { MusterError } from "../lib/domain/errors.ts";
import type { MeasuredImage, ReleaseSource } from "../lib/domain/release-metadata.ts";
import { type ReadSuit, readSuit } from "../lib/factory/suit.ts";
import { readTuf } from "../lib/factory/tuf.ts";
import { readBytes, readJson } from "./arguments.ts";
import { UsageError } from "./errors.ts";

export type MetadataOptions = { tuf?: string; tufRoot?: string; target?: string; suit?: string; trustAnchor?: string };

/** Large repositories list every image they ever had; an envelope may carry the image. */
const MAX_TUF_BYTES = 32 * 1024 * 1024;
const MAX_SUIT_BYTES = 64 * 1024 * 1024;
const MAX_KEY_BYTES = 64 * 1024;

/** The signed metadata that was named, null when none was. */
export async function readMetadata(options: MetadataOptions): Promise<ReleaseSource | ReadSuit | null> {
  const { tuf, tufRoot, target, suit, trustAnchor } = options;
  if (tuf !== undefined && suit !== undefined)
    throw new UsageError("--tuf and --suit are two sources of one release.", "Name one of them.");
  if (tuf === undefined && (tufRoot ?? target) !== undefined) throw new UsageError("--tuf-root and --target go with --tuf.");
  if (suit === undefined && trustAnchor !== undefined) throw new UsageError("--trust-anchor goes with --suit.");
  if (tuf !== undefined) {
    const root = tufRoot === undefined ? undefined : await readJson(tufRoot, MAX_TUF_BYTES);
    return readTuf(await readJson(tuf, MAX_TUF_BYTES), { root, name: target });
  }
  if (suit === undefined) return null;
  return readSuit(
    await readBytes(suit, MAX_SUIT_BYTES),
    trustAnchor === undefined ? undefined : await readBytes(trustAnchor, MAX_KEY_BYTES),
  );
}

/** Digest and size of an image of any size, which is never held in memory. @throws MusterError `file-unreadable`. */
export async function measureImage(path: string): Promise<MeasuredImage> {
  try {
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
    return { digest: `0x${hash.digest("hex")}`, size };
  } catch (cause) {
    throw new MusterError("file-unreadable", { path, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
}
