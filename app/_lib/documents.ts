import { type Hex, sha256 } from "viem";
import { MusterError } from "../../lib/domain/errors.ts";
import { errorSchema } from "../../lib/feed/wire/basics.ts";

/** Altered, missing or out of reach: three different things to whoever has to act on a document. */
async function refusalOf(response: Response, digest: Hex): Promise<MusterError> {
  const { data } = errorSchema.safeParse(await response.json().catch(() => null));
  return data?.code === "document-altered" || data?.code === "document-unknown"
    ? new MusterError(data.code, { digest })
    : new MusterError("api-unreachable", { url: "/documents", reason: `status ${response.status}` });
}

/**
 * A document of the register, whose digest was checked here, in the reader's browser.
 * @throws MusterError `document-altered`, `document-unknown` or `api-unreachable`.
 */
export async function fetchDocument(digest: Hex): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/documents/${digest}`);
  if (!response.ok) throw await refusalOf(response, digest);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (sha256(bytes) !== digest) throw new MusterError("document-altered", { digest });
  return bytes;
}
