import type { BatchOrder } from "../../lib/batch/build.ts";
import type { ErrorCode } from "../../lib/domain/errors.ts";

/** Folder of the browser's private files in which the one batch lies that is built, or was. */
export const KEPT_FOLDER = "muster-batch";

/** Lock that a tab holds while it builds. */
export const BUILD_LOCK = "muster-batch";

/** File beside the batch that tells what is built. */
export const KEPT_ORDER = "order.json";

/** What is built, for whom: everything that a resumed build needs besides the list and the seed, which are not kept. */
export type KeptOrder = { orgId: number; modelName: string; list: { name: string; bytes: number }; order: Omit<BatchOrder, "seed"> };

export type BuildStart = { kept: KeptOrder; seed: Uint8Array; file: File };

/** Sent in place of a start: end now, and keep what is done. */
export const STOP = "stop";

/** Sheets of labels are not drawn in a browser. */
export type BuildPhase = "read" | "derive" | "tree";

export type BuildReport =
  | { is: "progress"; phase: BuildPhase; done: number; total: number }
  | { is: "built" }
  | { is: "stopped" }
  | { is: "refused"; error: { code: ErrorCode; message: string; why: string; remedy: string } };
