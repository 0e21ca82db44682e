// Writes a backup of the database, with the documents beside it, while everything goes on working:
//   DATABASE_URL=postgres://owner:…@host/muster MUSTER_DOCUMENTS=… npm run backup -- --to backups/2026-11-23
import { parseArgs } from "node:util";
import { fail } from "../lib/service/program.ts";
import { backUp } from "../lib/store/backup.ts";
import { copyDocuments } from "../lib/store/documents-copy.ts";
import { ownerSettings } from "./owner-settings.ts";

const { to } = parseArgs({ options: { to: { type: "string" } } }).values;
if (!to) {
  console.error("usage: npm run backup -- --to <new folder>");
  process.exit(2);
}
try {
  const { DATABASE_URL, MUSTER_DOCUMENTS } = ownerSettings();
  const { tables } = await backUp(DATABASE_URL, to);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const documents = await copyDocuments(MUSTER_DOCUMENTS, `${to}/documents`);
  console.log(`${to}: ${rows} rows of ${tables.length} tables, ${documents.copied} documents.`);
  for (const name of documents.altered) console.error(`Left out, because it is not what its name says: ${name}`);
} catch (error) {
  fail("backup", error);
}
