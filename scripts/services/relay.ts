import { type OwnOptions, type OwnProcess, startOwnProcess } from "./own-process.ts";

export type RelayService = OwnProcess;

/** The relay as its own process. */
export const startRelay = (options: OwnOptions): Promise<RelayService> => startOwnProcess("relay", "MUSTER_RELAY_PORT", options);
