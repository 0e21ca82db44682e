import { createHash } from "node:crypto";
import type { StreamingHash, WorkFile, Workspace } from "../../../lib/batch/files.ts";

/** Files in memory, so that a test can look at and spoil what a build left. */
export function memoryWorkspace(): Workspace & { files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  const open = (name: string): WorkFile => {
    if (!files.has(name)) files.set(name, Buffer.alloc(0));
    const content = (): Buffer => files.get(name) as Buffer;
    return {
      read: (into, at) => content().copy(into, 0, Math.min(at, content().length)),
      write(bytes, at) {
        const before = content();
        const after = Buffer.alloc(Math.max(before.length, at + bytes.length));
        before.copy(after);
        after.set(bytes, at);
        files.set(name, after);
      },
      size: () => content().length,
      truncate: (bytes) => void files.set(name, Buffer.concat([content()], bytes)),
      close: () => undefined,
    };
  };
  return { files, open: async (name) => open(name), remove: async (name) => void files.delete(name) };
}

export function sha256(): StreamingHash {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), digest: () => `0x${hash.digest("hex")}` };
}
