import { audit } from "../../lib/chain/audit/audit.ts";
import { type AuditBlock, readAuditBlock } from "../../lib/chain/audit/block.ts";
import { type ComparedFigure, compareFigures } from "../../lib/domain/audit-figures.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { recallId } from "../../lib/domain/ids.ts";
import { publishedFigures } from "../../lib/feed/published-figures.ts";
import { browserFeed } from "./api.ts";
import { chainClient } from "./chain-client.ts";
import { fetchDocument } from "./documents.ts";
import type { PublicConfig } from "./public-config.ts";

/** What the reader's browser found: each figure as this site publishes it and as the chain's logs give it. */
export type Recomputed = { block: AuditBlock; compared: ComparedFigure[] };

/** @param share How much of the logs of this kind has been read, from 0 to 1. */
export type RecomputeProgress = (what: string, share: number) => void;

/**
 * Recomputes a recall's figures from the logs of the chain, by the code of `muster audit`, at the block of the figures that
 * this site publishes; and holds the notice of the present version against the digest that the logs have.
 * @param onProgress Ends it by throwing.
 */
export async function recompute(config: PublicConfig, recall: number, onProgress: RecomputeProgress): Promise<Recomputed> {
  const id = recallId(recall);
  const client = chainClient(config);
  const published = await publishedFigures(browserFeed, id);
  const block = await readAuditBlock(client, published.block);
  const { figures } = await audit(client, config, [id], block, (what, done, of) => onProgress(what, done / of));
  const recomputed = figures(id);
  onProgress("notice", 0);
  return {
    block,
    compared: [...compareFigures(published.figures, recomputed), await noticeFigure(recomputed.versions.at(-1)?.notice ?? "0x")],
  };
}

/** The document that this site gives out as the notice, against the digest on the chain. */
async function noticeFigure(digest: `0x${string}`): Promise<ComparedFigure> {
  const figure = "document of the notice";
  const found = await fetchDocument(digest).then(
    () => digest,
    (error) => {
      if (error instanceof MusterError && error.code === "document-altered") return "a document with another digest";
      if (error instanceof MusterError && error.code === "document-unknown") return null;
      throw error;
    },
  );
  return { figure, published: found, recomputed: digest, same: found === digest };
}
