import { z } from "zod";
import { readSettings, type SettingsOf } from "../lib/domain/settings.ts";

const SETTINGS = {
  DATABASE_URL: [z.string().regex(/^postgres(ql)?:\/\//), "address of the database as the role that owns it"],
  MUSTER_DOCUMENTS: [z.string().min(1), "folder in which notices and manifests are kept"],
} as const;

/** What backing up and restoring are told by their environment. @throws Error with a sentence for each setting that is wrong. */
export const ownerSettings = (): SettingsOf<typeof SETTINGS> => readSettings(SETTINGS, process.env);
