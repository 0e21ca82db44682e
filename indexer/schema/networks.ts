import { index, onchainTable, primaryKey } from "ponder";
import type { Asn, ModelId } from "../../lib/domain/ids.ts";
import type { AddressFamily, TestMethod } from "../../lib/domain/kinds.ts";

/** A network that was assigned to an operator, or observed. */
export const network = onchainTable(
  "network",
  (t) => ({
    asn: t.int8({ mode: "number" }).$type<Asn>().primaryKey(),
    /** Null while governance has named none. */
    operatorId: t.integer(),
    /** When governance last decided who runs it, and why; null while it has not. */
    assignedAt: t.int8({ mode: "number" }),
    assignedReason: t.text(),
  }),
  (table) => ({ byOperator: index().on(table.operatorId) }),
);

/**
 * What an observer found last, also when it took it back. Whether that counts is asked when it is read
 * (lib/domain/network-standing.ts): it depends on the hour, on the observer and on its key.
 */
export const observation = onchainTable(
  "observation",
  (t) => ({
    observerId: t.integer().notNull(),
    asn: t.int8({ mode: "number" }).$type<Asn>().notNull(),
    family: t.text().$type<AddressFamily>().notNull(),
    method: t.text().$type<TestMethod>().notNull(),
    /** The key that recorded it. */
    author: t.hex().notNull(),
    blocked: t.int8({ mode: "number" }).notNull(),
    received: t.int8({ mode: "number" }).notNull(),
    first: t.int8({ mode: "number" }).notNull(),
    last: t.int8({ mode: "number" }).notNull(),
    expiresAt: t.int8({ mode: "number" }).notNull(),
    /** SHA-256 of the observer's report. */
    evidence: t.hex().notNull(),
    recordedAt: t.int8({ mode: "number" }).notNull(),
    /** Null while it stands. */
    withdrawnAt: t.int8({ mode: "number" }),
    withdrawnReason: t.text(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.observerId, table.asn, table.family, table.method] }),
    ofNetwork: index().on(table.asn),
  }),
);

/** What operators said about their networks; only grows. */
export const networkReply = onchainTable(
  "network_reply",
  (t) => ({
    /** Sorts as the chain does. */
    id: t.text().primaryKey(),
    asn: t.int8({ mode: "number" }).$type<Asn>().notNull(),
    operatorId: t.integer().notNull(),
    author: t.hex().notNull(),
    /** Null for both. */
    family: t.text().$type<AddressFamily>(),
    wantsRetest: t.boolean().notNull(),
    text: t.text().notNull(),
    at: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ ofNetwork: index().on(table.asn, table.id) }),
);

/** That an operator wants its network tested again: open until an observer records a test that is newer than the wish. */
export const retest = onchainTable(
  "retest",
  (t) => ({
    asn: t.int8({ mode: "number" }).$type<Asn>().notNull(),
    family: t.text().$type<AddressFamily>().notNull(),
    wishedAt: t.int8({ mode: "number" }).notNull(),
    /** When such a test was recorded; null while the wish is open. */
    metAt: t.int8({ mode: "number" }),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.asn, table.family] }) }),
);

/** The last that an operator said about its membership in a programme. */
export const membership = onchainTable(
  "membership",
  (t) => ({
    asn: t.int8({ mode: "number" }).$type<Asn>().notNull(),
    programme: t.text().notNull(),
    operatorId: t.integer().notNull(),
    author: t.hex().notNull(),
    /** Null when it is not a member any more. */
    since: t.int8({ mode: "number" }),
    /** Where the programme names its members; as the operator wrote it. */
    link: t.text().notNull(),
    at: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.asn, table.programme] }) }),
);

/** A week that an operator has published for its network. */
export const attackWeek = onchainTable(
  "attack_week",
  (t) => ({
    asn: t.int8({ mode: "number" }).$type<Asn>().notNull(),
    /** As lib/domain/week.ts counts. */
    week: t.int8({ mode: "number" }).notNull(),
    operatorId: t.integer().notNull(),
    author: t.hex().notNull(),
    publishedAt: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.asn, table.week] }), byWeek: index().on(table.week) }),
);

/** Reports about devices of a model in such a week. Each number is 0 or at least 5. */
export const attackCount = onchainTable(
  "attack_count",
  (t) => ({
    asn: t.int8({ mode: "number" }).$type<Asn>().notNull(),
    week: t.int8({ mode: "number" }).notNull(),
    /** 0 for reports of which nobody knows the model. */
    modelId: t.bigint().$type<ModelId>().notNull(),
    reported: t.int8({ mode: "number" }).notNull(),
    claimed: t.int8({ mode: "number" }).notNull(),
    remedied: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.asn, table.week, table.modelId] }), byModel: index().on(table.modelId) }),
);
