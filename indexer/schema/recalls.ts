import { index, onchainTable, primaryKey } from "ponder";
import type { Hex } from "viem";
import type { BatchId, DeviceId, ModelId } from "../../lib/domain/ids.ts";
import type { Evidence, Measure, RecallState, Remedy, Reply, ScopeKind, Severity } from "../../lib/domain/kinds.ts";

/** A numbered case. */
export const recall = onchainTable(
  "recall",
  (t) => ({
    /** In the order of opening, from 1. */
    id: t.integer().primaryKey(),
    issuerId: t.integer().notNull(),
    /** Of the present version, as are measure, severity and notice. */
    version: t.integer().notNull(),
    measure: t.text().$type<Measure>().notNull(),
    severity: t.text().$type<Severity>().notNull(),
    /** Weakest evidence that counts as remedied. */
    minEvidence: t.text().$type<Exclude<Evidence, "none">>().notNull(),
    state: t.text().$type<RecallState>().notNull(),
    /** SHA-256 of the document that people read. */
    notice: t.hex().notNull(),
    /** Key that opened it. */
    author: t.hex().notNull(),
    openedAt: t.int8({ mode: "number" }).notNull(),
    openedBlock: t.int8({ mode: "number" }).notNull(),
    /** When it was closed or withdrawn; null while open. */
    endedAt: t.int8({ mode: "number" }),
    tx: t.hex().notNull(),
  }),
  (table) => ({ byIssuer: index().on(table.issuerId) }),
);

/** How a recall reads from one version to the next; its items are in `scope_item`. */
export const recallVersion = onchainTable(
  "recall_version",
  (t) => ({
    recallId: t.integer().notNull(),
    /** From 1. */
    version: t.integer().notNull(),
    measure: t.text().$type<Measure>().notNull(),
    severity: t.text().$type<Severity>().notNull(),
    notice: t.hex().notNull(),
    /** Key that released it. */
    author: t.hex().notNull(),
    at: t.int8({ mode: "number" }).notNull(),
    block: t.int8({ mode: "number" }).notNull(),
    tx: t.hex().notNull(),
    /** Why it was amended, for the public; empty for the first. */
    reason: t.text().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.recallId, table.version] }) }),
);

/** What a recall names. Items are only ever added. */
export const scopeItem = onchainTable(
  "scope_item",
  (t) => ({
    recallId: t.integer().notNull(),
    position: t.integer().notNull(),
    /** Version with which it came. */
    version: t.integer().notNull(),
    kind: t.text().$type<ScopeKind>().notNull(),
    excluded: t.boolean().notNull(),
    /** For `model`, `made` and `shipped`. */
    modelId: t.bigint().$type<ModelId>(),
    /** For `batch` and `component`. */
    batchId: t.int8({ mode: "number" }).$type<BatchId>(),
    /** Indices, times or sequence numbers by kind; 0 for `model` and `component`. */
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.recallId, table.position] }), byModel: index().on(table.modelId) }),
);

/**
 * The fan-out: one row for each way in which units of a batch, as they were made, are reached (`Way` in
 * lib/domain/scope.ts). Written when a recall opens or widens and when a batch is registered that a recall reaches.
 * Before exclusions, because an excluded sub-assembly still leads into its wholes, and ranges of one batch may overlap:
 * count with `affected_span`.
 */
export const reachedRange = onchainTable(
  "reached_range",
  (t) => ({
    recallId: t.integer().notNull(),
    batchId: t.int8({ mode: "number" }).$type<BatchId>().notNull(),
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
    /** Witness for `Recalls.affects`. */
    path: t.text().$type<Hex>().notNull(),
    /** Position of the part by which the path begins; null for `0x`. */
    position: t.integer(),
    /** Batches that the path leads to; the recalled component is the last. */
    via: t.int8({ mode: "number" }).array().$type<BatchId[]>().notNull(),
    /** Recalled component in question; null when the units are meant by model or batch. */
    component: t.int8({ mode: "number" }).$type<BatchId>(),
    /** Whether these are devices, which are counted and have owners; else components on the way to them. */
    deviceKind: t.boolean().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.recallId, table.batchId, table.first, table.last, table.path] }),
    byBatch: index().on(table.batchId),
  }),
);

/** Release from which on units of a model are remedied. May be raised. */
export const fix = onchainTable(
  "fix",
  (t) => ({
    recallId: t.integer().notNull(),
    modelId: t.bigint().$type<ModelId>().notNull(),
    sequence: t.int8({ mode: "number" }).notNull(),
    /** When this release was offered. */
    offeredAt: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.recallId, table.modelId] }) }),
);

/** An owner has read a notice. The next owner of the unit has not. */
export const acknowledgement = onchainTable(
  "acknowledgement",
  (t) => ({
    recallId: t.integer().notNull(),
    deviceId: t.bigint().$type<DeviceId>().notNull(),
    /** Of the title under which it was given. */
    epoch: t.integer().notNull(),
    owner: t.hex().notNull(),
    /** When it was given first. */
    at: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.recallId, table.deviceId, table.epoch] }) }),
);

/** What was done last about a unit other than an update. */
export const remedy = onchainTable(
  "remedy",
  (t) => ({
    recallId: t.integer().notNull(),
    deviceId: t.bigint().$type<DeviceId>().notNull(),
    remedy: t.text().$type<Remedy>().notNull(),
    evidence: t.text().$type<Exclude<Evidence, "none">>().notNull(),
    /** Of the title then, 0 when unclaimed. With the next owner the unit is in use again. */
    epoch: t.integer().notNull(),
    at: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.recallId, table.deviceId] }) }),
);

/** What a maker said last of its products in a recall. */
export const makerReply = onchainTable(
  "maker_reply",
  (t) => ({
    recallId: t.integer().notNull(),
    orgId: t.integer().notNull(),
    reply: t.text().$type<Reply>().notNull(),
    /** SHA-256 of what it explains; zero when nothing. */
    document: t.hex().notNull(),
    at: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.recallId, table.orgId] }) }),
);
