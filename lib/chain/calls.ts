/**
 * One function for each verb of the contracts, from our words to a call that any client can send: the CLI and the
 * tests through `send.ts`, the dApp through the visitor's wallet. Nothing here touches a network.
 */
export * from "./calls/accounts.ts";
export * from "./calls/batches.ts";
export type { At, Call } from "./calls/call.ts";
export * from "./calls/catalog.ts";
export * from "./calls/devices.ts";
export * from "./calls/disclosures.ts";
export * from "./calls/governance.ts";
export * from "./calls/networks.ts";
export * from "./calls/organizations.ts";
export * from "./calls/recalls.ts";
export * from "./calls/reports.ts";
