import { index, onchainTable, primaryKey } from "ponder";
import type { BatchId, DeviceId } from "../../lib/domain/ids.ts";
import type { Basis, Evidence, RecoveryState } from "../../lib/domain/kinds.ts";

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
    /** When `release` was stated, rounded down to 256 seconds as on chain; 0 when never. */
    stated: t.int8({ mode: "number" }).notNull(),
    /** Whether the present owner claimed by code alone. That is provisional for 14 days, counted in days of UTC. */
    provisional: t.boolean().notNull(),
    stolen: t.boolean().notNull(),
    retired: t.boolean().notNull(),
    /** Somebody else is about to get the title. */
    contested: t.boolean().notNull(),
    /** Whether any of its parts was swapped: nearly none was, and only these are looked up in `part_swap`. */
    swapped: t.boolean().notNull(),
    /** When the present owner got the title. */
    since: t.int8({ mode: "number" }).notNull(),
    /** Block in which the present owner got the title. */
    titleBlock: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ inBatch: index().on(table.batchId, table.index), byOwner: index().on(table.owner), byTitle: index().on(table.titleBlock) }),
);

/** An offer to hand a title over. One that has expired stays until the title moves or another offer is made. */
export const handover = onchainTable("handover", (t) => ({
  deviceId: t.bigint().$type<DeviceId>().primaryKey(),
  /** One-time key, or the recipient's own address. */
  key: t.hex().notNull(),
  until: t.int8({ mode: "number" }).notNull(),
}));

/** Somebody who claims a title that another holds. It is over when the title moves. */
export const recovery = onchainTable("recovery", (t) => ({
  deviceId: t.bigint().$type<DeviceId>().primaryKey(),
  claimant: t.hex().notNull(),
  basis: t.text().$type<Basis>().notNull(),
  state: t.text().$type<RecoveryState>().notNull(),
  startedAt: t.int8({ mode: "number" }).notNull(),
  /** From when it may be completed; null while vetoed. */
  readyAt: t.int8({ mode: "number" }),
}));

/** What was put in place of a part of one unit, by the last word on it. */
export const partSwap = onchainTable(
  "part_swap",
  (t) => ({
    deviceId: t.bigint().$type<DeviceId>().notNull(),
    /** Of the part in the unit's batch. */
    position: t.integer().notNull(),
    /** Batch of the new part; null when the part was removed. */
    partId: t.int8({ mode: "number" }).$type<BatchId>(),
    evidence: t.text().$type<Exclude<Evidence, "none">>().notNull(),
    at: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.deviceId, table.position] }), ofPart: index().on(table.partId) }),
);

/** What a maker's update service says of many units: that `first..last`, or those of its words, run a release. */
export const report = onchainTable(
  "report",
  (t) => ({
    /** In the order of reporting, from 1. */
    id: t.int8({ mode: "number" }).primaryKey(),
    batchId: t.int8({ mode: "number" }).$type<BatchId>().notNull(),
    /** Sequence number. */
    release: t.int8({ mode: "number" }).notNull(),
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
    /** Whether only the units in `report_word` are meant. */
    bitmap: t.boolean().notNull(),
    /** Units that it lists. */
    units: t.int8({ mode: "number" }).notNull(),
    /** Rounded down to 256 seconds as on chain. */
    reportedAt: t.int8({ mode: "number" }).notNull(),
    /** Of its block, which can be of the day after. */
    at: t.int8({ mode: "number" }).notNull(),
    author: t.hex().notNull(),
    /** Null while it counts. */
    revokedAt: t.int8({ mode: "number" }),
    /** For the public. */
    revokedReason: t.text(),
  }),
  (table) => ({ ofBatch: index().on(table.batchId, table.release) }),
);

/** A word of a report's bitmap: one bit for each of 256 units, the first in the highest bit. Words of zeros are left out. */
export const reportWord = onchainTable(
  "report_word",
  (t) => ({
    reportId: t.int8({ mode: "number" }).notNull(),
    /** In the bitmap, from 0. */
    place: t.integer().notNull(),
    bits: t.bytes().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.reportId, table.place] }) }),
);
