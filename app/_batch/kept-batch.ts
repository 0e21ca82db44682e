import { BATCH_FILES, WORK_FILES } from "../../lib/batch/files.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { decodeManifest, type Manifest, manifestDigest } from "../../lib/domain/manifest.ts";
import { BUILD_LOCK, KEPT_FOLDER, KEPT_ORDER, type KeptOrder } from "./kept.ts";

/** Whether this browser has private files; only sites under https, and loopback, get them. */
export const canKeep = (): boolean => typeof navigator.storage?.getDirectory === "function" && "locks" in navigator;

export type BuiltBatch = KeptOrder & {
  manifest: Manifest;
  manifestBytes: Uint8Array<ArrayBuffer>;
  manifestDigest: `0x${string}`;
  files: File[];
};

/** What lies in this browser: nothing, what a build left that did not end, or a whole batch. */
export type Kept = { is: "nothing" } | ({ is: "unfinished" } & KeptOrder) | ({ is: "built" } & BuiltBatch);

const IN_ORDER = [BATCH_FILES.manifest, BATCH_FILES.tree, BATCH_FILES.units, BATCH_FILES.labels];

export async function readKept(): Promise<Kept> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(KEPT_FOLDER).catch(() => null);
  if (!folder) return { is: "nothing" };
  const fileOf = async (name: string): Promise<File | null> => {
    const handle = await folder.getFileHandle(name).catch(() => null);
    return handle ? handle.getFile() : null;
  };
  const record = await fileOf(KEPT_ORDER);
  const kept = parseRecord((await record?.text()) ?? "");
  if (!kept) return { is: "nothing" };
  const [manifest, journal] = await Promise.all([fileOf(BATCH_FILES.manifest), fileOf(WORK_FILES.journal)]);
  if (!manifest || journal) return { is: "unfinished", ...kept };
  const manifestBytes = new Uint8Array(await manifest.arrayBuffer());
  const files = (await Promise.all(IN_ORDER.map(fileOf))).filter((file) => file !== null);
  return {
    is: "built",
    ...kept,
    manifest: decodeManifest(manifestBytes),
    manifestBytes,
    manifestDigest: manifestDigest(manifestBytes),
    files,
  };
}

/** The record is written first; killed while it was, a build had nothing else yet. */
function parseRecord(text: string): KeptOrder | null {
  try {
    return JSON.parse(text) as KeptOrder;
  } catch {
    return null;
  }
}

/** Removes everything that lies here. @throws MusterError `browser-batch-kept` while another tab builds. */
export const forgetKept = (): Promise<void> =>
  navigator.locks.request(BUILD_LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) throw new MusterError("browser-batch-kept");
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(KEPT_FOLDER, { recursive: true }).catch((error: Error) => {
      if (error.name !== "NotFoundError") throw error;
    });
  });
