import { type Hex, sha256 } from "viem";
import { MusterError } from "../lib/domain/errors.ts";
import { NOTICE_MAX_BYTES } from "../lib/domain/notice-document.ts";
import { createDocuments } from "../lib/store/documents.ts";

/** Whether the document at hand is the one whose digest the chain has. */
export type NoticeState = "same" | "differs" | "missing";

/** @param from A folder of documents, or the address under which a web server has them by their digests. */
export async function checkNotice(from: string, digest: Hex): Promise<NoticeState> {
  const bytes = /^https?:/.test(from) ? await fetchDocument(`${from.replace(/\/+$/, "")}/${digest}`) : await readDocument(from, digest);
  if (bytes === null) return "missing";
  return bytes !== "altered" && sha256(bytes) === digest ? "same" : "differs";
}

async function readDocument(dir: string, digest: Hex): Promise<Uint8Array | "altered" | null> {
  try {
    return await createDocuments({ dir }).get(digest);
  } catch (error) {
    if (error instanceof MusterError && error.code === "document-altered") return "altered";
    throw error;
  }
}

/** @throws MusterError `documents-unreachable`. */
async function fetchDocument(url: string): Promise<Uint8Array | "altered" | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    if (response.status === 404) return null;
    if (!response.ok || Number(response.headers.get("content-length") ?? 0) > NOTICE_MAX_BYTES) return "altered";
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new MusterError("documents-unreachable", { url }, { cause });
  }
}
