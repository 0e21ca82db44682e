import { index, onchainTable, onchainView, primaryKey, sql } from "ponder";
import type { Hex } from "viem";
import type { BatchId, DeviceId, ModelId } from "../lib/domain/ids.ts";
import {
  EVIDENCES,
  type Evidence,
  type Measure,
  type ModelKind,
  type OrgKind,
  type RecallState,
  type ScopeKind,
  type Severity,
} from "../lib/domain/kinds.ts";

/**
 * The register as tables: its present state, its past (`history`), and two views that say once, for everybody, whom
 * a recall means and what became of it. Readers outside the indexer use the same names in the schema `indexer`.
 *
 * - Numbers that a stranger chooses on chain are 32 or 64 bits wide, so their columns are wider than `integer`.
 * - Times are Unix seconds by the block. Words are those of lib/domain/kinds.ts. Addresses and digests are lower-case.
 */

/** A body that governance admitted. */
export const organization = onchainTable("organization", (t) => ({
  /** In the order of admission, from 1. */
  id: t.integer().primaryKey(),
  kind: t.text().$type<OrgKind>().notNull(),
  /** Legal name. */
  name: t.text().notNull(),
  /** Domain whose control governance verified. */
  domain: t.text().notNull(),
  /** ISO 3166-1 alpha-2. */
  country: t.text().notNull(),
  /** Names operators; holds no permission by itself. */
  admin: t.hex().notNull(),
  suspended: t.boolean().notNull(),
  /** Whether recalls need one key that drafts and another that releases. Never goes back to false. */
  secondKey: t.boolean().notNull(),
  admittedAt: t.int8({ mode: "number" }).notNull(),
}));

/** A key that acts for a body. Without permissions it stays as a row of 0. */
export const operator = onchainTable(
  "operator",
  (t) => ({
    orgId: t.integer().notNull(),
    account: t.hex().notNull(),
    /** Bits of `PERMISSIONS`. */
    permissions: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.orgId, table.account] }) }),
);

/** A product line. */
export const model = onchainTable(
  "model",
  (t) => ({
    /** `orgId << 64 | gtin`. */
    id: t.bigint().$type<ModelId>().primaryKey(),
    /** Its maker. */
    orgId: t.integer().notNull(),
    /** 14 digits. */
    gtin: t.text().notNull(),
    kind: t.text().$type<ModelKind>().notNull(),
    name: t.text().notNull(),
    /** Until when security updates are promised. Only moves later. */
    supportEnd: t.int8({ mode: "number" }).notNull(),
    /** Highest sequence number published, 0 when none. */
    latestRelease: t.int8({ mode: "number" }).notNull(),
    registeredAt: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ byMaker: index().on(table.orgId) }),
);

/** A firmware version of a model. Never changes. */
export const release = onchainTable(
  "release",
  (t) => ({
    modelId: t.bigint().$type<ModelId>().notNull(),
    /** The order of releases; version texts do not sort. */
    sequence: t.int8({ mode: "number" }).notNull(),
    version: t.text().notNull(),
    /** SHA-256 of the image. */
    digest: t.hex().notNull(),
    /** Bytes, as its maker says. */
    size: t.bigint().notNull(),
    publishedAt: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.modelId, table.sequence] }) }),
);

/** Units of one model, committed by one root. Never changes. */
export const batch = onchainTable(
  "batch",
  (t) => ({
    /** In the order of registration, from 1. */
    id: t.int8({ mode: "number" }).$type<BatchId>().primaryKey(),
    modelId: t.bigint().$type<ModelId>().notNull(),
    /** The model's maker. */
    orgId: t.integer().notNull(),
    /** Of the unit tree. */
    root: t.hex().notNull(),
    /** Units. */
    size: t.int8({ mode: "number" }).notNull(),
    madeFrom: t.int8({ mode: "number" }).notNull(),
    madeTo: t.int8({ mode: "number" }).notNull(),
    /** Sequence number of the release installed in the factory, 0 for none. */
    factoryRelease: t.int8({ mode: "number" }).notNull(),
    /** SHA-256 of the manifest. */
    manifest: t.hex().notNull(),
    /** GS1 lot number. */
    lot: t.text().notNull(),
    /** Rows of `frozen_range`. */
    frozenCount: t.integer().notNull(),
    registeredAt: t.int8({ mode: "number" }).notNull(),
    block: t.int8({ mode: "number" }).notNull(),
    tx: t.hex().notNull(),
  }),
  (table) => ({ byModel: index().on(table.modelId), byMaker: index().on(table.orgId) }),
);

/** Units `first..last` of the whole contain units of the part. Never changes; `partId < wholeId`. */
export const part = onchainTable(
  "part",
  (t) => ({
    wholeId: t.int8({ mode: "number" }).$type<BatchId>().notNull(),
    /** Its place in the registration, from 0; a step of a path witness. */
    position: t.integer().notNull(),
    partId: t.int8({ mode: "number" }).$type<BatchId>().notNull(),
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.wholeId, table.position] }), upwards: index().on(table.partId) }),
);

/** Unclaimed units that cannot be claimed by code, because codes leaked. Only grows. */
export const frozenRange = onchainTable(
  "frozen_range",
  (t) => ({
    batchId: t.int8({ mode: "number" }).$type<BatchId>().notNull(),
    /** In the order of freezing, from 0. */
    position: t.integer().notNull(),
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
    /** For the public. */
    reason: t.text().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.batchId, table.position] }) }),
);

/** A claimed unit. Units that nobody claimed have no row; they exist by their batch's size. */
export const device = onchainTable(
  "device",
  (t) => ({
    /** `batchId << 32 | index`. */
    id: t.bigint().$type<DeviceId>().primaryKey(),
    batchId: t.int8({ mode: "number" }).$type<BatchId>().notNull(),
    index: t.int8({ mode: "number" }).notNull(),
    owner: t.hex().notNull(),
    /** Rises at every change of owner, from 1. */
    epoch: t.integer().notNull(),
    /** Sequence number stated last, 0 when none was stated. May fall: a downgrade reopens what was remedied. */
    release: t.int8({ mode: "number" }).notNull(),
    /** For `release`. */
    evidence: t.text().$type<Evidence>().notNull(),
    /** When the present owner got the title. */
    since: t.int8({ mode: "number" }).notNull(),
    /** Block in which the present owner got the title. */
    titleBlock: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ inBatch: index().on(table.batchId, table.index), byOwner: index().on(table.owner) }),
);

/** A numbered case. */
export const recall = onchainTable(
  "recall",
  (t) => ({
    /** In the order of opening, from 1. */
    id: t.integer().primaryKey(),
    issuerId: t.integer().notNull(),
    /** From 1. */
    version: t.integer().notNull(),
    measure: t.text().$type<Measure>().notNull(),
    severity: t.text().$type<Severity>().notNull(),
    /** Weakest evidence that counts as remedied. */
    minEvidence: t.text().$type<Exclude<Evidence, "none">>().notNull(),
    state: t.text().$type<RecallState>().notNull(),
    /** SHA-256 of the document that people read. */
    notice: t.hex().notNull(),
    /** Key that released it. */
    author: t.hex().notNull(),
    openedAt: t.int8({ mode: "number" }).notNull(),
    openedBlock: t.int8({ mode: "number" }).notNull(),
    /** Null while open. */
    closedAt: t.int8({ mode: "number" }),
    tx: t.hex().notNull(),
  }),
  (table) => ({ byIssuer: index().on(table.issuerId) }),
);

/** What a recall names. Never changes within a version. */
export const scopeItem = onchainTable(
  "scope_item",
  (t) => ({
    recallId: t.integer().notNull(),
    position: t.integer().notNull(),
    kind: t.text().$type<ScopeKind>().notNull(),
    /** Model number for `model`, batch number otherwise, as text. */
    subject: t.text().notNull(),
    /** 0 unless `kind` is `batch`. */
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.recallId, table.position] }), byItem: index().on(table.kind, table.subject) }),
);

/**
 * The fan-out: one row for each way in which units of a batch are affected (`Way` in lib/domain/scope.ts). Written when
 * a recall opens and when a batch is registered that a recall reaches. Ranges of one batch may overlap: count with
 * `affected_span`.
 */
export const affectedRange = onchainTable(
  "affected_range",
  (t) => ({
    recallId: t.integer().notNull(),
    batchId: t.int8({ mode: "number" }).$type<BatchId>().notNull(),
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
    /** Witness for `Recalls.affects`. */
    path: t.text().$type<Hex>().notNull(),
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

/** Release from which on units of a model are remedied. Never changes. */
export const fix = onchainTable(
  "fix",
  (t) => ({
    recallId: t.integer().notNull(),
    modelId: t.bigint().$type<ModelId>().notNull(),
    sequence: t.int8({ mode: "number" }).notNull(),
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

/** Every event of the contracts, in our words. Only grows. */
export const history = onchainTable(
  "history",
  (t) => ({
    /** Sorts as the chain does. */
    id: t.text().primaryKey(),
    /** Event name as in the contracts. */
    name: t.text().notNull(),
    /** What it is about, as far as it applies. */
    orgId: t.integer(),
    modelId: t.bigint().$type<ModelId>(),
    batchId: t.int8({ mode: "number" }).$type<BatchId>(),
    deviceId: t.bigint().$type<DeviceId>(),
    recallId: t.integer(),
    block: t.int8({ mode: "number" }).notNull(),
    time: t.int8({ mode: "number" }).notNull(),
    tx: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    /** Arguments of the event; numbers beyond 2^53 as decimal text. */
    args: t.json().$type<Record<string, unknown>>().notNull(),
  }),
  (table) => ({ ofDevice: index().on(table.deviceId, table.id), ofRecall: index().on(table.recallId, table.id) }),
);

/** The affected devices of a recall as disjoint ranges: each unit is in exactly one. */
export const affectedSpan = onchainView("affected_span").as((qb) =>
  qb
    .select({
      recallId: sql`spans.recall_id`.mapWith(affectedRange.recallId).as("recall_id"),
      batchId: sql`spans.batch_id`.mapWith(affectedRange.batchId).as("batch_id"),
      first: sql`lower(spans.span)`.mapWith(affectedRange.first).as("first"),
      last: sql`upper(spans.span) - 1`.mapWith(affectedRange.last).as("last"),
    })
    .from(
      sql`(select recall_id, batch_id, unnest(range_agg(int8range(first, last, '[]'))) as span
           from ${affectedRange} where device_kind group by recall_id, batch_id) spans`,
    ),
);

const rank = (evidence: ReturnType<typeof sql>) => sql`array_position(${sql.raw(`array['${EVIDENCES.join("','")}']`)}, ${evidence})`;

/** The claimed devices that a recall affects, and how they stand. Twin of `remedied` in lib/domain/scope.ts. */
export const affectedDevice = onchainView("affected_device").as((qb) =>
  qb
    .select({
      recallId: sql`s.recall_id`.mapWith(recall.id).as("recall_id"),
      deviceId: sql`d.id`.mapWith(device.id).as("device_id"),
      batchId: sql`d.batch_id`.mapWith(device.batchId).as("batch_id"),
      index: sql`d.index`.mapWith(device.index).as("index"),
      owner: sql`d.owner`.mapWith(device.owner).as("owner"),
      epoch: sql`d.epoch`.mapWith(device.epoch).as("epoch"),
      release: sql`d.release`.mapWith(device.release).as("release"),
      evidence: sql`d.evidence`.mapWith(device.evidence).as("evidence"),
      /** By the present owner; null when not. */
      acknowledgedAt: sql`a.at`.mapWith(acknowledgement.at).as("acknowledged_at"),
      remedied: sql<boolean>`(
        f.sequence is not null and d.release >= f.sequence and ${rank(sql`d.evidence`)} >= ${rank(sql`r.min_evidence`)}
        and exists (select from ${release} p where p.model_id = b.model_id and p.sequence = d.release)
      )`.as("remedied"),
    })
    .from(
      sql`${affectedSpan} s
          join ${recall} r on r.id = s.recall_id
          join ${batch} b on b.id = s.batch_id
          join ${device} d on d.batch_id = s.batch_id and d.index between s.first and s.last
          left join ${fix} f on f.recall_id = s.recall_id and f.model_id = b.model_id
          left join ${acknowledgement} a on a.recall_id = s.recall_id and a.device_id = d.id and a.epoch = d.epoch`,
    ),
);
