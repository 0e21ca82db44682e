import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createStorage } from "unstorage";
import { type Hex, sha256 } from "viem";
import { MusterError } from "../domain/errors.ts";
import { documentFolder } from "./document-folder.ts";

/** Files under the SHA-256 of their bytes: notices, manifests, trees. What is on chain is the digest. */
export type Documents = {
  /**
   * Keeps the bytes and returns their digest; keeping the same bytes twice changes nothing. They are on the disk when
   * this returns: a digest goes on chain, and nobody can take it back.
   * @throws MusterError `document-not-kept`.
   */
  put(bytes: Uint8Array): Promise<Hex>;
  /**
   * Keeps a document as it comes in, piece by piece; when it is not the one that was announced, nothing.
   * @throws MusterError `document-not-kept`, `document-other`.
   */
  receive(announced: { digest: Hex; bytes: number }, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** @returns null when there is none. @throws MusterError `document-altered` when the bytes are not the digest's. */
  get(digest: string): Promise<Uint8Array | null>;
  /**
   * A piece of a large document, unchecked: only for what proves itself, as the nodes of a batch's tree do by its root.
   * @returns null when there is no such document; fewer bytes than asked for at its end.
   */
  slice(digest: string, offset: number, length: number): Promise<Uint8Array | null>;
};

const DIGEST = /^0x[0-9a-f]{64}$/;

/** @param dir Folder that only this service writes to. */
export function createDocuments({ dir }: { dir: string }): Documents {
  const storage = createStorage({ driver: documentFolder({ base: dir }) });
  const read = async (digest: string): Promise<Uint8Array | null> => {
    const bytes = await storage.getItemRaw<Buffer>(digest.slice(2));
    return bytes ? new Uint8Array(bytes) : null;
  };
  const keep = (digest: Hex, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> =>
    storage.setItemRaw(digest.slice(2), content).catch((cause) => {
      if (cause instanceof MusterError) throw cause;
      const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
      throw new MusterError("document-not-kept", { reason }, { cause });
    });
  return {
    async put(bytes) {
      const digest = sha256(bytes);
      const kept = await read(digest);
      // Writing again heals a file that was cut short or altered.
      if (kept && sha256(kept) === digest) return digest;
      await keep(digest, bytes);
      return digest;
    },
    receive: ({ digest, bytes }, pieces) => keep(digest, announcedOnly(pieces, digest, bytes)),
    async get(digest) {
      // Only digests are names here, so nothing a visitor sends can lead out of the folder.
      if (!DIGEST.test(digest)) return null;
      const bytes = await read(digest);
      if (bytes && sha256(bytes) !== digest) throw new MusterError("document-altered", { digest });
      return bytes;
    },
    async slice(digest, offset, length) {
      if (!DIGEST.test(digest)) return null;
      const file = await open(join(dir, digest.slice(2))).catch(() => null);
      if (!file) return null;
      try {
        const piece = new Uint8Array(length);
        const { bytesRead } = await file.read(piece, 0, length, offset);
        return piece.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

/** Passes a document on. Fails at its end, before anybody takes it for whole, when it is another one. */
async function* announcedOnly(pieces: AsyncIterable<Uint8Array>, digest: Hex, bytes: number): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > bytes) break;
    hash.update(piece);
    yield piece;
  }
  if (length !== bytes || `0x${hash.digest("hex")}` !== digest) throw new MusterError("document-other", { digest });
}
