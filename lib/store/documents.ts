import { createStorage } from "unstorage";
import fsDriver from "unstorage/drivers/fs";
import { type Hex, sha256 } from "viem";
import { MusterError } from "../domain/errors.ts";

/** Files under the SHA-256 of their bytes: notices, manifests, trees. What is on chain is the digest. */
export type Documents = {
  /** Keeps the bytes and returns their digest; keeping the same bytes twice changes nothing. */
  put(bytes: Uint8Array): Promise<Hex>;
  /** @returns null when there is none. @throws MusterError `document-altered` when the bytes are not the digest's. */
  get(digest: string): Promise<Uint8Array | null>;
};

const DIGEST = /^0x[0-9a-f]{64}$/;

/** @param dir Folder that only this service writes to. */
export function createDocuments({ dir }: { dir: string }): Documents {
  const storage = createStorage({ driver: fsDriver({ base: dir }) });
  const read = async (digest: string): Promise<Uint8Array | null> => {
    const bytes = await storage.getItemRaw<Buffer>(digest.slice(2));
    return bytes ? new Uint8Array(bytes) : null;
  };
  return {
    async put(bytes) {
      const digest = sha256(bytes);
      const kept = await read(digest);
      // Writing again heals a file that was cut short or altered.
      if (!kept || sha256(kept) !== digest) await storage.setItemRaw(digest.slice(2), Buffer.from(bytes));
      return digest;
    },
    async get(digest) {
      // Only digests are names here, so nothing a visitor sends can lead out of the folder.
      if (!DIGEST.test(digest)) return null;
      const bytes = await read(digest);
      if (bytes && sha256(bytes) !== digest) throw new MusterError("document-altered", { digest });
      return bytes;
    },
  };
}
