import { createSHA256 } from "hash-wasm";
import { MusterError } from "../domain/errors.ts";
import { decodeManifest, type Manifest, manifestDigest } from "../domain/manifest.ts";
import { NODE_BYTES, proofOffsets } from "../domain/tree-file.ts";
import { readProof, rootFrom } from "../domain/unit-tree.ts";
import { BATCH_FILES } from "./files.ts";
import { keccak } from "./keccak.ts";

/** A place that serves the public files of a batch as they are: any static host, under one address. */
export type BatchHost = {
  /** Address of the folder. */
  url: string;
  fetch?: typeof fetch;
};

/** What a unit's place in its batch is proved by, and what it took to find that out. */
export type HostedProof = { leaf: Uint8Array; proof: Uint8Array[]; requests: number; bytes: number };

/** Time for one request. */
const TIMEOUT_MS = 30_000;

/** Bytes between two nodes that are rather read than asked for in another request: the upper levels come in one. */
const GAP_BYTES = 16_384;

/** As large as a manifest may be. */
const MANIFEST_BYTES = 65_536;

type Range = { from: number; to: number };

/**
 * Reads a batch's manifest from a host.
 * @param digest The manifest's SHA-256 on chain.
 * @throws MusterError `batch-host-failed`, `document-altered`, `manifest-invalid`.
 */
export async function hostedManifest(host: BatchHost, digest: string): Promise<Manifest> {
  const response = await request(host, BATCH_FILES.manifest);
  const bytes = await collect(host, response, MANIFEST_BYTES);
  if (manifestDigest(bytes) !== digest) throw new MusterError("document-altered", { digest });
  return decodeManifest(bytes);
}

/**
 * Proves a unit from a tree file that lies on a static host, by ranged requests (RFC 9110 §14): a dozen small ones for
 * a million units. A host that does not know ranges sends the whole file; it is read as it comes, kept nowhere, and its
 * digest is checked. What ranges bring is proved by the root.
 * @param manifest One whose digest was compared with the chain's.
 * @throws MusterError `batch-host-failed`, `document-altered`.
 */
export async function hostedProof(host: BatchHost, { size, root, tree }: Manifest, index: number): Promise<HostedProof> {
  const offsets = [index * NODE_BYTES, ...proofOffsets(size, index).filter((offset) => offset !== null)];
  const ranges = merged(offsets);
  const pieces = await readRanges(host, ranges, tree);
  const node = (offset: number): Uint8Array => {
    const at = ranges.findIndex(({ from, to }) => from <= offset && offset < to);
    const start = offset - (ranges[at] as Range).from;
    return (pieces.parts[at] as Uint8Array).subarray(start, start + NODE_BYTES);
  };
  const proof = await readProof(size, index, node, keccak);
  const leaf = node(index * NODE_BYTES);
  const proved = rootFrom(leaf, index, proof, keccak);
  if (`0x${Array.from(proved, (byte) => byte.toString(16).padStart(2, "0")).join("")}` !== root)
    throw new MusterError("document-altered", { digest: tree.sha256 });
  return { leaf, proof, requests: pieces.requests, bytes: pieces.bytes };
}

/** Stretches of the file that hold the nodes at these offsets. */
function merged(offsets: readonly number[]): Range[] {
  const ranges: Range[] = [];
  for (const from of [...offsets].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && from - last.to <= GAP_BYTES) last.to = from + NODE_BYTES;
    else ranges.push({ from, to: from + NODE_BYTES });
  }
  return ranges;
}

type Pieces = { parts: Uint8Array[]; requests: number; bytes: number };

async function readRanges(host: BatchHost, ranges: readonly Range[], tree: Manifest["tree"]): Promise<Pieces> {
  const [first, ...others] = ranges as [Range, ...Range[]];
  const response = await request(host, BATCH_FILES.tree, first);
  if (response.status === 200) return { parts: await readThrough(host, response, ranges, tree), requests: 1, bytes: tree.bytes };
  const parts = await Promise.all([
    partOf(host, response, first, tree),
    ...others.map(async (range) => partOf(host, await request(host, BATCH_FILES.tree, range), range, tree)),
  ]);
  return { parts, requests: parts.length, bytes: parts.reduce((sum, { length }) => sum + length, 0) };
}

const lastOf = ({ to }: Range): number => to - 1;

async function request({ url, fetch: send = fetch }: BatchHost, name: string, range?: Range): Promise<Response> {
  const address = `${url.replace(/\/+$/, "")}/${name}`;
  const headers: Record<string, string> = range
    ? // Of a compressed form, other bytes would be counted.
      { range: `bytes=${range.from}-${lastOf(range)}`, "accept-encoding": "identity" }
    : {};
  const response = await send(address, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
    throw new MusterError("batch-host-failed", { url: address, problem: "it does not answer" }, { cause });
  });
  if (response.status === 200 || (range && response.status === 206)) return response;
  await response.body?.cancel();
  throw new MusterError("batch-host-failed", { url: address, problem: `it answers with status ${response.status}` });
}

async function partOf(host: BatchHost, response: Response, range: Range, tree: Manifest["tree"]): Promise<Uint8Array> {
  const told = response.headers.get("content-range");
  const meant = `bytes ${range.from}-${lastOf(range)}/`;
  if (response.status !== 206 || (told !== `${meant}${tree.bytes}` && told !== `${meant}*`)) {
    await response.body?.cancel();
    throw new MusterError("batch-host-failed", {
      url: host.url,
      problem: `it sends another part of the file than was asked for (${told})`,
    });
  }
  const part = await collect(host, response, range.to - range.from);
  if (part.length === range.to - range.from) return part;
  throw new MusterError("batch-host-failed", { url: host.url, problem: `of ${range.to - range.from} bytes it sends ${part.length}` });
}

/** The whole of a small answer. */
async function collect(host: BatchHost, response: Response, limit: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(limit);
  let length = 0;
  for await (const chunk of chunksOf(host, response)) {
    if (length + chunk.length > limit) throw tooMuch(host, limit);
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
}

/** Takes the parts out of a file that passes by, and checks its digest. */
async function readThrough(host: BatchHost, response: Response, ranges: readonly Range[], tree: Manifest["tree"]): Promise<Uint8Array[]> {
  const hash = await createSHA256();
  const parts = ranges.map(({ from, to }) => new Uint8Array(to - from));
  let at = 0;
  for await (const chunk of chunksOf(host, response)) {
    if (at + chunk.length > tree.bytes) throw tooMuch(host, tree.bytes);
    hash.update(chunk);
    for (const [i, range] of ranges.entries()) {
      const [from, to] = [Math.max(range.from, at), Math.min(range.to, at + chunk.length)];
      if (from < to) parts[i]?.set(chunk.subarray(from - at, to - at), from - range.from);
    }
    at += chunk.length;
  }
  if (`0x${hash.digest("hex")}` !== tree.sha256) throw new MusterError("document-altered", { digest: tree.sha256 });
  return parts;
}

const tooMuch = ({ url }: BatchHost, limit: number): MusterError =>
  new MusterError("batch-host-failed", { url, problem: `it sends more than the ${limit} bytes that there are` });

/** What comes, until it ends or fails; whoever stops early hangs up. */
async function* chunksOf({ url }: BatchHost, { body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new MusterError("batch-host-failed", { url, problem: "its answer breaks off" }, { cause });
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
