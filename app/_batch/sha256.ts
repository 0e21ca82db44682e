import { createSHA256 } from "hash-wasm";
import type { StreamingHash } from "../../lib/batch/files.ts";

/**
 * SHA-256 in WebAssembly for several streams at a time. Making one takes a while that the build does not wait for, so
 * all share one, which changes its state when another stream goes on.
 */
export async function sha256Streams(): Promise<() => StreamingHash> {
  const hasher = await createSHA256();
  type Stream = { state: Uint8Array | null };
  let active: Stream | null = null;
  const take = (stream: Stream): void => {
    if (active === stream) return;
    if (active) active.state = hasher.save();
    if (stream.state) hasher.load(stream.state);
    else hasher.init();
    active = stream;
  };
  return () => {
    const stream: Stream = { state: null };
    return {
      update(bytes) {
        take(stream);
        hasher.update(bytes);
      },
      digest() {
        take(stream);
        active = null;
        return `0x${hasher.digest("hex")}`;
      },
    };
  };
}
