import { breather } from "./breathe.ts";
import { BLOCK_BYTES, type StreamingHash, type WorkFile } from "./files.ts";

/** Hashes a stretch of a file on top of what went before. */
export async function hashRange(file: WorkFile, hash: StreamingHash, from: number, to: number): Promise<void> {
  const breathe = breather();
  const block = new Uint8Array(BLOCK_BYTES);
  for (let at = from; at < to; at += block.length) {
    hash.update(block.subarray(0, file.read(block.subarray(0, Math.min(block.length, to - at)), at)));
    await breathe();
  }
}

/** SHA-256 of a whole file. */
export async function hashFile(file: WorkFile, hash: StreamingHash): Promise<`0x${string}`> {
  await hashRange(file, hash, 0, file.size());
  return hash.digest();
}
