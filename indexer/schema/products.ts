import { index, onchainTable, primaryKey } from "ponder";
import type { BatchId, ModelId } from "../../lib/domain/ids.ts";
import type { CredentialClass, KeyClass, ModelKind, OrgKind, Permission } from "../../lib/domain/kinds.ts";

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
  /** To whom the present admin has offered the body; null when to nobody. */
  offeredAdmin: t.hex(),
  /** Since when it is suspended; null while it is in good standing. */
  suspendedAt: t.int8({ mode: "number" }),
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
    /** From when the rights that wait count; the contract says which. */
    releaseFrom: t.int8({ mode: "number" }).notNull(),
    /** When it lost each right that it once had and has no more. */
    lostAt: t.json().$type<Partial<Record<Permission, number>>>().notNull(),
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
  (table) => ({ byMaker: index().on(table.orgId), byGtin: index().on(table.gtin) }),
);

/** A firmware version of a model. It may be revoked, once and for good. */
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
    /** Null while it counts as a remedy. */
    revokedAt: t.int8({ mode: "number" }),
    /** For the public. */
    revokedReason: t.text(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.modelId, table.sequence] }) }),
);

/** What a maker declares about the security of a model; the highest version is in force. */
export const declaration = onchainTable(
  "declaration",
  (t) => ({
    modelId: t.bigint().$type<ModelId>().notNull(),
    /** From 1. */
    version: t.integer().notNull(),
    credentials: t.text().$type<CredentialClass>().notNull(),
    keys: t.text().$type<KeyClass>().notNull(),
    /** SHA-256 of the document. */
    digest: t.hex().notNull(),
    declaredAt: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.modelId, table.version] }) }),
);

/** What a laboratory found last about a model. */
export const certificate = onchainTable(
  "certificate",
  (t) => ({
    modelId: t.bigint().$type<ModelId>().notNull(),
    laboratoryId: t.integer().notNull(),
    /** Of the declaration that was tested. */
    version: t.integer().notNull(),
    validUntil: t.int8({ mode: "number" }).notNull(),
    /** SHA-256 of the test report. */
    report: t.hex().notNull(),
    certifiedAt: t.int8({ mode: "number" }).notNull(),
    /** Null while the laboratory stands by it. */
    revokedAt: t.int8({ mode: "number" }),
    /** For the public. */
    revokedReason: t.text(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.modelId, table.laboratoryId] }) }),
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
