import { createHMAC, createSHA256 } from "hash-wasm";
import { formatDigitalLink } from "../domain/digital-link.ts";
import { type FactoryBatch, parseLot } from "../domain/factory-csv.ts";
import { parseGtin } from "../domain/gtin.ts";
import type { ModelKind } from "../domain/kinds.ts";
import { encodeManifest, MANIFEST_FORMAT, type Manifest, manifestDigest } from "../domain/manifest.ts";
import type { DeriveSettings } from "./derive-chunk.ts";
import { deriveUnits, jobsFor, type UnitFiles } from "./derive-units.ts";
import type { Derivers } from "./derivers.ts";
import { BATCH_FILES, type StreamingHash, WORK_FILES, type WorkFile, type Workspace } from "./files.ts";
import { hashFile } from "./hash-file.ts";
import { type Journal, openJournal } from "./journal.ts";
import { labelCsvHeader } from "./labels-csv.ts";
import { readRows, type SortedRows } from "./read-rows.ts";
import type { CsvParse } from "./split-csv.ts";
import { writeTree } from "./write-tree.ts";

export type BatchOrder = FactoryBatch & {
  kind: ModelKind;
  /** First and last day of production, ISO 8601. */
  made: { from: string; to: string };
  /** Master seed of the claim codes, 32 bytes. */
  seed: Uint8Array;
  /** Web address that the labels lead to; parts have no labels and need none. */
  linkBase?: string;
};

/** The list of units off a line. */
export type UnitSource = {
  read(): AsyncIterable<Uint8Array>;
  /** Null for a stream. */
  bytes: number | null;
  /** SHA-256 of all of it; null for a stream, which can be read once only. */
  sha256(): Promise<string | null>;
};

/** What the build needs of Node or of a browser. */
export type Platform = {
  workspace: Workspace;
  parse: CsvParse;
  sha256: () => StreamingHash;
  /** @param jobs How many there will be: a small batch needs no more than one to derive it. */
  startDerivers(settings: DeriveSettings, jobs: number): Promise<Derivers>;
};

type BuildPhase = "read" | "derive" | "tree" | "labels";
export type OnProgress = (phase: BuildPhase, done: number, total: number) => void;
type Options = { onProgress?: OnProgress /** Units and bytes of the list; for tests. */; maxRows?: number; maxBytes?: number };

export type CompleteBatch = { manifest: Manifest; manifestBytes: Uint8Array; manifestDigest: `0x${string}` };

/**
 * Checks an order and brings its numbers into the register's form, before anything is read or made.
 * @throws MusterError `invalid-gtin`, `invalid-lot`, `digital-link-invalid`.
 */
export function checkedOrder<Order extends BatchOrder>(order: Order): Order {
  const checked = { ...order, gtin: parseGtin(order.gtin), lot: parseLot(order.lot) };
  // A label with a bad address would be found only after the file was read.
  if (order.kind === "device") formatDigitalLink(order.linkBase ?? "", checked);
  return checked;
}

/** Raised when the files that a build writes change, so that nobody takes up what an older release began. */
const BUILD_FORMAT = "muster-build/1";

/** Names an order without telling the seed. */
async function keyOf({ seed, gtin, lot, kind, order, linkBase, ignoreColumns, components }: BatchOrder): Promise<string> {
  const hmac = await createHMAC(createSHA256(), seed);
  const what = { format: BUILD_FORMAT, gtin, lot, kind, order, linkBase, ignoreColumns, components };
  return hmac.init().update(JSON.stringify(what)).digest("hex");
}

/**
 * Builds a batch from the list of units off a line, in a workspace that may hold what a killed build of the same order
 * left. The rows in their order and the units derived so far are taken up when their digests are right; reading and the
 * tree take a tenth of the time and begin anew. The result is the same in any case. The work files are removed at the
 * end.
 * @param order From `checkedOrder`.
 * @throws MusterError `factory-file-…`.
 */
export async function buildInWorkspace(
  source: UnitSource,
  order: BatchOrder,
  platform: Platform,
  { onProgress, ...limits }: Options = {},
): Promise<CompleteBatch> {
  const { workspace, sha256 } = platform;
  const journal = openJournal(await workspace.open(WORK_FILES.journal));
  const [rows, tree, units, labels] = await Promise.all([
    workspace.open(WORK_FILES.sorted),
    workspace.open(BATCH_FILES.tree),
    workspace.open(BATCH_FILES.units),
    order.kind === "device" ? workspace.open(BATCH_FILES.labels) : null,
  ]);
  if (!labels) await workspace.remove(BATCH_FILES.labels);
  const files = [rows, tree, units, ...(labels ? [labels] : [])];
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    for (const file of files) file.close();
    journal.close();
  };
  try {
    const sorted = await sortedRows(source, order, platform, { rows, journal }, { onProgress, ...limits });
    const settings = { seed: order.seed, gtin: order.gtin, lot: order.lot, kind: order.kind, linkBase: order.linkBase ?? "" };
    const derivers = await platform.startDerivers(settings, jobsFor(sorted.rows));
    const { root, sha256: digest } = await unitsAndTree(
      sorted,
      rows,
      { tree, units, labels },
      { derivers, journal, sha256 },
      onProgress,
    ).finally(() => derivers.close());
    const complete = describe(order, sorted, { root, sha256: digest, bytes: tree.size() });
    await writeWhole(workspace, BATCH_FILES.manifest, complete.manifestBytes);
    close();
    await Promise.all([WORK_FILES.sorted, WORK_FILES.journal].map((name) => workspace.remove(name)));
    return complete;
  } finally {
    close();
  }
}

async function unitsAndTree(
  sorted: SortedRows,
  rows: WorkFile,
  files: UnitFiles,
  { derivers, journal, sha256 }: { derivers: Derivers; journal: Journal; sha256: () => StreamingHash },
  onProgress?: OnProgress,
): Promise<{ root: Uint8Array; sha256: `0x${string}` }> {
  const header = new TextEncoder().encode(`${labelCsvHeader}\n`);
  const onUnits = (done: number): void => onProgress?.("derive", done, sorted.rows);
  await deriveUnits(sorted, rows, files, header, { derivers, journal }, { sha256, onProgress: onUnits });
  return writeTree(files.tree, sorted.rows, derivers, sha256(), (done, all) => onProgress?.("tree", done, all));
}

/** The rows in their order, taken up where a killed build left them, or read. */
async function sortedRows(
  source: UnitSource,
  order: BatchOrder,
  { workspace, parse, sha256 }: Platform,
  { rows, journal }: { rows: WorkFile; journal: Journal },
  { onProgress, ...limits }: Options,
): Promise<SortedRows> {
  const [key, input] = await Promise.all([keyOf(order), journal.head ? source.sha256() : null]);
  const before = journal.head;
  if (before && before.key === key && input !== null && before.input === input) {
    if ((await hashFile(rows, sha256())) === before.sorted.sha256) return before.sorted;
  }
  const hash = sha256();
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.read()) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const onBytes = (bytes: number): void => onProgress?.("read", bytes, source.bytes ?? bytes);
  const sorted = await readRows(counted(), order, workspace, rows, { parse, sha256, onProgress: onBytes, ...limits });
  journal.begin({ key, input: source.bytes === null ? null : hash.digest(), sorted });
  return sorted;
}

function describe(order: BatchOrder, sorted: SortedRows, tree: { root: Uint8Array; sha256: `0x${string}`; bytes: number }): CompleteBatch {
  const manifest: Manifest = {
    format: MANIFEST_FORMAT,
    model: { gtin: order.gtin, kind: order.kind },
    lot: order.lot,
    order: order.order,
    size: sorted.rows,
    made: order.made,
    signers: sorted.signers,
    root: `0x${Array.from(tree.root, (byte) => byte.toString(16).padStart(2, "0")).join("")}`,
    tree: { sha256: tree.sha256, bytes: tree.bytes },
    ...(sorted.components.length > 0 ? { components: sorted.components } : {}),
  };
  const manifestBytes = encodeManifest(manifest);
  return { manifest, manifestBytes, manifestDigest: manifestDigest(manifestBytes) };
}

async function writeWhole(workspace: Workspace, name: string, bytes: Uint8Array): Promise<void> {
  const file = await workspace.open(name);
  file.truncate(0);
  file.write(bytes, 0);
  file.close();
}
