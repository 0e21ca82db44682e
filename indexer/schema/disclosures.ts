import { index, onchainTable, primaryKey } from "ponder";
import type { Standing } from "../../lib/domain/disclosure.ts";
import type { ModelId } from "../../lib/domain/ids.ts";
import type { Answer, DisclosureKind, Verdict } from "../../lib/domain/kinds.ts";

/** What was filed and is not revealed: nobody can tell of what. */
export const filing = onchainTable(
  "filing",
  (t) => ({
    researcher: t.hex().notNull(),
    commitment: t.hex().notNull(),
    filedAt: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.researcher, table.commitment] }) }),
);

/** What a researcher found out about a model, and what its maker says. */
export const disclosure = onchainTable(
  "disclosure",
  (t) => ({
    /** In the order of revealing, from 1. */
    id: t.integer().primaryKey(),
    modelId: t.bigint().$type<ModelId>().notNull(),
    /** The model's maker. */
    orgId: t.integer().notNull(),
    researcher: t.hex().notNull(),
    kind: t.text().$type<DisclosureKind>().notNull(),
    /** Of a breach, the version of the security declaration; else 0. */
    declaration: t.integer().notNull(),
    /** As the researcher wrote it; `readableSubject` says whether it can be shown. */
    subject: t.text().notNull(),
    /** SHA-256 of the document. */
    digest: t.hex().notNull(),
    commitment: t.hex().notNull(),
    salt: t.hex().notNull(),
    filedAt: t.int8({ mode: "number" }).notNull(),
    revealedAt: t.int8({ mode: "number" }).notNull(),
    tx: t.hex().notNull(),
    /** As `standingOf` says; lists show them in the order of `STANDINGS`, of which this is the place. */
    standing: t.text().$type<Standing>().notNull(),
    rank: t.integer().notNull(),
    /** The maker's last answer; null while it is silent, as are the columns behind it. */
    answer: t.text().$type<Answer>(),
    /** By which it is fixed; 0 for none. */
    release: t.int8({ mode: "number" }),
    /** SHA-256 of what the maker explains; zero for nothing. */
    document: t.hex(),
    answeredAt: t.int8({ mode: "number" }),
    firstAnsweredAt: t.int8({ mode: "number" }),
    /** When the maker said first that it is fixed, whatever it said afterwards. */
    fixedAt: t.int8({ mode: "number" }),
    /** The last demand of a regulator; null when there was none. */
    demandedBy: t.integer(),
    demandedAt: t.int8({ mode: "number" }),
    dueAt: t.int8({ mode: "number" }),
    demandReason: t.text(),
    /** When the maker answered after it; null while it has not. */
    demandAnsweredAt: t.int8({ mode: "number" }),
    /** When its researcher took it back; null while it stands. */
    withdrawnAt: t.int8({ mode: "number" }),
    withdrawnReason: t.text(),
  }),
  (table) => ({
    inOrder: index().on(table.rank, table.id),
    byModel: index().on(table.modelId),
    byMaker: index().on(table.orgId),
    byResearcher: index().on(table.researcher),
  }),
);

/** What a regulator said last of a disclosure. */
export const judgement = onchainTable(
  "judgement",
  (t) => ({
    disclosureId: t.integer().notNull(),
    regulatorId: t.integer().notNull(),
    verdict: t.text().$type<Verdict>().notNull(),
    /** For the public. */
    reason: t.text().notNull(),
    at: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.disclosureId, table.regulatorId] }) }),
);
