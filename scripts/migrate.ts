// Brings the database up to date, and prints on request how each program connects to it:
//   DATABASE_URL=postgres://owner:…@host/muster npm run migrate [-- --connections]
import { parseArgs } from "node:util";
import { z } from "zod";
import { readSettings } from "../lib/domain/settings.ts";
import { fail } from "../lib/service/program.ts";
import { migrate } from "../lib/store/migrate.ts";

const SETTINGS = {
  DATABASE_URL: [z.string().regex(/^postgres(ql)?:\/\//), "address of the database as the role that owns it"],
} as const;

try {
  const { connections } = parseArgs({ options: { connections: { type: "boolean", default: false } } }).values;
  const roles = await migrate(readSettings(SETTINGS, process.env).DATABASE_URL);
  console.error("The database is up to date.");
  if (connections) for (const [program, url] of Object.entries(roles)) console.log(`${program} DATABASE_URL=${url}`);
} catch (error) {
  fail("migrate", error);
}
