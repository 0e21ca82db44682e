// Brings a backup into an empty database, and lets notifiers send again when what went out since is known:
//   npm run restore -- --from backups/2026-11-23
//   npm run restore -- --release --taken message-ids.txt     notes as sent what the mail server's log names
//   npm run restore -- --release --resend                    doubles what went out between the backup and the loss
// Settings: scripts/owner-settings.ts; docs/operate.md has the whole drill.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fail } from "../lib/service/program.ts";
import { restore } from "../lib/store/backup.ts";
import { copyDocuments } from "../lib/store/documents-copy.ts";
import { releaseHold } from "../lib/store/hold.ts";
import { ownerSettings } from "./owner-settings.ts";

const options = {
  from: { type: "string" },
  release: { type: "boolean", default: false },
  taken: { type: "string" },
  resend: { type: "boolean", default: false },
} as const;
const { from, release, taken, resend } = parseArgs({ options }).values;
if ((from === undefined) !== release || (release && (taken === undefined) !== resend)) {
  console.error("usage: npm run restore -- --from <folder>, then npm run restore -- --release (--taken <file of Message-IDs> | --resend)");
  process.exit(2);
}
try {
  const { DATABASE_URL, MUSTER_DOCUMENTS } = ownerSettings();
  if (from !== undefined) {
    const { madeAt, tables } = await restore(DATABASE_URL, from);
    const documents = await copyDocuments(`${from}/documents`, MUSTER_DOCUMENTS);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(
      `${rows} rows and ${documents.copied} documents of ${new Date(madeAt * 1000).toISOString()}. Nothing is sent until --release.`,
    );
    for (const name of documents.altered) console.error(`Left out, because it is not what its name says: ${name}`);
  } else {
    const { noted, due } = await releaseHold(DATABASE_URL, taken === undefined ? [] : readFileSync(taken, "utf8").split("\n"));
    console.log(`${noted} mails noted as sent; ${due} notices are due and go out now.`);
  }
} catch (error) {
  fail("restore", error);
}
