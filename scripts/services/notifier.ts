import { type OwnOptions, type OwnProcess, startOwnProcess } from "./own-process.ts";

export type NotifierService = OwnProcess;

/** The notifier as its own process. It waits by itself for the indexer's tables. */
export const startNotifier = (options: OwnOptions): Promise<NotifierService> =>
  startOwnProcess("notifier", "MUSTER_NOTIFIER_PORT", options);
