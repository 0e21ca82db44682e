import type { Hex } from "viem";
import { advisoryOf } from "../domain/csaf-export.ts";
import { type Listed, type ProviderFile, providerFiles } from "../domain/csaf-provider.ts";
import type { CsafPublisher } from "../domain/csaf-recall.ts";
import { advisoryPath } from "../domain/csaf-tracking.ts";
import { MusterError } from "../domain/errors.ts";
import { decodeNotice } from "../domain/notice-document.ts";
import { allPages } from "./all-pages.ts";
import type { Feed } from "./client.ts";

/** The bytes of a document whose digest was checked; null where it is not kept. */
export type ReadDocument = (digest: Hex) => Promise<Uint8Array | null>;

export type Advisory = Listed & { bytes: Uint8Array };

export type ProviderFolder = {
  files: Map<string, { type: string; content: Uint8Array }>;
  /** Recalls whose notice is missing or altered. They are left out: an advisory without its words would mislead. */
  withoutNotice: number[];
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Writes recalls as advisories. When batches were registered is remembered: that never changes. */
export function createAdvisories(feed: Feed, read: ReadDocument, publisher: CsafPublisher) {
  const registered = new Map<number, number>();

  async function advisory(recallId: number): Promise<Advisory> {
    const recall = await feed.recall(recallId);
    for (const { batch } of recall.affected)
      if (!registered.has(batch.id)) registered.set(batch.id, (await feed.batch(batch.id)).registeredAt);
    const notice = await read(recall.notice);
    if (!notice) throw new MusterError("document-unknown", { digest: recall.notice });
    const bytes = advisoryOf(recall, decodeNotice(notice), registered, publisher);
    const { document } = JSON.parse(new TextDecoder().decode(bytes)) as { document: Described };
    const { id, initial_release_date: published, current_release_date: updated } = document.tracking;
    return { id, title: document.title, path: advisoryPath(recall, publisher.chainId), published, updated, bytes };
  }

  return {
    advisory,

    /** Everything that a provider serves, by path. */
    async folder(): Promise<ProviderFolder> {
      const [recalls, { block }] = await Promise.all([allPages(feed.recalls), feed.health()]);
      const advisories: Advisory[] = [];
      const withoutNotice: number[] = [];
      for (const { id } of recalls) {
        try {
          advisories.push(await advisory(id));
        } catch (error) {
          if (!(error instanceof MusterError && NOTICE_TROUBLES.has(error.code))) throw error;
          withoutNotice.push(id);
        }
      }
      const files: ProviderFolder["files"] = new Map();
      const put = ({ path, type, text }: ProviderFile) => files.set(path, { type, content: encode(text) });
      providerFiles(advisories, publisher, block.timestamp).forEach(put);
      for (const one of advisories) for (const [path, file] of await advisoryFiles(one)) files.set(path, file);
      return { files, withoutNotice };
    },
  };
}

type Described = { title: string; tracking: { id: string; initial_release_date: string; current_release_date: string } };

const NOTICE_TROUBLES: ReadonlySet<string> = new Set(["document-unknown", "document-altered", "notice-invalid"]);

/** An advisory and its hashes, in the form of sha256sum and sha512sum. */
export async function advisoryFiles({ path, bytes }: Advisory): Promise<ProviderFolder["files"]> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const files: ProviderFolder["files"] = new Map([[`csaf/white/${path}`, { type: "application/json; charset=utf-8", content: bytes }]]);
  for (const [ending, algorithm] of [
    ["sha256", "SHA-256"],
    ["sha512", "SHA-512"],
  ] as const) {
    const digest = new Uint8Array(await crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    files.set(`csaf/white/${path}.${ending}`, { type: "text/plain; charset=utf-8", content: encode(`${hex}  ${name}\n`) });
  }
  return files;
}
