import type { Hex } from "viem";
import { MusterError } from "../../lib/domain/errors.ts";
import { documents } from "./server.ts";

/** A document that was checked against its digest, or what is wrong with it. Nothing of one that failed is shown. */
export type Checked<Content> = { state: "checked"; content: Content } | { state: "missing" | "altered" | "unreadable"; content: null };

/** Documents never change under their digest, so a checked one is kept; the rest is tried again. */
const MAX_KEPT = 200;

/** @param what For the log, such as "notice". */
export function checkedReader<Content>(what: string, decode: (bytes: Uint8Array) => Content): (digest: Hex) => Promise<Checked<Content>> {
  const kept = new Map<string, Content>();
  return async (digest) => {
    const known = kept.get(digest);
    if (known) return { state: "checked", content: known };
    try {
      const bytes = await documents().get(digest);
      if (!bytes) return { state: "missing", content: null };
      const content = decode(bytes);
      if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value as string);
      kept.set(digest, content);
      return { state: "checked", content };
    } catch (error) {
      if (error instanceof MusterError && error.code === "document-altered") return { state: "altered", content: null };
      console.error(`web: ${what}`, error);
      return { state: error instanceof MusterError ? "unreadable" : "missing", content: null };
    }
  };
}
