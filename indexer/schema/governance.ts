import { index, onchainTable, primaryKey } from "ponder";

/** Who governs: accounts with the one right over bodies. */
export const governor = onchainTable("governor", (t) => ({
  account: t.hex().primaryKey(),
  /** Seconds between the announcement of an act and the act. */
  delay: t.int8({ mode: "number" }).notNull(),
  /** From when that delay counts: a shorter one has to wait. */
  from: t.int8({ mode: "number" }).notNull(),
  /** The one until then; null for who governs from then on only. */
  before: t.int8({ mode: "number" }),
}));

/** What governance announced. The same act announced again is another row. */
export const governanceAct = onchainTable(
  "governance_act",
  (t) => ({
    /** Hash of caller, target and data. */
    hash: t.hex().notNull(),
    /** Rises each time that the same act is announced. */
    nonce: t.int8({ mode: "number" }).notNull(),
    caller: t.hex().notNull(),
    target: t.hex().notNull(),
    /** The call. */
    data: t.hex().notNull(),
    announcedAt: t.int8({ mode: "number" }).notNull(),
    /** From when it may be executed. */
    readyAt: t.int8({ mode: "number" }).notNull(),
    /** Null while it has not been, as is the next. */
    executedAt: t.int8({ mode: "number" }),
    canceledAt: t.int8({ mode: "number" }),
    tx: t.hex().notNull(),
    /** Where the announcement stands on the chain: many can be of one second. */
    block: t.int8({ mode: "number" }).notNull(),
    logIndex: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.hash, table.nonce] }), newest: index().on(table.block, table.logIndex) }),
);
