import type { Hex } from "viem";
import { MusterError } from "../../lib/domain/errors.ts";
import { decodeNotice, type Notice } from "../../lib/domain/notice-document.ts";
import { documents } from "./server.ts";

/** A notice that was checked against its digest, or what is wrong with it. Nothing of a notice that failed is shown. */
export type CheckedNotice = { state: "checked"; notice: Notice } | { state: "missing" | "altered" | "unreadable"; notice: null };

/** Documents never change under their digest, so a checked one is kept; the rest is tried again. */
const MAX_KEPT = 200;
const kept = new Map<string, Notice>();

export async function readNotice(digest: Hex): Promise<CheckedNotice> {
  const known = kept.get(digest);
  if (known) return { state: "checked", notice: known };
  try {
    const bytes = await documents().get(digest);
    if (!bytes) return { state: "missing", notice: null };
    const notice = decodeNotice(bytes);
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value as string);
    kept.set(digest, notice);
    return { state: "checked", notice };
  } catch (error) {
    if (error instanceof MusterError && error.code === "document-altered") return { state: "altered", notice: null };
    console.error("web: notice", error);
    return { state: error instanceof MusterError ? "unreadable" : "missing", notice: null };
  }
}
