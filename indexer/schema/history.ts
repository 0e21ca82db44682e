import { index, onchainTable } from "ponder";
import type { Asn, BatchId, DeviceId, ModelId } from "../../lib/domain/ids.ts";

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
    disclosureId: t.integer(),
    asn: t.int8({ mode: "number" }).$type<Asn>(),
    block: t.int8({ mode: "number" }).notNull(),
    time: t.int8({ mode: "number" }).notNull(),
    tx: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    /** Arguments of the event; numbers beyond 2^53 as decimal text. */
    args: t.json().$type<Record<string, unknown>>().notNull(),
  }),
  (table) => ({
    ofDevice: index().on(table.deviceId, table.id),
    ofRecall: index().on(table.recallId, table.id),
    ofDisclosure: index().on(table.disclosureId, table.id),
    ofNetwork: index().on(table.asn, table.id),
    byBlock: index().on(table.block),
  }),
);
