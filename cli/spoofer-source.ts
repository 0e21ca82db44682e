import { createHash } from "node:crypto";
import type { Hex } from "viem";
import { MusterError } from "../lib/domain/errors.ts";
import { createTally, readSpooferPage, type Tally, type TallyOptions } from "../lib/domain/spoofer-sessions.ts";
import { readBytes } from "./arguments.ts";

const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/** A page has 30 sessions; more pages than this are no answer but a trap. */
const MAX_PAGES = 20_000;
const TIMEOUT_MS = 30_000;

type Page = { name: string; bytes: Uint8Array; follow(next: string | null): void };

/** What all files or pages together say, read one after the other. `evidence` is the SHA-256 of their bytes in that order. */
export async function tallyOf(sources: string[], options: TallyOptions): Promise<{ tally: Tally; evidence: Hex; sessions: number }> {
  const tally = createTally(options);
  const hash = createHash("sha256");
  let read = 0;
  for (const source of sources) {
    for await (const { name, bytes, follow } of /^https?:\/\//i.test(source) ? pagesOf(source) : fileOf(source)) {
      const { sessions, next } = pageOf(name, bytes, sources.length > 1 || name !== source);
      hash.update(bytes);
      for (const session of sessions) tally.add(session);
      read += sessions.length;
      follow(next);
    }
  }
  return { tally, evidence: `0x${hash.digest("hex")}`, sessions: read };
}

/** @param several Whether the name of the page is needed to find a fault. */
function pageOf(name: string, bytes: Uint8Array, several: boolean) {
  try {
    return readSpooferPage(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!several || !(error instanceof MusterError) || error.code !== "spoofer-invalid") throw error;
    throw new MusterError("spoofer-invalid", { problem: `${name}: ${error.details.problem}` }, { cause: error });
  }
}

/** A file is read as a whole, also where it is a page that names a next one: that one is another file. */
async function* fileOf(path: string): AsyncGenerator<Page> {
  yield { name: path, bytes: await readBytes(path, MAX_FILE_BYTES), follow: () => undefined };
}

/** @throws MusterError `spoofer-unreachable`, `spoofer-elsewhere` or `spoofer-invalid`. */
async function* pagesOf(begin: string): AsyncGenerator<Page> {
  const seen = new Set<string>();
  const { origin } = new URL(begin);
  let url: string | null = begin;
  while (url !== null) {
    const at: string = url;
    if (seen.has(at)) throw new MusterError("spoofer-invalid", { problem: `its pages lead in a circle, to ${at}` });
    if (seen.add(at).size > MAX_PAGES) throw new MusterError("spoofer-invalid", { problem: `it has more than ${MAX_PAGES} pages` });
    const bytes = await fetchPage(at);
    url = null;
    yield {
      name: at,
      bytes,
      follow(next) {
        if (next === null) return;
        const address = URL.canParse(next, at) ? new URL(next, at) : null;
        if (address?.origin !== origin) throw new MusterError("spoofer-elsewhere", { url: begin, next });
        url = address.href;
      },
    };
  }
}

async function fetchPage(url: string): Promise<Uint8Array> {
  const unreachable = (reason: string, cause?: unknown) => new MusterError("spoofer-unreachable", { url, reason }, { cause });
  try {
    const response = await fetch(url, {
      headers: { accept: "application/ld+json, application/json" },
      redirect: "error", // might lead to another server
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw unreachable(`the server answers ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_PAGE_BYTES) throw unreachable(`the page is larger than ${MAX_PAGE_BYTES / 1024 / 1024} MiB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof MusterError) throw error;
    throw unreachable(error instanceof Error ? error.message : String(error), error);
  }
}
