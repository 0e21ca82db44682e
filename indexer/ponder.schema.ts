/**
 * The register as tables: its present state, its past (`history`), and the views that say once, for everybody, whom a
 * recall means and what became of it. Readers outside the indexer use the same names in the schema `indexer`.
 *
 * - Numbers that a stranger chooses on chain are 32 or 64 bits wide, so their columns are wider than `integer`.
 * - Times are Unix seconds by the block. Words are those of lib/domain/kinds.ts. Addresses and digests are lower-case.
 */
export * from "./schema/devices.ts";
export * from "./schema/disclosures.ts";
export * from "./schema/exclusions.ts";
export * from "./schema/governance.ts";
export * from "./schema/history.ts";
export * from "./schema/networks.ts";
export * from "./schema/products.ts";
export * from "./schema/recalls.ts";
export * from "./schema/views.ts";
