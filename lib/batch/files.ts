/**
 * What a build needs of its platform. Reading and writing are synchronous, as Node's file system and a browser's
 * private files (in a worker) both offer; a call for each of millions of small pieces would cost more than the pieces.
 */
export type WorkFile = {
  /** @returns Bytes read; fewer than asked for at the end of the file. */
  read(into: Uint8Array, at: number): number;
  write(bytes: Uint8Array, at: number): void;
  size(): number;
  /** Cuts the file to a length. */
  truncate(bytes: number): void;
  /** Makes what was written survive a power cut, and closes the file. */
  close(): void;
};

export type Workspace = {
  /** Opens a file; what an earlier attempt left in it is still there. */
  open(name: string): Promise<WorkFile>;
  remove(name: string): Promise<void>;
};

export type StreamingHash = { update(bytes: Uint8Array): void /** As 0x-hex. */; digest(): `0x${string}` };

/** What a built batch consists of. */
export const BATCH_FILES = {
  /** `muster-batch/1`; public. */
  manifest: "manifest.json",
  /** The tree, laid out as lib/domain/tree-file.ts describes; public. */
  tree: "tree.bin",
  /** One JSON line a unit for the look-up service. Names serials: not public. */
  units: "resolver.ndjson",
  /** For label printers. Holds claim codes: secret until it is printed, then deleted. */
  labels: "labels.csv",
  /** The same as sheets. */
  labelSheets: "labels.pdf",
} as const;

/** What a build keeps beside them until it is complete. */
export const WORK_FILES = {
  /** Rows in sorted runs, and device keys likewise. */
  rows: "work.rows",
  keys: "work.keys",
  /** Rows in the batch's order. */
  sorted: "work.sorted",
  /** What is finished, with its digests. */
  journal: "work.journal",
} as const;

/** Bytes moved at a time. */
export const BLOCK_BYTES = 262_144;
